"""The commands that arrange the table's columns and say how large detail and event log are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual import getters
from textual.reactive import var

from tui.core.arrangement import USUAL, Arrangement
from tui.core.layout import LEAST_LOG, detail_width, log_height
from tui.preferences.columns import arrangement_of, columns_of
from tui.tongue import say
from tui.ui.widgets.balance_table import BalanceTable
from tui.ui.widgets.detail_pane import DetailPane
from tui.ui.widgets.event_log import EventLog
from tui.ui.writing_choice import WritingChoice

if TYPE_CHECKING:
    from msgspec import Struct
    from textual import events

    from tui.core.columns import Measures
    from tui.core.query import Column
    from tui.preferences.file import PreferencesFile
    from tui.preferences.sections import Preferences


class Arranging(WritingChoice):
    """What was chosen is part of the preferences; the widgets get what it comes to."""

    arrangement: var[Arrangement] = var(USUAL, init=False)
    """Which columns are wanted."""

    _arranged_table = getters.query_one(BalanceTable)
    _sized_detail = getters.query_one(DetailPane)
    _sized_log = getters.query_one(EventLog)

    def begin_with(self, preferences: Preferences, memory: PreferencesFile | None) -> None:
        """Start with the columns as they were left."""
        super().begin_with(preferences, memory)
        self.set_reactive(Arranging.arrangement, arrangement_of(preferences.columns))

    def remember(self, **sections: Struct) -> None:
        """Whatever is remembered shows at once."""
        super().remember(**sections)
        self.arrangement = arrangement_of(self.preferences.columns)

    def action_columns(self) -> None:
        """Choose the columns."""
        from tui.ui.screens.chooser import Chooser  # noqa: PLC0415 - not before the first paint

        self.push_screen(Chooser(self, self.keymap))

    def choose_columns(self, arrangement: Arrangement) -> tuple[Measures, frozenset[Column]]:
        """Show these columns; what the values in the table need, and which of the columns have room there."""
        if arrangement != self.arrangement:
            self.remember(columns=columns_of(arrangement))
        return self._arranged_table.fitting

    # Detail and event log

    def on_mount(self) -> None:
        """As large as they were left."""
        self._lay_out(self.size.width, self.size.height)

    def on_resize(self, event: events.Resize) -> None:
        """Another window has room for more or for less; what was chosen comes back with its room."""
        self._lay_out(event.size.width, event.size.height)

    def action_larger(self) -> None:
        """Make the event log taller where the keys go to it, or where it stands alone below; else the detail wider."""
        self._resize(1)

    def action_smaller(self) -> None:
        """The other way."""
        self._resize(-1)

    def _resize(self, by: int) -> None:
        look, (width, height) = self.preferences.look, self.size
        wide = detail_width(look.detail_width, width)
        if wide is not None and self.default_screen.focused is not self._sized_log:
            look = replace(look, detail_width=detail_width(wide + 2 * by, width) or 0)
        elif wide is None and self.default_screen.has_class("-detail"):
            self.tell_once(say("the detail has the whole window"))
            return
        elif (tall := log_height(look.log_height, height)) is None:
            self.tell_once(say("the window has no room for the event log"))
            return
        else:
            look = replace(look, log_height=log_height(max(tall + by, LEAST_LOG), height) or 0)
        self.remember(look=look)
        self._lay_out(width, height)

    def _lay_out(self, width: int, height: int) -> None:
        look = self.preferences.look
        # Where they have no size of their own, the style sheet says how they share the window.
        self._sized_detail.styles.width = detail_width(look.detail_width, width)
        self._sized_log.styles.height = log_height(look.log_height, height)
