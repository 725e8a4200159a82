"""`H` holds from the key on: for what was on its way to the screen, and for what is not seen now and comes back."""

from collections.abc import Callable

import pytest
from rich.console import RenderableType
from textual import events
from textual.screen import Screen

from tests.core.builders import row
from tests.ui.stage import Stage, stage

HELD = (
    row("AAA", amount="73197.31970000", available="53197.31970000"),
    row("BBB", amount="0.00073197", available="0.00053198"),
)


Painted = Callable[[Stage], list[str]]


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> Painted:
    """From when it is called on, every frame as text."""

    def begin(on: Stage) -> list[str]:
        frames: list[str] = []
        display = on.app._display

        def heard(screen: Screen[object], renderable: RenderableType | None) -> None:
            frames.append(on.text)
            display(screen, renderable)

        monkeypatch.setattr(on.app, "_display", heard)
        return frames

    return begin


async def test_a_notice_of_the_key_before_in_the_same_burst_does_not_come_after_it() -> None:
    async with stage(*HELD, size=(100, 30)) as on:
        for key in ("y", "H"):
            on.app.post_message(events.Key(key, key))
        await on.settle()
        assert on.toasts == []
        await on.press("y")
        assert on.toasts == ["amounts are hidden: H shows them"]


async def test_a_detail_that_was_folded_comes_back_hidden(painted: Painted) -> None:
    async with stage(*HELD) as on:
        await on.press("enter")
        assert "73197" in on.text
        await on.press("escape", "H")
        frames = painted(on)
        await on.press("enter")
        assert "history  hidden" in on.text
        assert frames
        assert not [frame for frame in frames if "73197" in frame]


async def test_a_table_that_the_detail_covered_comes_back_hidden(painted: Painted) -> None:
    async with stage(*HELD) as on:
        await on.press("enter", "H")
        frames = painted(on)
        await on.press("escape")
        assert on.cells("AAA")[1] == "*****"
        assert frames
        assert not [frame for frame in frames if "73197" in frame]


async def test_the_filter_is_told_without_the_amount_it_compares_with() -> None:
    async with stage(*HELD) as on:
        await on.press("/", *"amount>73000 | changed<5m", "enter", "H")
        assert "where amount>***** | changed<5m" in on.status
        await on.press("H")
        assert "where amount>73000 | changed<5m" in on.status
