"""Only the widget that a dirty region lies in is asked, and only for that region."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual._compositor import ChopsUpdate, Compositor
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui.ui.paint.display import DiffDisplay
from tui.ui.paint.grid import pieces
from tui.ui.paint.narrow import NarrowCompositor

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

Shown = list[tuple[int, int, str]]


class Lettered(Widget):
    """A widget that says its letter and the line, and notes what it was asked for."""

    DEFAULT_CSS = "Lettered { width: 40; height: 10; }"

    keeps_lines = False

    def __init__(self, letter: str) -> None:
        super().__init__(id=letter)
        self.letter = letter
        self.asked: list[Region] = []

    def render_lines(self, crop: Region) -> list[Strip]:
        self.asked.append(crop)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        return Strip([Segment(f"{self.letter}{y}" * (self.size.width // 2))])


class Pair(DiffDisplay, App[int]):
    """Two widgets side by side."""

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Lettered("a")
            yield Lettered("b")


@contextlib.asynccontextmanager
async def dirty(*regions: Region) -> AsyncIterator[tuple[NarrowCompositor, Lettered, Lettered]]:
    """The app at rest, and these regions of its screen dirty."""
    app = Pair()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        compositor = app.screen._compositor
        assert isinstance(compositor, NarrowCompositor)
        left, right = app.query_one("#a", Lettered), app.query_one("#b", Lettered)
        left.asked.clear()
        right.asked.clear()
        compositor._dirty_regions.update(regions)
        yield compositor, left, right


def shown(update: ChopsUpdate | None) -> Shown:
    """An update as lines, columns and text."""
    assert update is not None
    return [(y, x, strip.text) for y, x, strip in pieces(update)]


async def test_one_cell_asks_one_widget_for_one_cell() -> None:
    async with dirty(Region(42, 3, 2, 1)) as (compositor, left, right):
        assert shown(compositor.render_partial_update()) == [(3, 42, "b3")]
        assert (left.asked, right.asked) == ([], [Region(2, 3, 2, 1)])
        assert compositor.render_partial_update() is None


async def test_lines_below_each_other_are_asked_for_together() -> None:
    regions = (Region(4, 5, 4, 1), Region(4, 6, 4, 1), Region(4, 8, 4, 1))
    async with dirty(*regions) as (compositor, left, _):
        assert shown(compositor.render_partial_update()) == [(y, 4, f"a{y}a{y}") for y in (5, 6, 8)]
        assert left.asked == [Region(4, 5, 4, 2), Region(4, 8, 4, 1)]


async def test_what_lies_in_both_widgets_is_rendered_as_textual_does() -> None:
    async with dirty(Region(38, 3, 4, 1)) as (compositor, left, right):
        update = shown(compositor.render_partial_update())
        assert "".join(text for y, _, text in update if y == 3).count("a3") >= 1
        assert left.asked
        assert right.asked
        assert compositor.render_partial_update() is None


async def test_what_is_beyond_the_screen_is_not_rendered() -> None:
    async with dirty(Region(70, 2, 40, 1), Region(0, 90, 5, 5)) as (compositor, left, right):
        assert shown(compositor.render_partial_update()) == [(2, 70, "b2" * 5)]
        assert (left.asked, right.asked) == ([], [Region(30, 2, 10, 1)])


async def test_stock_painting_keeps_textuals_compositor() -> None:
    class Stock(Pair):
        PAINT = "stock"

    app = Stock()
    async with app.run_test():
        assert type(app.screen._compositor) is Compositor


async def test_a_widget_that_keeps_its_lines_is_asked_for_whole_ones() -> None:
    regions = (Region(4, 5, 4, 1), Region(20, 6, 4, 1), Region(9, 6, 2, 1))
    async with dirty(*regions) as (compositor, left, _):
        left.keeps_lines = True
        assert [(y, x, len(text)) for y, x, text in shown(compositor.render_partial_update())] == [
            (5, 0, 40),
            (6, 0, 40),
        ]
        assert left.asked == [Region(0, 5, 40, 2)]


async def test_a_whole_line_is_not_asked_for_where_something_stands_before_it() -> None:
    async with dirty(Region(4, 5, 4, 1)) as (compositor, left, right):
        left.keeps_lines = True
        compositor._visible_widgets = {
            right: (Region(20, 0, 40, 10), Region(0, 0, 80, 24)),
            left: (Region(0, 0, 40, 10), Region(0, 0, 80, 24)),
        }
        assert shown(compositor.render_partial_update()) == [(5, 4, "a5a5")]
        assert left.asked == [Region(4, 5, 4, 1)]
