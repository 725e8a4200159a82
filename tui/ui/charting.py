"""The history of the highlighted currency's values: asked of the journal when the detail pane wants it."""

from __future__ import annotations

import asyncio
from typing import Final

from msgspec.structs import replace
from textual import getters

from tui.core.values import Values
from tui.tongue import say
from tui.ui.commands import Detail
from tui.ui.travelling import Travelling
from tui.ui.widgets.detail_pane import DetailPane
from tui.ui.writing_choice import WritingChoice

AGAIN_SECONDS: Final = 1.0
"""A currency that never rests is not asked for more often."""

WRITTEN_SECONDS: Final = 0.6
"""After which the journal has what was new to it when nothing was found."""


class Charting(Travelling, WritingChoice):
    """One question at a time, in a thread; the newest wins."""

    _history_pane = getters.query_one(DetailPane)

    _wanted: Values | None = None
    """What is to be asked next: a history without its points."""
    _history_asked = Values()
    """What was asked last."""
    _history_asked_at = float("-inf")

    def action_history_span(self) -> None:
        """The next length of time; where no history is seen, which one it is, and why it is not seen."""
        self.span = self.span.next
        pane, screen = self._history_pane, self.default_screen
        if screen.has_class("-narrow") and not screen.has_class("-detail"):
            key = self.keymap.spoken(Detail)
            said = say(
                "history {span}, in the detail: {key} in the table opens it", span=self.span.word, key=key
            )
            self.tell_once(said)
        elif self.writing.hides:
            self.tell_hidden()
        elif not pane.has_room_for_history:
            self.tell_once(say("history {span}: the window has no room for it", span=self.span.word))

    def on_detail_pane_history_wanted(self, message: DetailPane.HistoryWanted) -> None:
        """The pane shows a currency whose history it has not, or no longer."""
        wanted = Values(
            message.currency, self.span, message.columns, None if self.past is None else self.past.moment.at
        )
        if self._journal is None:
            self.values = replace(wanted, words=say("none kept: there is no journal"))
        elif wanted != self._history_asked or self._clock.elapsed() >= self._history_asked_at + AGAIN_SECONDS:
            self._history_asked, self._history_asked_at = wanted, self._clock.elapsed()
            is_asking, self._wanted = self._wanted is not None, wanted
            if not is_asking:
                self.run_worker(self._ask_for_history(), group="history")

    async def _ask_for_history(self) -> None:
        wanted = None
        while wanted is not self._wanted:
            wanted = self._wanted
            assert wanted is not None  # noqa: S101 - only the end of this sets it so
            values = await asyncio.to_thread(self._read_history, wanted, self._live_session())
            if values.words and wanted.ends_at is None and wanted is self._wanted:
                await asyncio.sleep(WRITTEN_SECONDS)
                values = await asyncio.to_thread(self._read_history, wanted, self._live_session())
            if wanted is self._wanted:
                self.values = values
        self._wanted = None

    def _read_history(self, wanted: Values, live: int | None) -> Values:
        """What a thread finds."""
        from tui.journal.course import course  # noqa: PLC0415 - sqlite3 is loaded after the first paint
        from tui.journal.store import JournalError  # noqa: PLC0415 - as above

        assert self._journal is not None  # noqa: S101 - without one, nothing asks
        try:
            return course(
                self._journal.reader(),
                wanted,
                now=self._clock.wall_ns(),
                live_session=live,
            )
        except JournalError as error:
            return replace(wanted, words=str(error))
