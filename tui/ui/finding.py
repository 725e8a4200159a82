"""The event log's past: how it joins the log, and how events are found in it."""

from __future__ import annotations

import asyncio
import contextlib
from functools import partial
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from tui.tongue import say
from tui.ui.commands import PreviousEvent
from tui.ui.following import Following
from tui.ui.widgets.search_bar import SearchBar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.timer import Timer
    from textual.worker import Worker

    from tui.journal.nearest import Quest
    from tui.journal.pages import Pages

STEPS: Final = 50
"""So many steps may wait for the ones before them; who holds a key down on a slow disk means no more."""


SAID_SECONDS: Final = 3.0
"""How long the title says what was not found."""


class _Hunt:
    """What is looked for by one opening of the box."""

    def __init__(self) -> None:
        self.origin: tuple[int | None, int, int] | None = None
        """Where the log was: known when the first letter has its turn, since steps asked before may lead elsewhere."""
        self.text = ""
        """What is looked for, or was found or not."""
        self.is_lost = False
        """Whether that was not found."""
        self.seeker: Worker[None] | None = None
        """Looks for it, unless what it finds is to be kept."""


class Step(Struct, frozen=True):
    """A wish to be at the next event that matches `text`, or that is of this currency."""

    text: str
    newer: bool
    lost: str
    """What is said when there is none."""
    after_now: str
    """The same where nothing is pinned, and now is where the step began."""
    is_currency: bool = False
    is_away: bool = False
    """Whether the keys came from elsewhere than the log."""


class Finding(Following):
    """Searches by typing, and steps from event to event. The journal is asked on threads, never on the loop.

    Steps begin from the event that is pinned in the log; with none, from now, so that the newest is the first one.
    """

    _pages: Pages | None = None
    _sought = ""
    """What was looked for last."""
    _hunt: _Hunt
    """What became of the box since it was last opened."""
    _waiting_steps = 0
    _said: Timer | None = None

    def follow(self) -> None:
        """Start taking readings; the past joins the log when the journal has been opened."""
        self._turn = asyncio.Lock()
        self._hunt = _Hunt()
        if self._journal is not None:
            self._journal.opened = self._hear_of_past
        super().follow()

    def _hear_of_past(self, pages: Pages) -> None:
        """Bring what another thread opened to the loop."""
        if self._own_loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop has ended already
                self._own_loop.call_soon_threadsafe(self.call_later, self._join, pages)

    def _join(self, pages: Pages) -> None:
        self._pages = pages
        self._window.join(pages)
        self._event_log.grow()

    # Searching by typing

    def action_search(self) -> None:
        """Open the search box."""
        if self.shows_log():
            self._hunt = _Hunt()
            self._search.open(self._sought)
            self._event_log.points = True

    def on_search_bar_typed(self, message: SearchBar.Typed) -> None:
        """Search as one types; a text from before the box was closed and opened again is none of it."""
        if self._search.is_open and message.text == self._search.value:
            self._seek(message.text)

    def leave_search(self, keeps: bool) -> None:
        """Back to the log, where the event is that was found; or, unless one `keeps` it, where one was."""
        text, last, hunt = self._search.value, self._sought, self._hunt
        self.close_search()
        self.shows_log()
        if not keeps:
            self._seek("")
        elif text:
            self._sought = text
            self._seek(text)
            hunt.seeker = None  # it goes on, whatever is looked for next
            if hunt.is_lost:
                self._tell_lost(say("no older {sought}", sought=text))
        elif last:
            lost = say("no older {sought}", sought=last)
            self._turn_to(Step(last, newer=False, lost=lost, after_now=lost))

    def close_search(self) -> None:
        """Hide the box; what it looks for is looked for still."""
        if self._search.is_open:
            self._search.close()
            self._title.tell("")
            self._event_log.points = False

    def _seek(self, text: str) -> None:
        """Look for the nearest from where the log was, and go there; without a text, back to where it was."""
        hunt = self._hunt
        if text == hunt.text:
            return
        hunt.text, hunt.is_lost = text, False
        if hunt.seeker is not None:
            hunt.seeker.cancel()
            hunt.seeker = None
        self._title.tell("")
        if text:
            hunt.seeker = self.run_worker(self._seek_from(hunt, text), group="search")
        elif hunt.origin is not None:
            self._event_log.restore(hunt.origin)

    async def _seek_from(self, hunt: _Hunt, text: str) -> None:
        async with self._turn:  # from where those before it have led
            if hunt.origin is None:
                hunt.origin = self._event_log.place
            number = self._event_log.number_at(hunt.origin)
            found = None if number is None else await self._find(text, number + 1)
            hunt.is_lost = found is None
            if found is not None:
                self._event_log.go_to(found)
            elif self._search.is_open and hunt is self._hunt:
                self._event_log.restore(hunt.origin)
                self._title.tell(say("nothing like that, here or older"))
            else:
                self._tell_lost(say("no older {sought}", sought=text))

    # Stepping

    def action_previous_event(self) -> None:
        """To the nearest older event of the highlighted currency."""
        self._go_along(newer=False)

    def action_next_event(self) -> None:
        """To the nearest newer event of the highlighted currency."""
        self._go_along(newer=True)

    def _go_along(self, *, newer: bool) -> None:
        currency = self._table.current
        is_away = self._is_away
        if not currency:
            self.notify(say("no currency is highlighted"), markup=False, timeout=3)
        elif self.shows_log():
            lost = (
                say("no later event of {currency}", currency=currency)
                if newer
                else say("no earlier event of {currency}", currency=currency)
            )
            key = self.keymap.brief(PreviousEvent)
            after_now = (
                say("no later event of {currency}; {key} goes to its latest", currency=currency, key=key)
                if newer and key
                else lost
            )
            self._turn_to(Step(currency, newer, lost, after_now, is_currency=True, is_away=is_away))

    def _turn_to(self, step: Step) -> None:
        if self._waiting_steps < STEPS:
            self._waiting_steps += 1
            self.run_worker(self._take_turn(step), group="step")

    async def _take_turn(self, step: Step) -> None:
        log = self._event_log
        try:
            async with self._turn:  # each from where the one before it has led
                number, is_pinned, found = log.at, log.cursor is not None, None
                if number is not None:
                    start = number if is_pinned or step.newer else number + 1
                    found = await self._find(step.text, start, newer=step.newer, is_currency=step.is_currency)
                if found is None:
                    self._tell_lost(step.lost if is_pinned else step.after_now)
                else:
                    self._title.tell("")
                    log.go_to(found)
                    log.stays = log.stays or step.is_away
        finally:
            self._waiting_steps -= 1

    def action_older_match(self) -> None:
        """To the next older event that was looked for."""
        self._go_to_match(newer=False)

    def action_newer_match(self) -> None:
        """To the next newer event that was looked for."""
        self._go_to_match(newer=True)

    def _go_to_match(self, *, newer: bool) -> None:
        is_away = self._is_away
        if not self._sought:
            self.notify(say("nothing was looked for in the event log yet"), markup=False, timeout=3)
        elif self.shows_log():
            lost = (
                say("no newer {sought}", sought=self._sought)
                if newer
                else say("no older {sought}", sought=self._sought)
            )
            self._turn_to(Step(self._sought, newer, lost, lost, is_away=is_away))

    # How it is found

    async def _find(
        self, text: str, number: int, *, newer: bool = False, is_currency: bool = False
    ) -> int | None:
        from tui.journal.nearest import Held, Quest  # noqa: PLC0415 - sqlite3 is loaded after the first paint
        from tui.journal.store import JournalError  # noqa: PLC0415 - as above

        first = self._history.first
        held = Held(first, [self._history[each] for each in range(first, self._event_log.end)])
        quest = Quest(text, held, self._pages, known=frozenset(self.book.entries))
        with _ended(quest):
            try:
                return await asyncio.to_thread(quest.run, number, newer=newer, currency=is_currency)
            except JournalError as error:
                self._tell_lost(str(error))
                return None

    def _tell_lost(self, words: str) -> None:
        """Say it over the log: a notification would stand in front of the lines that one looks at."""
        self._title.tell(words)
        if self._said is not None:
            self._said.stop()
        self._said = self.set_timer(SAID_SECONDS, partial(self._title.tell, ""))

    def shows_log(self) -> bool:
        """Give the keys to the event log; False, and said, where the window has no room for one."""
        if {"-short", "-tiny"} & self.default_screen.classes:
            self.tell_once(say("the window has no room for the event log"))
            return False
        self.default_screen.remove_class("-detail")
        self.default_screen.set_focus(self._event_log)
        return True


@contextlib.contextmanager
def _ended(quest: Quest) -> Iterator[None]:
    """Let the thread end with whoever waits for it: leaving would wait for it, too."""
    try:
        yield
    finally:
        quest.give_up()
