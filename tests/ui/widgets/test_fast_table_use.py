"""FastTable is a DataTable to its user, whatever the path that draws it, and inert to foreign text."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from rich.style import Style
from rich.text import Text
from textual import on
from textual.coordinate import Coordinate
from textual.widgets import DataTable

from tests.ui.widgets.stage import ROWS, Cell, StageApp, filled, make_rows, settle, staged, table_of
from tui.ui.widgets.cell_text import REPLACEMENT
from tui.ui.widgets.fast_table import FastTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widgets.data_table import CursorType

HOSTILE = (
    "\x1b[31mred",
    "\x1b]52;c;aGk=\x07",
    "\x9b2J",
    "a\x00b\rc\nd",
    "\u202e123",
    "[@click=app.quit]go[/]",
    "[/]",
)


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize("text", HOSTILE)
async def test_foreign_text_is_inert_in_cells_and_labels(text: str, fast: bool) -> None:
    async with staged(table_of("row" if fast else "column"), size=(120, 14)) as (app, pilot):
        table = app.table
        assert isinstance(table, FastTable)
        table.add_column(text, key="foreign", width=30)
        table.add_row(text, Text(text), key="a", label=None if fast else text)
        table.add_row(text, text, key="b", height=1 if fast else 2)
        table.set_label("amount", text)
        table.update_cell("b", "held", text, update_width=True)
        await pilot.pause()
        assert table.is_fast is fast
        written = "".join(app.written)
        foreign = [character for character in text if not character.isprintable() and character != "\x1b"]
        assert not any(character in written for character in foreign if character != "\n")
        assert text not in written or text.isprintable()
        if text.isprintable():
            assert text[:7] in "\n".join(app.text())
        else:
            assert REPLACEMENT in written
        assert "click" not in str([segment.style.meta for segment in table.render_line(1) if segment.style])


class Listener(StageApp):
    """Writes down what the table says."""

    def __init__(self, table: DataTable[Cell]) -> None:
        super().__init__(table, (60, 14))
        self.heard: list[tuple[str, object]] = []

    def action_ring(self) -> None:
        self.heard.append(("ring", True))

    @on(DataTable.HeaderSelected)
    def hear_header(self, message: DataTable.HeaderSelected) -> None:
        self.heard.append(("header", message.column_key.value))

    @on(DataTable.RowSelected)
    def hear_row(self, message: DataTable.RowSelected) -> None:
        self.heard.append(("row", message.row_key.value))

    @on(DataTable.CellSelected)
    def hear_cell(self, message: DataTable.CellSelected) -> None:
        self.heard.append(("cell", message.coordinate))


@pytest.mark.parametrize(("kind", "said"), [("row", ("row", "K5")), ("cell", ("cell", Coordinate(5, 1)))])
async def test_mouse_and_keys_select_as_in_a_data_table(kind: CursorType, said: tuple[str, object]) -> None:
    app = Listener(table_of(kind))
    async with app.run_test(size=(60, 14)) as pilot:
        await pilot.pause()
        table = await filled(app, pilot)
        table.scroll_to(y=3, animate=False)
        await pilot.pause()
        await pilot.click(offset=(14, 3))
        await pilot.click(offset=(14, 3))
        await pilot.press("enter")
        await pilot.click(offset=(14, 0))
        assert app.heard == [said, said, ("header", "amount")]
        await pilot.hover(offset=(40, 6))
        assert table.hover_coordinate == Coordinate(8, 3)


@pytest.mark.parametrize(("kind", "row"), [("row", 4), ("cell", 0)])
async def test_a_click_right_of_the_columns_moves_a_row_cursor_and_no_cell_cursor(
    kind: CursorType, row: int
) -> None:
    async with staged(table_of(kind)) as (app, pilot):
        table = await filled(app, pilot)
        await pilot.click(offset=(55, 5))
        assert table.cursor_row == row


async def test_a_mouse_over_a_scrollbar_is_over_no_cell() -> None:
    async with staged(table_of(), size=(30, 14)) as (app, pilot):
        table = await filled(app, pilot)
        await pilot.hover(offset=(5, 5))
        assert table.hover_coordinate == Coordinate(4, 0)
        await pilot.hover(offset=(29, 6))
        await pilot.hover(offset=(5, 12))
        assert table.hover_coordinate == Coordinate(4, 0)


async def test_the_keys_scroll_at_once_after_the_table_shrank() -> None:
    async with staged(table_of("none")) as (app, pilot):
        table = await filled(app, pilot)
        await pilot.press("ctrl+end")
        await settle(app, pilot)
        table.set_rows(ROWS[:15])
        await settle(app, pilot)
        assert table.scroll_offset.y == 3
        await pilot.press("up")
        await settle(app, pilot)
        assert table.scroll_offset.y == 2


async def test_a_cell_keeps_the_action_of_its_own_style() -> None:
    app = Listener(table_of())
    async with app.run_test(size=(60, 14)) as pilot:
        await pilot.pause()
        table = await filled(app, pilot)
        table.update_cell("K1", "name", Text("ring", style=Style.from_meta({"@click": "app.ring"})))
        await settle(app, pilot)
        await pilot.click(offset=(2, 2))
        assert app.heard == [("ring", True)]
        assert table.cursor_row == 1


UNUSUAL: dict[str, tuple[Callable[[FastTable[Cell]], object], Callable[[FastTable[Cell]], object]]] = {
    "fixed rows": (
        lambda table: setattr(table, "fixed_rows", 1),
        lambda table: setattr(table, "fixed_rows", 0),
    ),
    "fixed columns": (
        lambda table: setattr(table, "fixed_columns", 1),
        lambda table: setattr(table, "fixed_columns", 0),
    ),
    "a high header": (
        lambda table: setattr(table, "header_height", 2),
        lambda table: setattr(table, "header_height", 1),
    ),
    "a column cursor": (
        lambda table: setattr(table, "cursor_type", "column"),
        lambda table: setattr(table, "cursor_type", "row"),
    ),
    "a tall row": (
        lambda table: table.add_row("tall", key="tall", height=2),
        lambda table: table.remove_row("tall"),
    ),
    "a row of any height": (
        lambda table: table.add_row("auto", key="auto", height=None),
        lambda table: table.set_rows(ROWS),
    ),
    "a row label": (
        lambda table: table.add_row("named", key="named", label="L"),
        lambda table: table.clear(),
    ),
}


@pytest.mark.parametrize(("change", "back"), UNUSUAL.values(), ids=UNUSUAL)
async def test_what_the_fast_path_does_not_draw_is_drawn_by_data_table(
    change: Callable[[FastTable[Cell]], object], back: Callable[[FastTable[Cell]], object]
) -> None:
    async with staged(table_of()) as (app, pilot):
        table = await filled(app, pilot)
        change(table)
        await pilot.pause()
        slow = not table.is_fast
        table.update_cell("K2", "note", "changed")
        table.sort("amount", key=lambda cell: -float(str(cell or 99)))
        table.sort("amount", key=lambda cell: float(str(cell or 99)))
        await settle(app, pilot)
        assert slow
        assert any("changed" in line for line in app.text())
        back(table)
        await settle(app, pilot)
        assert table.is_fast


async def test_columns_can_come_and_go() -> None:
    async with staged(table_of()) as (app, pilot):
        table = await filled(app, pilot)
        table.remove_column("note")
        table.add_column("note", key="note", width=14, default="fresh")
        await pilot.pause()
        assert app.text()[3].split() == ["N2", "2.5", "0", "fresh"]
        table.clear(columns=True)
        await pilot.pause()
        assert app.text()[0] == ""


async def test_a_table_can_be_filled_before_it_is_on_a_screen_that_shows_it() -> None:
    table = table_of()
    async with staged(table) as (app, pilot):
        table.display = False
        await pilot.pause()
        table.set_rows(make_rows(random.Random(5), 9))
        table.move_cursor(row=3)
        table.set_rows(ROWS)
        table.display = True
        await settle(app, pilot)
        assert app.text()[1].split()[0] == "N0"
