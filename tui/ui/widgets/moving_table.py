"""A table whose rows move by the least work, the cursor staying on its row's key; `FastTable` is the whole.

Internals of Textual touched, each guarded by `tests/ui/widgets/test_fast_table_internals.py`:

- overridden: `DataTable._scroll_cursor_into_view`, `validate_cursor_coordinate`, `Widget._scroll_update`;
- called: `DataTable._highlight_cursor`, `_update_dimensions`;
- written: `DataTable._data`, `_new_rows`, `_require_update_dimensions`, `_row_locations`, `_update_count`,
  `_updated_cells`; `textual._two_way_dict.TwoWayDict` is built, and iterates in the order of its indices.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple, cast

from textual._two_way_dict import TwoWayDict
from textual.coordinate import Coordinate
from textual.geometry import Region
from textual.widgets.data_table import CellKey, CellType, RowKey

from tui.ui.widgets.cell_text import same_cell
from tui.ui.widgets.painted_table import PaintedTable
from tui.ui.widgets.row_moves import landing, runs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.geometry import Size
    from textual.widgets.data_table import ColumnKey


class View(NamedTuple):
    """What a table showed before its rows moved."""

    order: list[RowKey]
    """All rows."""
    cursor: RowKey | None
    """The row under the cursor."""
    at: Coordinate
    """Where the cursor was."""
    top: int
    """The first row in the window."""
    shows_cursor: bool
    """Whether the cursor's row was in the window."""


class MovingTable(PaintedTable[CellType]):
    """A DataTable whose rows move by the least work. Build on `FastTable`, which is the whole."""

    _keeps_scroll = False
    """Set while the cursor follows its row out of the window, or inside of it: no reason to scroll."""
    _left: RowKey | None = None
    """The row under the cursor when the last row left, so that the cursor can come back to it."""

    @property
    def _lines(self) -> int:
        """How many rows the window has room for."""
        return max(0, self.scrollable_content_region.height - self._head)

    def _view(self) -> View:
        at, top = self.cursor_coordinate, self.scroll_offset.y
        shows_cursor = top <= at.row < top + self._lines
        return View(list(self._row_locations), self._row_locations.get_key(at.row), at, top, shows_cursor)

    def _write(self, row: RowKey, cells: Sequence[CellType], columns: Sequence[ColumnKey]) -> list[ColumnKey]:
        """Replace the cells of a row, and return the columns that look different now."""
        now = self._data[row]
        differing: list[ColumnKey] = []
        for column, cell in zip_longest(columns, cells):
            if not same_cell(now[column], cell):
                now[column] = cast("CellType", cell)
                differing.append(column)
        return differing

    def _drop_rows(self, rows: Sequence[RowKey]) -> None:
        for row in rows:
            del self.rows[row], self._data[row]
            self._strips.forget(row)
            self._unusual_rows.discard(row)

    def _cells_changed(self, row: RowKey, columns: Sequence[ColumnKey]) -> None:
        """Repaint cells whose values were replaced."""
        self._update_count += 1
        self._strips.forget(row)
        if not self.is_fast:
            self.refresh()
            return
        self._repaint_cells(row, columns)

    def _repaint_cells(self, row: RowKey, columns: Sequence[ColumnKey]) -> None:
        """Repaint what the window shows of these cells of one row: one look at the columns for all of them."""
        scroll, (width, height) = self.scroll_offset, self.size
        index = self._row_locations.get(row)
        y = -1 if index is None else index + self._head - scroll.y
        if not self._head <= y < height:
            return
        regions, x, padding = [], -scroll.x, 2 * self.cell_padding
        for column in self.ordered_columns:
            end = x + (column.content_width if column.auto_width else column.width) + padding
            if column.key in columns and x < width and end > 0:
                regions.append(Region(max(x, 0), y, min(end, width) - max(x, 0), 1))
            x = end
        if regions:
            self.refresh(*regions)

    def _settle(
        self,
        view: View,
        order: list[RowKey],
        new: Sequence[RowKey] = (),
        changed: Mapping[RowKey, Sequence[ColumnKey]] | None = None,
    ) -> None:
        """Bring positions, size, cursor, scroll and paint in line with rows that moved to `order`."""
        changed = changed or {}
        moved = order != view.order
        if not (moved or changed):
            return
        self._update_count += 1
        for row in changed:
            self._strips.forget(row)
        if moved:
            self._row_locations = TwoWayDict({row: index for index, row in enumerate(order)})
        size = self.virtual_size
        self._resize(view, order, new, changed)
        if moved:
            self._follow(view, order)
        if not self.is_fast or not self.size or len(order) != len(view.order):
            self.refresh()
        else:
            self._repaint_lines(view, order, changed)
        if view.shows_cursor and size != self.virtual_size:
            # A scrollbar that comes with the new size may take the cursor's line.
            self.call_after_refresh(self._scroll_cursor_into_view)

    def _resize(
        self,
        view: View,
        order: Sequence[RowKey],
        new: Sequence[RowKey],
        changed: Mapping[RowKey, Sequence[ColumnKey]],
    ) -> None:
        """Adapt the scrollable size at once, so that the scroll can follow, and later the widths."""
        growing = {column.key for column in self.columns.values() if column.auto_width}
        if growing:
            cells = {CellKey(row, column) for row, columns in changed.items() for column in columns}
            self._updated_cells |= {cell for cell in cells if cell.column_key in growing}
        self._new_rows.update(new)
        if new or len(order) != len(view.order):
            rows, self._new_rows = self._new_rows, set()
            self._require_update_dimensions = False
            self._update_dimensions(rows)
            # Clamped first, since a scrollbar about to be hidden would not hear of it and come back wrong.
            self.scroll_y = self.validate_scroll_y(self.scroll_y)
            self._scroll_update(self.virtual_size)
        self.check_idle()

    def _scroll_update(self, virtual_size: Size) -> None:
        """Keep what the next scroll starts from within the table too, or its first steps would do nothing."""
        super()._scroll_update(virtual_size)
        if self.show_vertical_scrollbar:
            # While it was hidden, the bar heard of no scroll.
            self.vertical_scrollbar.position = self.scroll_y
        self.scroll_target_x = self.validate_scroll_x(self.scroll_target_x)
        self.scroll_target_y = self.validate_scroll_y(self.scroll_target_y)

    def _follow(self, view: View, order: Sequence[RowKey]) -> None:
        """Move the cursor to where its row is now, and say so if key or place changed."""
        home = view.cursor
        if not order:
            self._left = view.cursor or self._left
        elif home is None:
            home = self._left if self._left in self.rows else order[0]
        elif home not in self.rows:
            home = landing(view.order, view.at.row, self.rows) or order[min(view.at.row, len(order) - 1)]
        row = self._row_locations.get(home) if home is not None else None
        self._keeps_scroll = not view.shows_cursor
        try:
            self.cursor_coordinate = Coordinate(row or 0, view.at.column)
        finally:
            self._keeps_scroll = False
        stands_still = self.cursor_coordinate == view.at
        if stands_still and home != view.cursor and self.show_cursor and self.cursor_type in {"row", "cell"}:
            self._highlight_cursor()

    def validate_cursor_coordinate(self, value: Coordinate) -> Coordinate:
        """Clamp as DataTable does, but never onto the header, where it goes when there are no rows."""
        row, column = super().validate_cursor_coordinate(value)
        return Coordinate(max(0, row), max(0, column))

    def _scroll_cursor_into_view(self, animate: bool = False) -> None:
        if not self._keeps_scroll:
            super()._scroll_cursor_into_view(animate=animate)

    def _repaint_lines(
        self, view: View, order: Sequence[RowKey], changed: Mapping[RowKey, Sequence[ColumnKey]]
    ) -> None:
        """Repaint the lines of the window that show another row, and the cells that changed on the others."""
        window = slice(view.top, view.top + self._lines)
        shown = order[window]
        marks = [now is not before for now, before in zip(shown, view.order[window], strict=True)]
        for first, count in runs(marks):
            self.refresh(Region(0, self._head + first, self.size.width, count))
        for row, marked in zip(shown, marks, strict=True):
            if not marked and row in changed:
                self._repaint_cells(row, changed[row])
