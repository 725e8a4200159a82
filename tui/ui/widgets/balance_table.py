"""The account as a table: the book's rows in the query's order."""

import math
from collections.abc import Mapping
from heapq import heapify, heappop, heappush
from typing import ClassVar

from msgspec.structs import replace
from rich.text import Text
from textual.geometry import Size
from textual.message import Message
from textual.reactive import var
from textual.widgets import DataTable

from tui.core.arrangement import USUAL, Arrangement
from tui.core.book import Book
from tui.core.cells import steady_until
from tui.core.columns import PADDING, Measures, laid_out, measured, needed_width
from tui.core.entry import Entry, news_in
from tui.core.query import Column, Query, asked_about, rows, rows_turn_in, stands
from tui.core.writing import EXACT, Writing
from tui.tongue import say
from tui.ui.widgets.balance_cells import RowForm, heading
from tui.ui.widgets.fast_table import FastTable
from tui.ui.widgets.told import Told


class BalanceTable(Told, FastTable[Text]):
    """One row a currency. The cursor stays on its currency, whatever moves."""

    DEFAULT_CSS = """
    BalanceTable {
        height: 1fr; background: $background; overflow-x: hidden;
        scrollbar-size-vertical: 1; scrollbar-gutter: stable;
    }
    BalanceTable > .balance-table--flagged { color: $text-error; text-style: bold; }
    BalanceTable.-not-live { color: $text-muted; text-style: dim; }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"balance-table--flagged"}

    book: var[Book] = var(Book, init=False)
    view: var[Query] = var(Query, init=False)
    now: var[float] = var(0.0, init=False)
    arrangement: var[Arrangement] = var(USUAL, init=False)
    writing: var[Writing] = var(EXACT, init=False)
    back_key = "esc"

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
        self._form = RowForm()
        self._asked: tuple[object, ...] = ()
        """What the form was made for: the width and everything that was chosen."""
        self._order: tuple[str, ...] = ()
        self._drawn: dict[str, tuple[Entry, float]] = {}
        """What is drawn of each row, and until when age alone does not change it."""
        self._steady: list[tuple[float, str]] = []
        """A heap of when rows look different by age alone; a row drawn since then stands in it again."""
        self._shown: Mapping[str, Entry] = {}
        """The entries that were last shown."""
        self._ordered_by: Query | None = None
        """The filter and order that the rows stand in."""
        self._turns_at = math.inf
        """When time alone may next move a row in or out."""

    # When to draw

    def watch_book(self) -> None:
        """The book moved."""
        self.tell_soon()

    def watch_view(self) -> None:
        """Another filter or order."""
        self.tell_soon()

    def watch_arrangement(self) -> None:
        """Other columns are wanted."""
        self.tell_soon()

    def watch_writing(self, writing: Writing) -> None:
        """Amounts are to be written otherwise; while unseen, at once, since the table comes back painted as it is."""
        if writing.hides and not self.size:
            self._form = replace(self._form, writing=writing, measures=measured((), writing))
            self._forget_drawn()
            for currency in self._order:
                self.set_cells(currency, self._draw_row(currency))
        self.tell_soon()

    def notify_style_update(self) -> None:
        """Flagged rows may have another colour."""
        super().notify_style_update()
        self.tell_soon()

    def watch_now(self, before: float, now: float) -> None:
        """Ages moved; where they went back, as between the past and now, nothing drawn says for how long it holds."""
        if now < before:
            self._forget_drawn()
            self._turns_at = -math.inf
        self.tell_soon()

    def on_resize(self) -> None:
        """Other columns may fit."""
        self.tell_soon()

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        # The first paint has the headings: Textual's own message of the size comes after it.
        is_new = super()._size_updated(size, virtual_size, container_size, layout)
        if self.is_mounted and not self._form.columns:
            self._fit_columns({})
        return is_new

    def on_mount(self) -> None:
        """Show what there is."""
        self.tell_soon()

    # Drawing

    def tell(self) -> None:
        """Show the book as it is now."""
        if not self.size:
            return
        before, self._shown = self._shown, self.book.entries
        news = news_in(before, self._shown)
        self._fit_columns(news)
        is_same = self._still_stands(before, news)
        order = self._order if is_same else rows(self.book, self.view, self.now)
        turning = news if is_same else self._shown
        turns_at = self.now + rows_turn_in(turning.values(), self.view.where, self.now)
        self._turns_at = min(turns_at, self._turns_at) if is_same else turns_at
        self._ordered_by = self.view
        if order is not self._order and order != self._order:
            self._order = order
            self.post_message(self.Counted(len(order)))
            self._move_rows(order)
        else:
            for currency in self._due_rows(news):
                self.set_cells(currency, self._draw_row(currency))

    def _still_stands(self, before: Mapping[str, Entry], news: Mapping[str, Entry]) -> bool:
        """Whether the rows are those that are to be shown, in their order."""
        view = self.view
        return (
            view == self._ordered_by
            and self.now < self._turns_at
            and len(before) == len(self._shown)
            and all(
                currency in before and stands(before[currency], entry, view, self.now)
                for currency, entry in news.items()
            )
        )

    def _move_rows(self, order: tuple[str, ...]) -> None:
        """Show other rows than before, or the same in another order."""
        now, drawn, entries = self.now, self._drawn, self._shown
        kept: dict[str, list[Text]] = {}
        for currency in order:
            known = drawn.get(currency)
            if known is not None and known[0] is entries[currency] and now < known[1]:
                kept[currency] = self.get_row(currency)
        self._drawn = {currency: drawn[currency] for currency in kept}
        self._steady = [(drawn[currency][1], currency) for currency in kept if drawn[currency][1] < math.inf]
        heapify(self._steady)
        self.set_rows([(currency, kept.get(currency) or self._draw_row(currency)) for currency in order])

    def _due_rows(self, news: Mapping[str, Entry]) -> dict[str, None]:
        """The rows to be drawn again: those whose entry is another one, and those where an age has moved."""
        if not self._drawn:
            return dict.fromkeys(self._order)
        due = {currency: None for currency in news if currency in self._drawn}
        while self._steady and self._steady[0][0] <= self.now:
            until, currency = heappop(self._steady)
            known = self._drawn.get(currency)
            if known is not None and known[1] == until:
                due[currency] = None
        return due

    def _draw_row(self, currency: str) -> list[Text]:
        """The cells of a row, and a note of what is drawn of it now."""
        entry = self._shown[currency]
        until = steady_until(entry, self.now)
        self._drawn[currency] = entry, until
        if until < math.inf:
            heappush(self._steady, (until, currency))
        return self._form.cells(entry, self.now)

    def _forget_drawn(self) -> None:
        self._drawn.clear()
        self._steady.clear()

    def _fit_columns(self, news: Mapping[str, Entry]) -> None:
        """Columns move only when something no longer fits, another look was chosen, or the window changed."""
        width = self.scrollable_content_region.width
        flagged = self.get_component_rich_style("balance-table--flagged", partial=True)
        asked = (width, self.view, self.arrangement, self.writing, flagged)
        if self.writing != self._form.writing:
            measures = measured(self._shown.values(), self.writing)
        else:
            measures = self._form.measures
            if news and not measures.holds(needed := measured(news.values(), self.writing)):
                measures = measures.joined(needed)
        if measures is self._form.measures and asked == self._asked:
            return
        self._asked = asked
        columns = laid_out(measures, width, self.arrangement, asked_about(self.view))
        before = self._form
        self._form = RowForm(columns, measures, min(width, needed_width(columns)), self.writing, flagged)
        if self._form != before:
            self._forget_drawn()
        if [column for column, _ in columns] != [column for column, _ in before.columns]:
            self._rebuild()
        elif columns != before.columns:
            for column, content in columns:
                self.set_width(column.name, content)
        for column, content in columns:
            self.set_label(column.name, heading(column, content, self.view))

    def _rebuild(self) -> None:
        self.set_rows(())
        left = self._left
        self.clear(columns=True)
        self._left = left  # the cursor comes back to its currency
        for column, content in self._form.columns:
            self.add_column(heading(column, content, self.view), key=column.name, width=content)
        self._order = ()
        self._ordered_by = None

    def vacancy(self) -> str:
        """What stands where no row does, though there are balances."""
        if not self.book.entries or not self.view.is_filtering:
            return ""
        return say("no balance passes the filter: {key} takes it off", key=self.back_key)

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
    def fitting(self) -> tuple[Measures, frozenset[Column]]:
        """What the values need, and which columns have room, by the arrangement of this moment."""
        self.catch_up()
        return self._form.measures, frozenset(column for column, _ in self._form.columns)

    @property
    def current(self) -> str:
        """The currency under the cursor, by the book and view of this moment; empty where there is no row."""
        self.catch_up()
        return self._order[self.cursor_row] if 0 <= self.cursor_row < len(self._order) else ""

    def go_to(self, currency: str) -> bool:
        """Put the cursor on a currency; False if it is not shown."""
        if currency not in self._order:
            return False
        self.move_cursor(row=self.get_row_index(currency), animate=False)
        return True
