"""What FastTable paints, and what it leaves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.text import Text
from textual.geometry import Region
from textual.widgets.data_table import CellDoesNotExist, ColumnDoesNotExist

from tests.ui.widgets.stage import ROWS, Cell, filled, staged, table_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.strip import Strip

    from tui.ui.widgets.fast_table import FastTable


async def test_a_changed_cell_repaints_its_cell_alone() -> None:
    async with staged(table_of()) as (app, pilot):
        table = await filled(app, pilot)
        table.update_cell("K3", "amount", "777.25")
        assert table._repaint_regions == {Region(10, 4, 14, 1)}
        await pilot.pause()
        assert app.paints == 1
        assert "N2" not in app.written[0]
        assert "N4" not in app.written[0]
        assert app.text()[4].split()[:4] == ["N3", "777.25", "0", "-"]


CHANGES: dict[str, Callable[[FastTable[Cell]], object]] = {
    "off screen": lambda table: table.update_cell("K39", "amount", "1"),
    "just above the window": lambda table: table.update_cell("K4", "amount", "1"),
    "just below the window": lambda table: table.update_cell("K17", "amount", "1"),
    "an equal cell": lambda table: table.update_cell("K9", "amount", "9.5"),
    "equal cells": lambda table: table.set_cells("K9", ["N9", "9.5", "0", "-"]),
    "equal rows": lambda table: table.set_rows(ROWS),
    "rows that differ off screen": lambda table: table.set_rows([*ROWS[:30], *ROWS[:29:-1]]),
    "a sort into the same order": lambda table: table.sort("amount", key=lambda cell: float(str(cell))),
    "an equal label": lambda table: table.set_label("name", Text("name")),
    "an equal width": lambda table: table.set_width("name", 8),
    "the cursor where it is": lambda table: table.move_cursor(row=8),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
async def test_a_change_that_nobody_can_see_paints_nothing(
    change: Callable[[FastTable[Cell]], object],
) -> None:
    async with staged(table_of()) as (app, pilot):
        table = await filled(app, pilot)
        table.move_cursor(row=8)
        table.scroll_to(y=5, animate=False)
        await pilot.pause()
        app.written.clear()
        change(table)
        await pilot.pause()
        assert app.written == []


async def test_the_cursor_costs_two_rows() -> None:
    async with staged(table_of()) as (app, pilot):
        await filled(app, pilot)
        await pilot.press("down")
        assert len(app.written) == 1
        assert [f"N{number}" in app.written[0] for number in range(4)] == [True, True, False, False]


async def test_rows_that_moved_are_drawn_from_what_was_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    async with staged(table_of()) as (app, pilot):
        table = await filled(app, pilot)
        drawn: list[int] = []
        draw = table._draw

        def counted(look: object, index: int, *rest: object) -> Strip:
            drawn.append(index)
            return draw(look, index, *rest)  # type: ignore[arg-type]  # passed on as it came

        monkeypatch.setattr(table, "_draw", counted)
        table.set_rows([*ROWS[:4], *reversed(ROWS[4:10]), *ROWS[10:]])
        await pilot.pause()
        assert "N9" in app.text()[5]
        assert drawn == []
        assert "N2" not in "".join(app.written)
        app.written.clear()
        table.set_rows(ROWS[5:12])
        await pilot.pause()
        assert set(drawn) <= {-1, table.cursor_row}


async def test_a_row_with_some_new_cells_repaints_those() -> None:
    async with staged(table_of()) as (app, pilot):
        table = await filled(app, pilot)
        table.set_cells("K2", ["N2", "8.25", "0", "new"])
        table.set_rows(
            [(key, ["N4", "4.75", "0", "-"] if key == "K4" else table.get_row(key)) for key, _ in ROWS]
        )
        assert table._repaint_regions == {
            Region(10, 3, 14, 1),
            Region(35, 3, 16, 1),
            Region(10, 5, 14, 1),
        }
        await pilot.pause()
        assert app.text()[3].split() == ["N2", "8.25", "0", "new"]
        assert app.text()[5].split() == ["N4", "4.75", "0", "-"]


async def test_a_label_repaints_the_header_alone() -> None:
    async with staged(table_of()) as (app, pilot):
        table = await filled(app, pilot)
        table.set_label("amount", Text("amount ▼"))
        await pilot.pause()
        assert app.text()[0].split() == ["name", "amount", "▼", "held", "note"]
        assert "N0" not in "".join(app.written)


async def test_a_width_moves_the_columns_after_it() -> None:
    async with staged(table_of()) as (app, pilot):
        table = await filled(app, pilot)
        table.set_width("name", 3)
        await pilot.pause()
        assert app.text()[1].startswith(" N0   0.5")
        assert table.virtual_size.width == 3 + 12 + 9 + 14 + 8


async def test_what_is_not_there_cannot_be_changed() -> None:
    async with staged(table_of()) as (app, pilot):
        table = await filled(app, pilot)
        with pytest.raises(CellDoesNotExist):
            table.update_cell("none", "amount", "1")
        with pytest.raises(CellDoesNotExist):
            table.update_cell("K1", "none", "1")
        with pytest.raises(ColumnDoesNotExist):
            table.set_label("none", "1")
        with pytest.raises(ColumnDoesNotExist):
            table.set_width("none", 1)
