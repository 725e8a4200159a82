"""With all colours gone, every state can still be told from every other, by words and by attributes."""

from itertools import combinations
from pathlib import Path

import pytest
from rich.color import ColorType
from rich.style import Style

from tests.ui.look.stages import (
    Play,
    connecting,
    filtering,
    frozen,
    in_the_detail,
    in_the_log,
    live,
    looking,
    lost,
    past,
    refused,
    segments,
)
from tests.ui.stage import Stage
from tui.ui.look.terminal import Colours

TOLD_IN_WORDS: dict[Play, str] = {
    connecting: "CONNECTING",
    live: "LIVE",
    lost: "LOST",
    refused: "REFUSED",
    frozen: "FROZEN",
    past: "PAST",
}


def attributes(style: Style | None) -> frozenset[str]:
    named = ("bold", "dim", "reverse", "underline")
    return frozenset(name for name in named if style is not None and getattr(style, name))


def pieces(on: Stage) -> list[tuple[str, frozenset[str]]]:
    """What stands there, each with its attributes."""
    return [(segment.text.strip(), attributes(segment.style)) for segment in segments(on)]


def of(on: Stage, text: str) -> frozenset[str]:
    return next(found for said, found in pieces(on) if text in said)


@pytest.mark.parametrize("colours", [Colours.NONE, Colours.SIXTEEN])
async def test_no_style_has_a_colour_that_was_not_asked_for(colours: Colours, tmp_path: Path) -> None:
    async with looking(tmp_path, colours=colours) as on:
        await lost(on)
        used = [
            color
            for each in segments(on)
            if each.style is not None
            for color in (each.style.color, each.style.bgcolor)
            if color is not None and not color.is_default
        ]
        if colours is Colours.NONE:
            assert not used
        else:
            assert used
            assert {color.type for color in used} == {ColorType.STANDARD}


async def test_every_state_looks_different(tmp_path: Path) -> None:
    seen: dict[str, list[tuple[str, frozenset[str]]]] = {}
    plays: list[Play] = [connecting, live, lost, refused, frozen, past, in_the_log, filtering, in_the_detail]
    for play in plays:
        folder = tmp_path / play.__name__
        folder.mkdir()
        async with looking(folder, colours=Colours.NONE, size=(80, 24)) as on:
            await play(on)
            seen[play.__name__] = pieces(on)
            word = TOLD_IN_WORDS.get(play)
            assert word is None or word in on.status
    for one, other in combinations(seen, 2):
        assert seen[one] != seen[other], (one, other)


async def test_the_cursor_is_told_with_and_without_the_keys(tmp_path: Path) -> None:
    async with looking(tmp_path, colours=Colours.NONE) as on:
        await live(on)
        assert "reverse" in of(on, "4600.5")
        assert not of(on, "0.3324")
        await on.press("e")
        assert "underline" in of(on, "4600.5")
        assert "reverse" in of(on, "BTC available")


async def test_what_is_not_live_is_dim_and_the_status_is_reversed(tmp_path: Path) -> None:
    async with looking(tmp_path, colours=Colours.NONE) as on:
        await lost(on)
        assert "dim" in of(on, "0.3324")
        assert of(on, "4600.5") == {"dim", "reverse"}
        assert of(on, "LOST") >= {"reverse", "bold"}


async def test_marks_and_flags_are_characters(tmp_path: Path) -> None:
    async with looking(tmp_path, colours=Colours.NONE) as on:
        await live(on)
        assert "▼" in on.text
        await on.show(
            on.told.says({"currency": "ADA", "amount": "1", "available": "2", "stake": "0", "tradable": True})
        )
        assert "ADA !" in on.text


async def test_what_is_typed_has_a_cursor(tmp_path: Path) -> None:
    async with looking(tmp_path, colours=Colours.NONE) as on:
        await filtering(on)
        assert [said for said, found in pieces(on) if said == "b" and "reverse" in found]
        await on.press("b")
        y = on.filter.content_region.y
        strip = on.app.screen._compositor.render_strips()[y]
        assert [each.text for each in strip if "reverse" in attributes(each.style)] == [" "]
