"""Whether the event log follows: it does when the keys leave it, and its title says so while it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters

from tui.ui.commands import Back, Events
from tui.ui.move_commands import FirstLine
from tui.ui.viewing import Viewing
from tui.ui.widgets.balance_table import BalanceTable
from tui.ui.widgets.detail_pane import DetailPane
from tui.ui.widgets.event_log import EventLog
from tui.ui.widgets.events_title import EventsTitle
from tui.ui.widgets.search_bar import SearchBar

if TYPE_CHECKING:
    from textual.widget import Widget

    from tui.ui.command import Command


class Following(Viewing):
    """Watches where the keys are and how far the log is from the newest; nothing of it takes a frame of its own."""

    _event_log = getters.query_one(EventLog)
    _search = getters.query_one(SearchBar)
    _title = getters.query_one(EventsTitle)

    _way_to_newest: tuple[str, ...] = ()
    """The keys that lead to the newest record from where the keys go now."""

    def follow(self) -> None:
        """Start taking readings, and watch the log."""
        self.watch(self._event_log, "newer", self._tell_newer, init=False)
        # A watcher is called at once: the next key of a burst finds the log as this one has left it.
        self.watch(self.default_screen, "focused", self._heed_keys)
        super().follow()

    @property
    def _is_away(self) -> bool:
        """Whether the keys go elsewhere than to the log."""
        return self.default_screen.focused is not self._event_log

    def _heed_keys(self, focused: Widget | None) -> None:
        """The keys go to another widget; a box only borrows them, and so does whoever looks at another window."""
        if isinstance(focused, EventLog):
            self._way_to_newest = self._keys_of(FirstLine)
        elif isinstance(focused, BalanceTable | DetailPane):
            has_key = bool(self.keymap.brief(Events))
            self._way_to_newest = self._keys_of(Events, FirstLine) if has_key else self._keys_of(Back)
            self._release_log()
        self._tell_newer()

    def _keys_of(self, *commands: type[Command]) -> tuple[str, ...]:
        return tuple(self.keymap.brief(each) for each in commands)

    def _release_log(self) -> None:
        """Let the log follow where the keys are not; in the past it points at the moment that is shown."""
        if self._is_away and self.past is None:
            self._event_log.release()

    def _tell_newer(self) -> None:
        """Say how many records are newer. In the past all stands still, and beside the box keys are letters."""
        is_said = self.past is None and not self._search.is_open
        self._title.tell_newer(self._event_log.newer if is_said else 0, self._way_to_newest)
