"""The filter box: the expression in it is the filter as soon as it can be read."""

from __future__ import annotations

from msgspec.structs import replace
from textual import getters

from tui.core.expression import looks_at_age
from tui.core.filtering import filtered
from tui.core.foreign import harmless
from tui.core.parsing import Fault
from tui.core.query import Query
from tui.core.typed import kept
from tui.preferences.query import filter_fault
from tui.tongue import say
from tui.ui.viewing import Viewing
from tui.ui.widgets.balance_table import BalanceTable
from tui.ui.widgets.filter_bar import FilterBar
from tui.ui.widgets.filter_note import FilterNote


class Filtering(Viewing):
    """Filters by typing. While a text cannot be read, the rows stay as the last one that could has them."""

    _filter = getters.query_one(FilterBar)
    _filter_note = getters.query_one(FilterNote)
    _table = getters.query_one(BalanceTable)

    _before = Query()
    """The view when the box was opened."""

    def on_mount(self) -> None:
        """Say it where the remembered filter is none any more."""
        view = self.preferences.view
        fault = filter_fault(view)
        if fault is not None:
            words = say(
                "the remembered filter cannot be read, so none is set: {expression}: character {place}: {fault}",
                expression=harmless(view.filter),
                place=fault.place + 1,
                fault=harmless(fault.words),
            )
            self.notify(words, markup=False, timeout=10, severity="warning")

    def watch_view(self, view: Query) -> None:
        """Rows that come and go by time alone are asked as of this moment, and again when the next one is due."""
        super().watch_view(view)
        if looks_at_age(view.where):
            self._ask_frame()

    def open_filter(self) -> None:
        """Open the box with the filter as it is."""
        self._before = self.view
        self._filter.open(self.view.text, self.preferences.filters.typed)
        self._filter_note.styles.display = "block"
        self._filter_note.tell("", None)

    def on_filter_bar_typed(self) -> None:
        """Filter as one types."""
        if self._filter.is_open:
            self._apply()

    def leave_filter(self, keeps: bool) -> None:
        """Back to the table with what was typed, if it can be read; or, unless one `keeps` it, with what was before."""
        text = self._filter.value
        if not keeps:
            self._filter.close()
            self.view = replace(self.view, text=self._before.text, where=self._before.where)
        elif isinstance(fault := self._apply(), Fault):
            self._filter_note.tell(text, fault, is_asked=True)
            self._filter.cursor_position = fault.place
            return
        elif text.strip():
            filters = self.preferences.filters
            self.remember(filters=replace(filters, typed=kept(filters.typed, text)))
        self.close_filter()
        self._table.screen.set_focus(self._table)

    def close_filter(self) -> None:
        """Hide the box; what was typed last and can be read is the filter."""
        if self._filter.is_open:
            self._apply()
            self._filter.close()
        self._filter_note.styles.display = "none"

    def _apply(self) -> Fault | None:
        """Make what is in the box the filter, or say under it why it is none."""
        text = self._filter.value
        found = filtered(self.view, text)
        fault = found if isinstance(found, Fault) else None
        self._filter_note.tell(text, fault)
        if not isinstance(found, Fault):
            self.view = found
        return fault
