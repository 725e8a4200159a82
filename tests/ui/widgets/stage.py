"""A table on a screen, and an emulated terminal that shows what was really written to it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pyte
from rich.color import ColorSystem
from rich.text import Text
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.coordinate import Coordinate
from textual.widgets import DataTable, Static

from tui.ui.widgets.fast_table import FastTable

if TYPE_CHECKING:
    import random
    from collections.abc import AsyncIterator, Sequence

    from rich.console import JustifyMethod
    from textual.app import ComposeResult
    from textual.geometry import Size
    from textual.pilot import Pilot
    from textual.screen import Screen
    from textual.widgets.data_table import CursorType

Cell = str | Text
Rows = list[tuple[str, list[Cell]]]
COLUMNS = {"name": 8, "amount": 12, "held": 9, "note": 14}
NAMES = ("BTC", "比特幣", "e\u0301toile", "ﾊﾝｶｸ", "[bold]x[/]", "TWD", "[/] boom", "한국원한국원")
STYLES = ("", "red", "bold", "on blue", "dim italic")
JUSTIFY: tuple[JustifyMethod | None, ...] = (None, "left", "right", "center", "full")


class StockTable(DataTable[Cell]):
    """What FastTable is measured against: everything is built anew and repainted, the slow way."""

    _holds = False
    _left: str | None = None

    def validate_cursor_coordinate(self, value: Coordinate) -> Coordinate:
        row, column = self._clamp_cursor_coordinate(value)
        return Coordinate(max(0, row), max(0, column))

    def _scroll_cursor_into_view(self, animate: bool = False) -> None:
        if not self._holds:
            super()._scroll_cursor_into_view(animate=animate)

    def _scroll_update(self, virtual_size: Size) -> None:
        super()._scroll_update(virtual_size)
        self.scroll_target_x = self.validate_scroll_x(self.scroll_target_x)
        self.scroll_target_y = self.validate_scroll_y(self.scroll_target_y)

    async def set_rows(self, rows: Rows) -> None:
        """Refill, then put cursor, mouse and scroll where the rules of FastTable say."""
        old = [
            str(self.coordinate_to_cell_key(Coordinate(row, 0)).row_key.value)
            for row in range(self.row_count)
        ]
        at, hover, shown_hover = self.cursor_coordinate, self.hover_coordinate, self._show_hover_cursor
        left, top = self.scroll_offset
        in_view = top <= at.row < top + self.scrollable_content_region.height - int(self.show_header)
        keys = [key for key, _ in rows]
        self._holds = True
        self.clear()
        fill(self, rows)
        self._require_update_dimensions = False
        self._update_dimensions(set(self._new_rows))
        self._new_rows.clear()
        near = sorted(range(len(old)), key=lambda row: (abs(row - at.row), -row))
        home = next((old[row] for row in near if old[row] in keys), None)
        if not keys:
            self._left = old[at.row] if old else self._left
        elif not old and self._left in keys:
            home = self._left
        row = keys.index(home) if home is not None else min(at.row, max(0, len(keys) - 1)) if old else 0
        self.cursor_coordinate = Coordinate(row, at.column)
        self.hover_coordinate, self._show_hover_cursor = hover, shown_hover
        self.scroll_to(left, top, animate=False, force=True)
        self.call_after_refresh(self._release, in_view)

    def _release(self, in_view: bool) -> None:
        self._holds = False
        if in_view:
            self._scroll_cursor_into_view()


class StageApp(App[None]):
    """One table above a line of text; what would be written to a terminal goes to an emulated one."""

    CSS = "DataTable { height: 1fr; } Static { height: 1; }"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, table: DataTable[Cell], size: tuple[int, int]) -> None:
        super().__init__()
        self.console._color_system = ColorSystem.TRUECOLOR
        self.animation_level = "none"
        self.table = table
        self.paints = 0
        self.written: list[str] = []
        self.emulator = pyte.Screen(*size)
        self._stream = pyte.Stream(self.emulator)

    def compose(self) -> ComposeResult:
        yield self.table
        yield Static("below")

    def on_mount(self) -> None:
        for key, width in COLUMNS.items():
            self.table.add_column(Text(key), key=key, width=width)
        self.table.focus()

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        if isinstance(renderable, CompositorUpdate):
            width, height = self.size
            if (self.emulator.columns, self.emulator.lines) != (width, height):
                self.emulator.resize(height, width)
            written = renderable.render_segments(self.console)
            self.paints += 1
            self.written.append(written)
            self._stream.feed(written)
        super()._display(screen, renderable)

    def shown(self) -> list[list[tuple[Any, ...]]]:
        """Every cell of the terminal, with its colours and attributes."""
        return [
            [tuple(self.emulator.buffer[y][x]) for x in range(self.emulator.columns)]
            for y in range(self.emulator.lines)
        ]

    def text(self) -> list[str]:
        """The lines of the terminal, without the scroll bar at their end, which may be of characters."""
        return [line.rstrip(" █") for line in self.emulator.display]


@asynccontextmanager
async def staged(
    table: DataTable[Cell], size: tuple[int, int] = (60, 14)
) -> AsyncIterator[tuple[StageApp, Pilot[None]]]:
    """Run an app that shows `table`, with its four columns and no rows."""
    app = StageApp(table, size)
    # Pilot looks every 20 ms whether the app is idle; a small one is so much sooner.
    idle = patch.multiple("textual._wait", SLEEP_GRANULARITY=0.002, SLEEP_IDLE=0.0003)
    with idle:
        async with app.run_test(size=size) as pilot:
            await settle(app, pilot)
            yield app, pilot


async def settle(app: StageApp, pilot: Pilot[None]) -> None:
    """Wait until nothing more is painted: a resize, for one, is laid out some frames later."""
    for _ in range(2):
        await pilot.pause()
        await app.animator.wait_until_complete()
        paints = -1
        while paints != app.paints:
            paints = app.paints
            await pilot.pause()


def cell(rng: random.Random) -> Cell:
    """Make a cell: a plain one, a wide one, one that looks like markup, or a styled and justified one."""
    kind = rng.randrange(6)
    number = f"{rng.random() * 1e6:.{rng.randrange(9)}f}"
    if kind < 3:
        return number
    if kind == 3:
        return rng.choice(NAMES)
    text = Text(
        number if rng.random() < 0.7 else rng.choice(NAMES) * 3,
        style=rng.choice(STYLES),
        justify=rng.choice(JUSTIFY),
        overflow=rng.choice((None, "fold", "ellipsis", "crop")),
    )
    if kind == 5:
        text.stylize(rng.choice(STYLES) or "green", rng.randrange(6), rng.randrange(6, 30))
    return text


def make_rows(rng: random.Random, count: int) -> Rows:
    """Make rows with distinct keys."""
    return [(f"K{number}", [cell(rng) for _ in COLUMNS]) for number in range(count)]


def fill(table: DataTable[Cell], rows: Sequence[tuple[str, Sequence[Cell]]]) -> None:
    """Add rows to any table."""
    for key, cells in rows:
        literal = isinstance(table, FastTable)
        table.add_row(*(each if literal or isinstance(each, Text) else Text(each) for each in cells), key=key)


ROWS = [(f"K{number}", [f"N{number}", f"{number}.5", "0", "-"]) for number in range(40)]
"""Rows whose text is easy to find on the screen."""


def table_of(kind: CursorType = "row") -> FastTable[Cell]:
    """Make an empty table."""
    return FastTable(cursor_type=kind)


async def filled(app: StageApp, pilot: Pilot[None]) -> FastTable[Cell]:
    """Fill the app's table with ROWS, and forget what was painted so far."""
    table = app.table
    assert isinstance(table, FastTable)
    fill(table, ROWS)
    await settle(app, pilot)
    app.written.clear()
    app.paints = 0
    return table
