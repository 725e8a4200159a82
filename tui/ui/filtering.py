"""The filter box: the expression in it is the filter as soon as it can be read."""

from __future__ import annotations

from msgspec.structs import replace
from textual import getters

from tui.core.expression import looks_at_age
from tui.core.filtering import filtered, may_go_on
from tui.core.foreign import harmless
from tui.core.hiding import hidden_fault, hidden_unreadable
from tui.core.parsing import Fault
from tui.core.query import Query, rows
from tui.core.typed import kept
from tui.preferences.query import filter_fault
from tui.tongue import say
from tui.ui.viewing import Viewing
from tui.ui.widgets.filter_bar import FilterBar
from tui.ui.widgets.filter_note import FilterNote
from tui.ui.writing_choice import WritingChoice


class Filtering(Viewing, WritingChoice):
    """Filters by typing. While a text cannot be read, the rows stay as the last one had them that could."""

    _filter = getters.query_one(FilterBar)
    _filter_note = getters.query_one(FilterNote)

    _before = Query()
    """The view when the box was opened."""
    _asked: str | None = None
    """The text that `enter` found to be none that can be read."""
    _settled = Query()
    """The view by the last text that could be read and was whole, as far as can be told."""

    def on_mount(self) -> None:
        """Say it where the remembered filter is none any more."""
        view = self.preferences.view
        fault = filter_fault(view)
        if fault is not None:
            text, why = view.filter, fault.words
            if self.writing.hides:
                text, why = hidden_unreadable(text), hidden_fault(why)
            words = say(
                "the remembered filter cannot be read, so none is set: {expression}: character {place}: {fault}",
                expression=harmless(text),
                place=fault.place + 1,
                fault=harmless(why),
            )
            self.notify(words, markup=False, timeout=10, severity="warning")

    def watch_view(self, view: Query) -> None:
        """Rows that come and go by time alone are asked as of this moment, and again when the next one is due."""
        super().watch_view(view)
        if looks_at_age(view.where):
            self._ask_frame()

    def open_filter(self) -> None:
        """Open the box with the filter as it is."""
        self._before = self._settled = self.view
        self._asked = None
        self._filter.open(self.view.text, self.preferences.filters.typed)
        self._filter_note.styles.display = "block"
        self._filter_note.tell("", None)

    def on_filter_bar_typed(self, message: FilterBar.Typed) -> None:
        """Filter as one types: by every text on the way, however fast the next one came."""
        if self._filter.is_open:
            self._apply(message.text, is_whole=not may_go_on(message.text))

    def leave_filter(self, keeps: bool) -> None:
        """Back to the table with what was typed, if it can be read; or, unless one `keeps` it, with what was before."""
        text = self._filter.value
        if not keeps:
            self._filter.close()
            self._show(self._before)
        elif isinstance(fault := self._apply(text, is_asked=True), Fault):
            self._asked = text
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
            self._apply(self._filter.value)
            self._filter.close()
        self._filter_note.styles.display = "none"

    def _apply(self, text: str, *, is_whole: bool = True, is_asked: bool = False) -> Fault | None:
        """Make `text` the filter, or say under it why it is none.

        Who types `amount>1` is at `amo` for a moment: that no code has these letters must not empty the table.
        """
        found = filtered(self.view, text)
        fault = found if isinstance(found, Fault) else None
        self._filter_note.tell(text, fault, is_asked=is_asked or text == self._asked)
        if isinstance(found, Fault):
            self._show(self._settled)
        elif is_whole:
            self._settled = self.view = found
        else:
            self._show(found if rows(self.book, found, self.held_now) else self._settled)
        return fault

    def _show(self, query: Query) -> None:
        """Filter as `query` does, and leave the rest of the view."""
        self.view = replace(self.view, text=query.text, where=query.where)
