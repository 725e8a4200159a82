"""The commands that take the screen to the past, and back to now."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from textual import getters

from tui.core import past as words
from tui.core import text
from tui.core.past import NS
from tui.core.record import LinkRecord, MessageRecord
from tui.core.when import EXAMPLES, At, ById, Unclear, when
from tui.core.wish import Duration, Records, ToEvent, ToTime, Wish, joined
from tui.tongue import marked, say
from tui.ui.following import Following
from tui.ui.widgets.moment_bar import MomentBar

if TYPE_CHECKING:
    from datetime import tzinfo

    from textual.widget import Widget

    from tui.journal.moment import Moment
    from tui.journal.travel import Past

_HOUR: Final = 3_600 * 1_000 * NS

NO_JOURNAL: Final = marked("no journal is kept, so there is no past to go to")


class Travelling(Following):
    """The past, by keys. What has to be read is read by a thread, one moment at a time: the newest wish wins."""

    _zone: tzinfo | None
    _moment_bar = getters.query_one(MomentBar)

    _came_from: Widget | None = None
    """Where the keys went before the box took them."""
    _wishes: tuple[Wish, ...] = ()
    """Where one wishes to go from where one is, or is about to arrive."""
    _log_place: tuple[int | None, int, int] = (None, 0, 0)
    """Where the event log was when the screen went to the past."""
    _trips = 0
    """How often one wished to be somewhere else than any steps from here lead to."""
    _is_travelling = False

    # The box

    def action_past(self) -> None:
        """Ask for a moment; in the event log, the one behind the highlighted event is proposed."""
        if self._journal is None:
            self.tell_once(say(NO_JOURNAL))
            return
        self._came_from = self.default_screen.focused
        record = self._event_log.current if self._came_from is self._event_log else None
        shown = ""
        if isinstance(record, MessageRecord) and record.event_id:
            shown = record.event_id
        elif isinstance(record, MessageRecord | LinkRecord):
            shown = text.date_and_clock(record.received, self._zone).rpartition(" ")[0]
        self._moment_bar.open(shown)

    def on_moment_bar_typed(self, message: MomentBar.Typed) -> None:
        """Say what the words mean, as they are typed."""
        self._hint(message.text)

    def _hint(self, typed: str) -> None:
        now = self._clock.wall()
        match when(typed, now, self._zone):
            case At(unix_ms) if unix_ms >= now:
                self._moment_bar.tell(say("now"))
            case At(unix_ms):
                self._moment_bar.tell(words.moment(unix_ms * NS, self._zone))
            case ById(prefix):
                self.run_worker(self._look_for(prefix, typed), group="moment", exclusive=True)
            case Unclear(said):
                shown = said if typed.strip() else say("for example {examples}", examples=say(EXAMPLES))
                self._moment_bar.tell(shown)

    async def _look_for(self, prefix: str, typed: str) -> None:
        hint = await asyncio.to_thread(self._found, prefix)
        if self._moment_bar.text == typed:
            self._moment_bar.tell(hint)

    def _found(self, prefix: str) -> str:
        """What a thread finds of an eventID, in words."""
        from tui.journal.store import JournalError  # noqa: PLC0415 - sqlite3 is loaded after the first paint
        from tui.journal.travel import found  # noqa: PLC0415 - as above

        assert self._journal is not None  # noqa: S101 - without one, nothing asks
        try:
            kept = found(self._journal.reader(), prefix)
        except JournalError as error:
            return str(error)
        if kept is None or not isinstance(kept.record, MessageRecord):
            return say(
                "no event is recorded whose eventID begins with {prefix}; or write {examples}",
                prefix=prefix,
                examples=say(EXAMPLES),
            )
        received = words.moment(kept.record.received * NS, self._zone)
        return say(
            "behind {event_id}, {kind}, {received}",
            event_id=kept.record.event_id,
            kind=say(kept.record.kind.value),
            received=received,
        )

    def leave_moment(self, *, goes: bool) -> None:
        """Back to where the keys went before; `enter` goes to the moment that was typed, if it is one."""
        if goes:
            now = self._clock.wall()
            match when(self._moment_bar.text, now, self._zone):
                case At(unix_ms) if unix_ms >= now:
                    self.return_to_now()
                case At(unix_ms):
                    self._wish(ToTime(unix_ms * NS))
                case ById(prefix):
                    self._wish(ToEvent(prefix))
                case Unclear():
                    self._hint(self._moment_bar.text)
                    return
        self._moment_bar.close()
        self.default_screen.set_focus(self._came_from)

    # Going

    def action_freeze(self) -> None:
        """Hold the screen, or let it go on; the past stands still anyway."""
        if self.past is None:
            self.freeze(not self.frozen)
        else:
            self.tell_once(say("the past stands still; esc returns to now"))

    def action_event_back(self) -> None:
        """One event back."""
        self._wish(Records(-1))

    def action_event_forth(self) -> None:
        """One event forth."""
        self._wish(Records(1))

    def action_hour_back(self) -> None:
        """One hour back."""
        self._wish(Duration(-_HOUR))

    def action_hour_forth(self) -> None:
        """One hour forth."""
        self._wish(Duration(_HOUR))

    def return_to_now(self) -> None:
        """Show what is, and forget where one wished to go."""
        self._wishes = ()
        self._trips += 1
        if self.past is not None:
            self.show_past(None)
            self._event_log.points = False
            self._event_log.restore(self._log_place)
            self._release_log()
            self._tell_newer()
            self.tell_hints()

    def _wish(self, wish: Wish) -> None:
        if self._journal is None:
            self.tell_once(say(NO_JOURNAL))
            return
        if isinstance(wish, ToTime | ToEvent):
            self._trips += 1
        self._wishes = joined(self._wishes, wish)
        if not self._is_travelling:
            self._is_travelling = True
            self.run_worker(self._travel(), group="past")

    async def _travel(self) -> None:
        """Go where one wishes to, for as long as there are wishes; what is overtaken meanwhile is not shown."""
        try:
            while self._wishes:
                wishes, self._wishes = self._wishes, ()
                trip = self._trips
                here = None if self.past is None else self.past.moment
                found = await asyncio.to_thread(self._arrive, wishes, here, self._live_session())
                if trip != self._trips:
                    continue
                if isinstance(found, str):
                    self._wishes = ()
                    self.tell_once(found)
                else:
                    self._show_past(*found)
        finally:
            self._is_travelling = False

    def _arrive(
        self, wishes: tuple[Wish, ...], here: Moment | None, live: int | None
    ) -> tuple[Past, int | None] | str:
        """Read a moment and its line in the event log, in a thread; or say in words why there is none."""
        from tui.journal.store import JournalError  # noqa: PLC0415 - sqlite3 is loaded after the first paint
        from tui.journal.travel import NowhereError, travel  # noqa: PLC0415 - as above

        assert self._journal is not None  # noqa: S101 - without one, nobody travels
        try:
            past = travel(
                self._journal.reader(),
                wishes,
                here,
                now=self._clock.wall_ns(),
                live_session=live,
                zone=self._zone,
            )
            return past, self._journal.line_of(past.moment.seq)
        except (NowhereError, JournalError) as error:
            return str(error)

    def _live_session(self) -> int | None:
        """The session that hears the exchange right now: the journal may know only of a minute ago."""
        return self._journal.session if self._journal is not None and self.link.is_live else None

    def _show_past(self, past: Past, line: int | None) -> None:
        """Show a moment, and point at the last event before it in the event log."""
        is_first = self.past is None
        if is_first:
            self._log_place = self._event_log.place
        self.show_past(past)
        if is_first:
            self.tell_hints()
        if line is not None:
            if line >= self.end:
                self.end = self._history.end
            self._event_log.points = True
            self._event_log.go_to(line)
        self._tell_newer()
