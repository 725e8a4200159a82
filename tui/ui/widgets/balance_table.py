"""The account as a table: the book's rows in the query's order."""

from collections.abc import Mapping
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import var
from textual.widgets import DataTable

from tui.core.book import Book
from tui.core.cells import cell, steady_until
from tui.core.columns import NUMERIC, PADDING, Measures, laid_out, measured
from tui.core.entry import Entry
from tui.core.foreign import ELLIPSIS
from tui.core.query import Column, Query, rows
from tui.ui.widgets.fast_table import FastTable

SORTED_UP = " ▴"
SORTED_DOWN = " ▾"


class BalanceTable(FastTable[Text]):
    """One row a currency. The cursor stays on its currency, whatever moves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
        Binding("g", "scroll_top", show=False),
        Binding("G", "scroll_bottom", show=False),
    ]

    DEFAULT_CSS = """
    BalanceTable {
        height: 1fr; background: $background; overflow-x: hidden;
        scrollbar-size-vertical: 1; scrollbar-gutter: stable;
    }
    BalanceTable.-not-live { color: $text-muted; text-style: dim; }
    """

    book: var[Book] = var(Book, init=False)
    view: var[Query] = var(Query, init=False)
    now: var[float] = var(0.0, init=False)

    class Selected(Message):
        """The cursor came to a currency."""

        def __init__(self, currency: str) -> None:
            super().__init__()
            self.currency = currency

    class Opened(Message):
        """`enter`, or a click on the highlighted row."""

        def __init__(self, currency: str) -> None:
            super().__init__()
            self.currency = currency

    class SortAsked(Message):
        """A heading was clicked."""

        def __init__(self, column: Column) -> None:
            super().__init__()
            self.column = column

    class Counted(Message):
        """How many rows are shown."""

        def __init__(self, rows: int) -> None:
            super().__init__()
            self.rows = rows

    def __init__(self) -> None:
        super().__init__(cursor_type="row", zebra_stripes=False, cell_padding=PADDING)
        self._measures = Measures()
        self._columns: tuple[tuple[Column, int], ...] = ()
        self._width = 0
        self._order: tuple[str, ...] = ()
        self._drawn: dict[str, tuple[Entry, float]] = {}
        """What is drawn of each row, and until when age alone does not change it."""
        self._fitted: Mapping[str, Entry] = {}
        """The entries that the columns were last measured for."""
        self._due = False

    # When to draw

    def watch_book(self) -> None:
        """The book moved."""
        self._ask()

    def watch_view(self) -> None:
        """Another filter or order."""
        self._ask()

    def watch_now(self) -> None:
        """Ages moved."""
        self._ask()

    def on_resize(self) -> None:
        """Other columns may fit."""
        self._ask()

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        # The first paint has the headings: Textual's own message of the size comes after it.
        is_new = super()._size_updated(size, virtual_size, container_size, layout)
        if self.is_mounted and not self._columns:
            self._fit_columns()
        return is_new

    def _ask(self) -> None:
        if not self._due and self.is_mounted:
            self._due = True
            self.call_next(self._show_book)

    def on_mount(self) -> None:
        """Show what there is."""
        self._ask()

    # Drawing

    def _show_book(self) -> None:
        self._due = False
        if not self.size:
            return
        entries = self.book.entries
        self._fit_columns()
        order = rows(self.book, self.view)
        moved = order != self._order
        if moved:
            self._order = order
            self.post_message(self.Counted(len(order)))
        now = self.now
        changed = [currency for currency in order if self._is_due(currency, entries[currency], now)]
        if moved:
            fresh = {currency: self._cells(entries[currency]) for currency in changed}
            self.set_rows([(currency, fresh.get(currency) or self.get_row(currency)) for currency in order])
        else:
            for currency in changed:
                self.set_cells(currency, self._cells(entries[currency]))
        if len(self._drawn) > len(order):
            shown = set(order)
            self._drawn = {currency: drawn for currency, drawn in self._drawn.items() if currency in shown}

    def _is_due(self, currency: str, entry: Entry, now: float) -> bool:
        """Whether a row has to be drawn again: its entry is another one, or an age in it has moved."""
        drawn = self._drawn.get(currency)
        if drawn is not None and drawn[0] is entry and now < drawn[1]:
            return False
        self._drawn[currency] = (entry, steady_until(entry, now))
        return True

    def _cells(self, entry: Entry) -> list[Text]:
        now = self.now
        marks_code = all(column is not Column.CHANGED for column, _ in self._columns)
        style = "" if entry.listed else "dim"
        room = self._width
        cells = []
        for column, width in self._columns:
            shown = cell(entry, column, self._measures, now, marks_code=marks_code)
            cells.append(Text(_filled(shown, column, width, room - PADDING), style))
            room -= width + 2 * PADDING
        return cells

    def _fit_columns(self) -> None:
        """Columns move only when something no longer fits, or the window changed."""
        before, self._fitted = self._fitted, self.book.entries
        needed = measured(
            entry for currency, entry in self._fitted.items() if before.get(currency) is not entry
        )
        if not self._measures.holds(needed):
            self._measures = self._measures.joined(needed)
            self._drawn.clear()
        width = self.scrollable_content_region.width
        columns = laid_out(self._measures, width)
        if width != self._width and _needed(columns) > min(width, self._width):
            self._drawn.clear()
        self._width = width
        if [column for column, _ in columns] != [column for column, _ in self._columns]:
            self._rebuild(columns)
        elif columns != self._columns:
            for column, width in columns:
                self.set_width(column.name, width)
        self._columns = columns
        for column, _ in columns:
            self.set_label(column.name, self._label(column))

    def _rebuild(self, columns: tuple[tuple[Column, int], ...]) -> None:
        self.clear(columns=True)
        for column, width in columns:
            self.add_column(self._label(column), key=column.name, width=width)
        self._order = ()
        self._drawn.clear()

    def _label(self, column: Column) -> Text:
        arrow = ""
        if column is self.view.sort:
            arrow = SORTED_DOWN if self.view.descending else SORTED_UP
        text = Text(column.value + arrow)
        if column in NUMERIC:
            text.justify = "right"
        return text

    # Speaking upward

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Say which currency the cursor is on."""
        event.stop()
        if event.row_key.value is not None:
            self.post_message(self.Selected(event.row_key.value))

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Say which currency was opened."""
        event.stop()
        if event.row_key.value is not None:
            self.post_message(self.Opened(event.row_key.value))

    def on_data_table_header_selected(self, event: DataTable.HeaderSelected) -> None:
        """Say which heading was clicked."""
        event.stop()
        if event.column_key.value is not None:
            self.post_message(self.SortAsked(Column[event.column_key.value]))

    @property
    def current(self) -> str:
        """The currency under the cursor, by the book and view of this moment; empty where there is no row."""
        if self._due:
            self._show_book()
        return self._order[self.cursor_row] if 0 <= self.cursor_row < len(self._order) else ""

    def go_to(self, currency: str) -> bool:
        """Put the cursor on a currency; False if it is not shown."""
        if currency not in self._order:
            return False
        self.move_cursor(row=self.get_row_index(currency), animate=False)
        return True


def _needed(columns: tuple[tuple[Column, int], ...]) -> int:
    return sum(width + 2 * PADDING for _, width in columns)


def _filled(shown: str, column: Column, width: int, room: int) -> str:
    """Amounts stand at the right edge; they are filled by hand, since blanks at their end stand for digits.

    Where even the last column left has too little room, a number gives up its place under the others' points, and
    then itself: a part of its digits would read as another number.
    """
    if column not in NUMERIC:
        return shown
    filled = shown.rjust(width)
    if len(filled.rstrip()) <= room:
        return filled
    digits = shown.strip()
    return digits.rjust(room) if len(digits) <= room else ELLIPSIS
