"""Balances that cannot be vouched for are visibly dimmed, and can still be read."""

import pytest
from rich.color import Color as RichColor
from rich.segment import Segment

from tests.ui.stage import Stage, stage
from tests.ui.telling import ACCOUNT

READABLE = 3.0
"""The least contrast that WCAG 2.2 (1.4.3) asks of large text; of what is inactive it asks nothing."""


def luminance(color: RichColor) -> float:
    """The relative luminance of WCAG 2.2."""
    shares = (channel / 255 for channel in color.get_truecolor())
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(segment: Segment) -> float:
    style = segment.style
    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    darker, lighter = sorted((luminance(style.color), luminance(style.bgcolor)))
    return (lighter + 0.05) / (darker + 0.05)


def of(on: Stage, text: str) -> float:
    """The contrast of the first place on the screen that holds `text`."""
    strips = on.app.screen._compositor.render_strips()
    return next(contrast(segment) for strip in strips for segment in strip if text in segment.text)


CURSOR, ROW, DETAIL, LABEL = "4636.0", "0.3324", "Tradable", "Not free"


@pytest.mark.parametrize("has_focus", [True, False])
async def test_dimmed_exactly_while_not_live_and_readable_always(
    has_focus: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    async with stage(size=(120, 40)) as on:
        if not has_focus:
            await on.press("e")
        live = {text: of(on, text) for text in (CURSOR, ROW)}
        for readings, is_live in (
            ([on.told.lost()], False),
            ([on.told.connecting()], False),
            ([on.told.connected()], False),
            ([on.told.says(*ACCOUNT), on.told.pong()], True),
        ):
            await on.show(*readings)
            for text in (CURSOR, ROW):
                assert (of(on, text) == live[text]) is is_live
                assert of(on, text) >= READABLE


async def test_the_detail_is_dimmed_with_the_table() -> None:
    async with stage(size=(80, 24)) as on:
        await on.press("enter")
        live = of(on, CURSOR)
        await on.show(on.told.lost())
        assert READABLE <= of(on, CURSOR) < live
