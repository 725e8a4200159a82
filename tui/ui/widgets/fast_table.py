"""`FastTable`: a `DataTable` whose paint cost follows what changed.

Its API, keys, mouse, styling and messages are DataTable's. What differs:

- A changed cell repaints its cell; a change off screen, or to an equal value, paints nothing.
- Sorting, filtering and refilling (`set_rows`) repaint the lines that differ, from rows already drawn.
- The cursor stays on its row's key through `sort`, `remove_row` and `set_rows`; when that key leaves, it
  goes to the nearest row that remains. A highlight is posted exactly when the key under the cursor, or its
  place, changed.
- A `str`, in a cell or a label, is literal text, never markup, and nothing unprintable reaches the terminal.
- Columns without a width of their own grow with new rows, and are fitted again by `update_width` alone.

A `Text` is compared when it is given, so it must not be changed in place afterwards.

It is built in layers: `lined_table` (geometry, mouse), `painted_table` (strips), `moving_table` (rows move,
the cursor follows), and the public methods here. Each names the internals of Textual that it touches, guarded
by `tests/ui/widgets/test_fast_table_internals.py`; here they are, all written:

- `DataTable._data`, `_require_update_dimensions`, `_update_count`, `_updated_cells`.
"""

from __future__ import annotations

from itertools import zip_longest
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

from textual.widgets.data_table import (
    CellDoesNotExist,
    CellKey,
    CellType,
    ColumnDoesNotExist,
    ColumnKey,
    DuplicateKey,
    Row,
    RowDoesNotExist,
    RowKey,
)

from tui.ui.widgets.cell_text import literal, same_cell
from tui.ui.widgets.moving_table import MovingTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Self

    from rich.text import TextType


class FastTable(MovingTable[CellType]):
    """A DataTable whose paint cost follows what changed; see the module for what differs."""

    def add_column(
        self,
        label: TextType,
        *,
        width: int | None = None,
        key: str | None = None,
        default: CellType | None = None,
    ) -> ColumnKey:
        """Add a column, as DataTable does, with a literal label."""
        self._drop_strips()
        return super().add_column(literal(label), width=width, key=key, default=default)

    def remove_column(self, column_key: ColumnKey | str) -> None:
        """Remove a column, as DataTable does."""
        self._drop_strips()
        super().remove_column(column_key)

    def set_label(self, column_key: ColumnKey | str, label: TextType) -> None:
        """Give a column another label (a sort arrow, say), repainting the header alone.

        Raises:
            ColumnDoesNotExist: If there is no such column.

        """
        column = self.columns.get(_column(column_key))
        if column is None:
            raise ColumnDoesNotExist(f"No column has the key {column_key!r}.")
        label = literal(label)
        if same_cell(column.label, label):
            return
        column.label = label
        self._update_count += 1
        if column.auto_width and label.cell_len > column.content_width:
            column.content_width = label.cell_len
            self._require_update_dimensions = True
            self.refresh()
        self.refresh_header()

    def set_width(self, column_key: ColumnKey | str, width: int) -> None:
        """Fix the width of a column, in cells without padding.

        Raises:
            ColumnDoesNotExist: If there is no such column.

        """
        column = self.columns.get(_column(column_key))
        if column is None:
            raise ColumnDoesNotExist(f"No column has the key {column_key!r}.")
        if column.auto_width or column.width != width:
            column.width, column.auto_width = width, False
            self._update_count += 1
            self._require_update_dimensions = True
            self.refresh()

    def add_row(
        self,
        *cells: CellType,
        height: int | None = 1,
        key: str | None = None,
        label: TextType | None = None,
    ) -> RowKey:
        """Add a row at the bottom, as DataTable does, with a literal label."""
        row = super().add_row(*cells, height=height, key=key, label=None if label is None else literal(label))
        if height != 1 or label is not None:
            self._unusual_rows.add(row)
        return row

    def clear(self, columns: bool = False) -> Self:
        """Remove all rows, and the columns too if asked; cursor and scroll go back to the start."""
        self._unusual_rows.clear()
        self._left = None
        return super().clear(columns)

    def update_cell(
        self,
        row_key: RowKey | str,
        column_key: ColumnKey | str,
        value: CellType,
        *,
        update_width: bool = False,
    ) -> None:
        """Set one cell; repaints it if it is in the window and looks different.

        Raises:
            CellDoesNotExist: If there is no such row or column.

        """
        row, column = _row(row_key), _column(column_key)
        cells = self._data.get(row)
        if cells is None or column not in cells:
            raise CellDoesNotExist(f"No cell has the keys {row_key!r}, {column_key!r}.")
        if not same_cell(cells[column], value):
            cells[column] = value
            self._cells_changed(row, [column])
        if update_width:
            self._updated_cells.add(CellKey(row, column))
            self._require_update_dimensions = True
            self.check_idle()

    def set_cells(self, key: RowKey | str, cells: Sequence[CellType]) -> None:
        """Replace the cells of one row, repainting those that differ.

        Raises:
            RowDoesNotExist: If there is no such row.
            ValueError: If there are more cells than columns.

        """
        row = _row(key)
        if row not in self._data:
            raise RowDoesNotExist(f"No row has the key {key!r}.")
        self._check_length(cells)
        if differing := self._write(row, cells, [column.key for column in self.ordered_columns]):
            self._cells_changed(row, differing)

    def set_rows(self, rows: Sequence[tuple[str, Sequence[CellType]]]) -> None:
        """Make `rows`, pairs of key and cells, the table's rows, in that order and with the least work.

        Rows that stay keep what was drawn of them, and only lines that differ are repainted; there is at
        most one layout. The cursor stays on its key, else goes to the nearest row that remained, and after
        the table was empty comes back to its key. The scroll stays, unless the cursor's row was in the window
        and would leave it.

        Raises:
            DuplicateKey: If two rows have the same key.
            ValueError: If a row has more cells than there are columns.
            In both cases nothing has changed.

        """
        wanted = dict(rows)
        if len(wanted) != len(rows):
            raise DuplicateKey("Two rows have the same key.")
        for cells in wanted.values():
            self._check_length(cells)
        view = self._view()
        columns = [column.key for column in self.ordered_columns]
        known = cast("dict[str, Row]", self.rows)  # a RowKey equals its text, and hashes like it
        order: list[RowKey] = []
        new: list[RowKey] = []
        changed: dict[RowKey, list[ColumnKey]] = {}
        for key, cells in wanted.items():
            row = known.get(key)
            if row is None:
                row = Row(RowKey(key), 1)
                self.rows[row.key] = row
                self._data[row.key] = cast("dict[ColumnKey, CellType]", dict(zip_longest(columns, cells)))
                new.append(row.key)
            elif differing := self._write(row.key, cells, columns):
                changed[row.key] = differing
            order.append(row.key)
        if len(self.rows) > len(order):
            self._drop_rows([key for key in view.order if key not in cast("dict[RowKey, object]", wanted)])
        self._settle(view, order, new, changed)

    def remove_row(self, row_key: RowKey | str) -> None:
        """Remove one row; the cursor stays on its key, else goes to the row that took the place.

        Raises:
            RowDoesNotExist: If there is no such row.

        """
        row = _row(row_key)
        if row not in self.rows:
            raise RowDoesNotExist(f"No row has the key {row_key!r}.")
        view = self._view()
        self._drop_rows([row])
        self._settle(view, [key for key in view.order if key != row])

    def sort(
        self, *columns: ColumnKey | str, key: Callable[[Any], Any] | None = None, reverse: bool = False
    ) -> Self:
        """Sort the rows, as DataTable does, by columns or a key function; the cursor stays on its key."""
        pick = itemgetter(*columns) if columns else lambda cells: tuple(cells.values())
        view = self._view()

        def rank(item: tuple[RowKey, dict[ColumnKey, CellType]]) -> Any:
            picked = pick(item[1])
            return picked if key is None else key(picked)

        order = [row for row, _ in sorted(self._data.items(), key=rank, reverse=reverse)]
        self._settle(view, order)
        return self

    def _check_length(self, cells: Sequence[CellType]) -> None:
        if len(cells) > len(self.columns):
            raise ValueError("More cells than columns.")


def _row(key: RowKey | str) -> RowKey:
    return RowKey(key) if isinstance(key, str) else key


def _column(key: ColumnKey | str) -> ColumnKey:
    return ColumnKey(key) if isinstance(key, str) else key
