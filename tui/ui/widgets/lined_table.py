"""The geometry and the mouse of a table whose rows are all one line high: arithmetic, not sums over rows.

Stock `DataTable` adds up the heights of all rows above for each region, measures every new cell, and finds
the cell under the mouse in what was painted. Where rows may be higher or fixed (`is_fast` is false) its code
runs.

Internals of Textual touched, each guarded by `tests/ui/widgets/test_fast_table_internals.py`:

- overridden: `DataTable._get_cell_region`, `_get_fixed_offset`, `_get_row_region`, `_refresh_region`,
  `_set_hover_cursor`, `_update_column_widths`, `_update_dimensions`, `watch_hover_coordinate`;
  `_on_mouse_move` and `_on_click` run before DataTable's own, which run too;
- read: `DataTable._data`, `_labelled_row_exists`, `_require_update_dimensions`, `_show_hover_cursor`.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.geometry import Region, Size, Spacing
from textual.render import measure
from textual.widgets import DataTable
from textual.widgets.data_table import CellType, RowKey

from tui.ui.widgets.cell_text import renderable
from tui.ui.widgets.ground import Grounded

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self

    from textual import events
    from textual.coordinate import Coordinate
    from textual.widgets.data_table import CellKey

HEADER = -1
"""The row index that stands for the header, as in DataTable."""


class LinedTable(Grounded, DataTable[CellType]):
    """A DataTable whose rows are lines. Build on `FastTable`, which is the whole."""

    @cached_property
    def _unusual_rows(self) -> set[RowKey]:
        """Rows that are not one line high or have a label."""
        return set()

    @property
    def is_fast(self) -> bool:
        """Whether rows are drawn here; if not, stock code draws them."""
        return not (
            self._unusual_rows
            or self._labelled_row_exists
            or self.fixed_rows
            or self.fixed_columns
            or self.cursor_type == "column"
            or (self.show_header and self.header_height != 1)
        )

    @property
    def _head(self) -> int:
        """Lines taken by the header."""
        return 1 if self.show_header else 0

    def _columns_width(self) -> int:
        return sum(column.get_render_width(self) for column in self.columns.values())

    def _get_row_region(self, row_index: int) -> Region:
        if not self.is_fast or not self.is_valid_row_index(row_index):
            return super()._get_row_region(row_index)
        return Region(0, row_index + self._head, max(self.size.width, self._columns_width()), 1)

    def _get_cell_region(self, coordinate: Coordinate) -> Region:
        if not self.is_fast or not self.is_valid_coordinate(coordinate):
            return super()._get_cell_region(coordinate)
        row, column = coordinate
        widths = [each.get_render_width(self) for each in self.ordered_columns[: column + 1]]
        return Region(sum(widths[:-1]), row + self._head, widths[-1], 1)

    def _get_fixed_offset(self) -> Spacing:
        return Spacing(self._head, 0, 0, 0) if self.is_fast else super()._get_fixed_offset()

    def _refresh_region(self, region: Region) -> Self:
        """Repaint what the window shows of `region`, which is in the rows' own coordinates."""
        if not self.is_fast:
            return super()._refresh_region(region)
        scroll, (width, height) = self.scroll_offset, self.size
        window = Region(scroll.x, scroll.y + self._head, width, max(0, height - self._head))
        shown = region.intersection(window)
        if shown:
            self.refresh(shown.translate(-scroll))
        return self

    def refresh_header(self) -> Self:
        """Repaint the header alone."""
        if self.is_fast and self.show_header:
            return self.refresh(Region(0, 0, self.size.width, 1))
        return self.refresh()

    def _update_dimensions(self, new_rows: Iterable[RowKey]) -> None:
        if not self.is_fast:
            super()._update_dimensions(new_rows)
            return
        new = [cells for row in new_rows if (cells := self._data.get(row)) is not None]
        for column in self.columns.values():
            if column.auto_width and new:
                widest = max(self._cell_width(cells.get(column.key)) for cells in new)
                column.content_width = max(column.content_width, widest)
        self.virtual_size = Size(self._columns_width(), self.row_count + self._head)

    def _update_column_widths(self, updated_cells: set[CellKey]) -> None:
        """Fit the columns that are as wide as their content; one pass over each."""
        for key in {cell.column_key for cell in updated_cells}:
            column = self.columns.get(key)
            if column is None or not column.auto_width:
                continue
            widths = [self._cell_width(cells.get(key)) for cells in self._data.values()]
            width = max(column.label.cell_len, *widths, 0)
            if width != column.content_width:
                column.content_width = width
                self._require_update_dimensions = True
                self.refresh()

    def _cell_width(self, cell: object) -> int:
        shown = renderable(cell)
        return cell_len(shown.plain) if isinstance(shown, Text) else measure(self.app.console, shown, 1)

    # Mouse. Stock reads row and column from the style of what was painted, which here moves with its row.

    def _on_mouse_move(self, event: events.MouseMove) -> None:
        self._locate(event)

    async def _on_click(self, event: events.Click) -> None:
        self._locate(event)

    def _locate(self, event: events.MouseEvent) -> None:
        """Write the row and column under the mouse where DataTable's own handler, which runs next, looks."""
        # A mouse over a scrollbar comes here too, and is placed relative to that.
        window = self.scrollable_content_region
        if not self.is_fast or not window.contains_point(event.screen_offset):
            return
        at = event.screen_offset - window.offset
        row = HEADER if at.y < self._head else at.y - self._head + self.scroll_offset.y
        if row >= self.row_count:
            return
        place: dict[str, int | bool] = {"row": row, "column": 0, "out_of_bounds": True}
        right = -self.scroll_offset.x
        for index, column in enumerate(self.ordered_columns):
            right += column.get_render_width(self)
            if at.x < right:
                place = {"row": row, "column": index}
                break
        event.style += Style.from_meta(place)

    def watch_hover_coordinate(self, old: Coordinate, value: Coordinate) -> None:
        """Repaint what the mouse left and what it reached: rows under a row cursor, else cells."""
        if self.cursor_type != "row":
            super().watch_hover_coordinate(old, value)
        elif old.row != value.row:
            self.refresh_row(old.row)
            self.refresh_row(value.row)
        if HEADER in {old.row, value.row} and old != value:
            self.refresh_header()

    def _set_hover_cursor(self, active: bool) -> None:
        if active == self._show_hover_cursor:
            return
        super()._set_hover_cursor(active)
        if self.hover_coordinate.row == HEADER:
            self.refresh_header()
