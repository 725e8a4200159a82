"""Rows that come, go and move: the order asked for, the cursor on its key, a message exactly when due."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from textual._compositor import Compositor
from textual.widgets import DataTable
from textual.widgets.data_table import DuplicateKey, RowDoesNotExist

from tests.ui.widgets.stage import fill, make_rows, staged
from tui.ui.widgets.fast_table import FastTable
from tui.ui.widgets.row_moves import landing

if TYPE_CHECKING:
    from textual._compositor import ReflowResult
    from textual.geometry import Size
    from textual.message import Message
    from textual.widget import Widget

    from tests.ui.widgets.stage import Cell, Rows


class Diary(FastTable["Cell"]):
    """A table that writes down each highlight as it is posted."""

    def __init__(self) -> None:
        super().__init__(cursor_type="row")
        self.highlights: list[tuple[str | None, int]] = []

    def post_message(self, message: Message) -> bool:
        if isinstance(message, DataTable.RowHighlighted):
            self.highlights.append((message.row_key.value, message.cursor_row))
        return super().post_message(message)

    def order(self) -> list[str]:
        return [str(row.key.value) for row in self.ordered_rows]

    def under_cursor(self) -> tuple[str | None, int] | None:
        if not self.row_count:
            return None
        return self.coordinate_to_cell_key(self.cursor_coordinate).row_key.value, self.cursor_row

    def in_window(self) -> bool:
        top = int(self.scroll_y)
        return top <= self.cursor_row < top + self.scrollable_content_region.height - 1


def rows(keys: str) -> Rows:
    return [(key, [key, "1", "2", "3"]) for key in keys]


async def test_whatever_rows_are_set_the_laws_hold() -> None:
    rng = random.Random(11)
    table = Diary()
    known = make_rows(rng, 30)
    async with staged(table) as (_, pilot):
        left: str | None = None
        for _ in range(300):
            before, was, old = table.under_cursor(), table.order(), table.scroll_offset
            seen = table.in_window()
            rng.shuffle(known)
            wanted = [row for row in known if rng.random() < rng.choice((0.0, 0.5, 0.9, 1.0))]
            table.highlights.clear()
            table.set_rows(wanted)
            order = [key for key, _ in wanted]
            assert table.order() == order
            assert [table.get_row(key) for key in order] == [cells for _, cells in wanted]
            now = table.under_cursor()
            if now is not None:
                if before is None:
                    home = left if left in order else order[0]
                else:
                    home = landing(was, before[1], set(order)) or order[min(before[1], len(order) - 1)]
                assert now[0] == home
                assert table.highlights == ([now] if now != before else [])
            else:
                left = before[0] if before is not None else left
                assert table.highlights == []
            assert table.virtual_size.height == len(order) + 1
            if seen:
                assert table.in_window()
            elif before is not None and table.max_scroll_y >= old.y:
                assert table.scroll_offset == old
            if rng.random() < 0.3:
                table.move_cursor(row=rng.randrange(40), scroll=rng.random() < 0.5)
            elif rng.random() < 0.1:
                await pilot.pause()


async def test_a_cursor_that_is_filtered_away_goes_to_the_nearest_row_that_remained() -> None:
    table = Diary()
    async with staged(table):
        table.set_rows(rows("abcdef"))
        table.move_cursor(row=2)
        table.set_rows(rows("fbea"))
        assert table.under_cursor() == ("b", 1)
        table.set_rows(rows("xyz"))
        assert table.under_cursor() == ("y", 1)


async def test_the_cursor_comes_back_to_its_key_after_the_table_was_empty() -> None:
    table = Diary()
    async with staged(table):
        table.set_rows(rows("abc"))
        table.move_cursor(row=1)
        table.set_rows([])
        table.set_rows([])
        table.highlights.clear()
        table.set_rows(rows("cba"))
        assert table.under_cursor() == ("b", 1)
        table.set_rows([])
        table.clear()
        table.set_rows(rows("abc"))
        assert table.highlights == [("b", 1), ("a", 0)]


async def test_the_cursor_stays_on_its_key_when_rows_are_sorted_or_removed() -> None:
    table = Diary()
    async with staged(table) as (_, pilot):
        table.set_rows(rows("abcd"))
        table.move_cursor(row=1)
        table.highlights.clear()
        table.sort("name", reverse=True)
        table.remove_row("d")
        table.remove_row("b")
        table.sort(key=lambda cells: str(cells[0]))
        table.sort("name", "note")
        await pilot.pause()
        assert table.highlights == [("b", 2), ("b", 1), ("a", 1), ("a", 0)]
        assert table.order() == ["a", "c"]


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ([("a", ["1"]), ("a", ["2"])], DuplicateKey),
        ([("z", ["1"]), ("a", ["1"] * 5)], ValueError),
    ],
)
async def test_rows_that_cannot_be_change_nothing(wrong: Rows, error: type[Exception]) -> None:
    table = Diary()
    async with staged(table):
        table.set_rows(rows("abc"))
        with pytest.raises(error):
            table.set_rows(wrong)
        assert table.order() == ["a", "b", "c"]
        assert table.get_row("a") == ["a", "1", "2", "3"]


async def test_a_row_that_is_not_there_cannot_be_removed_or_set() -> None:
    table = Diary()
    async with staged(table):
        table.set_rows(rows("abc"))
        with pytest.raises(RowDoesNotExist):
            table.remove_row("z")
        with pytest.raises(RowDoesNotExist):
            table.set_cells("z", ["1"])
        with pytest.raises(ValueError, match="More cells"):
            table.set_cells("a", ["1"] * 5)


async def test_stock_methods_see_rows_that_were_set() -> None:
    table = Diary()
    async with staged(table):
        table.add_row("x", key="x")
        table.set_rows(rows("ba"))
        assert table.add_row("c", key="c") == "c"
        assert table.get_row_index("c") == 2
        assert list(table.get_column("name")) == ["b", "a", "c"]
        assert table.get_row_at(1) == ["a", "1", "2", "3"]
        table.set_cells("a", ["a"])
        assert table.get_row("a") == ["a", None, None, None]


async def test_columns_as_wide_as_their_content_grow_with_rows_that_are_set() -> None:
    table: FastTable[Cell] = FastTable()
    async with staged(table) as (_, pilot):
        table.clear(columns=True)
        key = table.add_column("a")
        table.set_rows([("k", ["12345"])])
        assert table.columns[key].content_width == 5
        table.set_rows([("k", ["1234567"])])
        await pilot.pause()
        assert table.columns[key].content_width == 7
        table.update_cell("k", key, "[b]", update_width=True)
        await pilot.pause()
        assert table.columns[key].content_width == 3


async def test_refilling_lays_out_once_at_most_and_not_at_all_when_no_row_comes_or_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    layouts: list[object] = []
    reflow = Compositor.reflow

    def counted(compositor: Compositor, parent: Widget, size: Size) -> ReflowResult:
        layouts.append(parent)
        return reflow(compositor, parent, size)

    table = Diary()
    async with staged(table) as (_, pilot):
        fill(table, make_rows(random.Random(1), 40))
        await pilot.pause()
        await pilot.pause()
        monkeypatch.setattr(Compositor, "reflow", counted)
        table.set_rows(make_rows(random.Random(2), 40)[::-1])
        await pilot.pause()
        assert layouts == []
        table.set_rows(make_rows(random.Random(2), 35))
        await pilot.pause()
        assert len(layouts) == 1
