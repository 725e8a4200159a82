"""The reactive model of the screen, and the worker that feeds it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from textual.app import App
from textual.reactive import var
from textual.timer import Timer
from textual.worker import Worker

from tui.core.book import Book
from tui.core.history import History
from tui.core.link import Link, judged
from tui.core.query import Query
from tui.core.record import MessageRecord
from tui.core.span import Span
from tui.core.values import Values
from tui.core.window import Window
from tui.feed.clock import Clock
from tui.feed.source import Reading, Source
from tui.journal.access import JournalAccess
from tui.ui.paint.display import DiffDisplay
from tui.ui.ticks import next_tick
from tui.ui.widgets.told import together

if TYPE_CHECKING:
    from tui.journal.travel import Past

FRAME_SECONDS: Final = 0.05
"""At most so often the screen follows the book."""

FLOOD: Final = 8
"""Records in one frame that fill the event log: more than an eye follows."""

FLOOD_SECONDS: Final = 0.2
"""Between two frames of a flood, each a full turn of the event log."""

PAINT_SECONDS: Final = 0.5
"""How long the source is held back for the first paint, should there be nothing to paint on."""

STOP_SECONDS: Final = 1.0
"""How long leaving waits for the connection to say goodbye."""


class Model(DiffDisplay, App[int]):
    """Book, link, view, selected, frozen and past: immutable values that get replaced, and are bound to the widgets."""

    book: var[Book] = var(Book, init=False)
    """The balances shown."""
    link: var[Link] = var(Link, init=False)
    """The connection, frozen screen or not."""
    view: var[Query] = var(Query, init=False)
    """Filter and order."""
    selected: var[str] = var("", init=False)
    """The highlighted currency."""
    frozen: var[bool] = var(False, init=False)
    behind: var[int] = var(0, init=False)
    """Messages taken since the screen was frozen."""
    shown: var[int] = var(0, init=False)
    """Rows that pass the filter."""
    end: var[int] = var(0, init=False)
    """The number after the newest record shown."""
    now: var[float] = var(0.0, init=False)
    """Seconds of the clock that never steps, as of the last frame."""
    held_vouched: var[int | None] = var(None, init=False)
    """When the balances shown were last known to be right, Unix ms; held while frozen."""
    held_now: var[float] = var(0.0, init=False)
    """The same, held while frozen."""
    past: var[Past | None] = var(None, init=False)
    """The moment of the past that the screen shows; None for now."""
    span: var[Span] = var(Span.DAY, init=False)
    """How far back the history of a currency's values reaches."""
    values: var[Values] = var(Values, init=False)
    """The history that was asked for last."""
    unrecorded: var[str] = var("", init=False)
    """Why nothing is being recorded, in words; empty while all is well or nobody wants it."""

    def __init__(
        self,
        source: Source,
        *,
        clock: Clock,
        journal: JournalAccess | None = None,
        pacer: Clock | None = None,
    ) -> None:
        """Show what `source` says, its ages by `clock`; frames go by `pacer` where `clock` is not of this world."""
        super().__init__()
        self._journal = journal
        self._source = source
        self._clock = clock
        self._pacer = pacer or clock
        self._history = History()
        self._window = Window(self._history)
        self._latest = Reading(Book(), Link())
        self._is_frame_due = False
        self._tick: Timer | None = None
        self._tick_due = 0.0
        self._log_due = 0.0
        self._framed_at = float("-inf")
        self._taken = 0
        """Messages so far."""
        self._taken_when_frozen = 0
        self._frame_end = 0
        """The number after the newest record of the last frame."""
        self._is_flooded = False
        self._present: tuple[Book, float, int | None] = (Book(), 0.0, None)
        """What was shown of now when the screen went to the past."""
        self._worker: Worker[None] | None = None
        self._own_loop: asyncio.AbstractEventLoop | None = None
        self._is_asked_to_leave = False
        self._painted = asyncio.Event()
        self.on_leaving: Callable[[int], None] = lambda _: None
        """Called with the exit code when an end begins."""

    def on_load(self) -> None:
        """Be ready for whoever asks to leave."""
        self._own_loop = asyncio.get_running_loop()

    def follow(self) -> None:
        """Start taking readings."""
        if self._journal is not None:
            self._journal.told = self._hear_of_journal
        self.now = self.held_now = self._clock.elapsed()
        self._worker = self.run_worker(self._follow(), exclusive=True)
        self._heed()

    async def _follow(self) -> None:
        """Take every reading at once; the screen follows by frames."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(
                PAINT_SECONDS
            ):  # loading what connects would take the time of the paint
                await self._painted.wait()
        async with contextlib.aclosing(self._source.readings()) as readings:
            async for reading in readings:
                self._latest = reading
                if reading.record is not None:
                    self._history.append(reading.record)
                    if isinstance(reading.record, MessageRecord):
                        self._taken += 1
                if not self._is_frame_due:
                    self._ask_frame()

    def _hear_of_journal(self, words: str) -> None:
        """Bring what the journal's thread has to say to the loop."""
        if self._own_loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop has ended already
                self._own_loop.call_soon_threadsafe(self.call_later, self._tell_of_journal, words)

    def _tell_of_journal(self, words: str) -> None:
        """Say why nothing is recorded for as long as that is so, and what has happened to the journal once."""
        assert self._journal is not None  # noqa: S101 - it has just spoken
        self.unrecorded = self._journal.trouble
        if words and words != self._journal.trouble:
            self.notify(words, markup=False, timeout=20, severity="warning")

    def post_display_hook(self) -> None:
        """Know that something is painted; Textual and `DiffDisplay` call this."""
        self._painted.set()

    def _ask_frame(self) -> None:
        """One frame for all that comes until then: at once after a pause, otherwise at the frame rate."""
        if not self._is_frame_due:
            self._is_frame_due = True
            wait = (
                self._framed_at
                + (FLOOD_SECONDS if self._is_flooded else FRAME_SECONDS)
                - self._pacer.elapsed()
            )
            # A painter keeps its own distance between frames, except in a flood.
            if wait > 0 and (self.painter is None or self._is_flooded):
                self.set_timer(wait, self._show_when_paintable)
            else:
                self.call_next(self._show_when_paintable)

    def _show_when_paintable(self) -> None:
        """The widgets get the newest state when the terminal can take it: a slow line sees fewer, never later ones."""
        self.when_paintable(self._show_frame)

    def _show_frame(self) -> None:
        self._is_frame_due = False
        with together():
            self._take_over()
        # While it is held, ages in the table stand still: only the link's own may tick.
        is_held = self.frozen or self.past is not None
        wait = next_tick(Book() if is_held else self.book, self.link, self.now, self.view.where)
        if self.end != self._history.end and not is_held:
            wait = min(self._log_due - self._framed_at, wait or FLOOD_SECONDS)
        self._tick_in(wait)

    def _take_over(self) -> None:
        """The values that the widgets are bound to become those of now."""
        self.now, self._framed_at = self._clock.elapsed(), self._pacer.elapsed()
        self._is_flooded = self._history.end - self._frame_end >= FLOOD
        self._frame_end = self._history.end
        self.link = self._judged()
        self.behind = self._taken - self._taken_when_frozen if self.frozen else 0
        if not self.frozen and self.past is None:
            self.held_now = self.now
            self.held_vouched = self.link.vouched
            self.book = self._latest.book
            self._follow_history()

    def _follow_history(self) -> None:
        """Show the newest records, at once as long as an eye could follow them."""
        if self._history.end - self.end < FLOOD or self._framed_at >= self._log_due:
            self.end = self._history.end
            self._log_due = self._framed_at + FLOOD_SECONDS

    def _tick_in(self, wait: float | None) -> None:
        """Have another frame in so many seconds; a tick that comes sooner will do, and ask again."""
        due = float("inf") if wait is None else self.now + wait
        if self._tick is not None and (wait is None or due < self._tick_due):
            self._tick.stop()
            self._tick = None
        if self._tick is None and wait is not None:
            self._tick, self._tick_due = self.set_timer(wait, self._ticked), due

    def _ticked(self) -> None:
        self._tick = None
        self._ask_frame()

    def _judged(self) -> Link:
        """The link as of now: a program that was stopped paints before it reads what the feed has to say."""
        latest = self._latest.link
        as_of_now = judged(latest, self.now, self._clock.wall())
        return latest if as_of_now.is_live is latest.is_live else as_of_now

    def freeze(self, frozen: bool) -> None:
        """Hold the screen still, or let it go on from where the book is."""
        self.frozen = frozen
        self._taken_when_frozen = self._taken
        self._show_frame()

    def show_past(self, past: Past | None) -> None:
        """Show a moment of the past, or now again: frozen as it was, if it was."""
        if past is not None:
            if self.past is None:
                self._present = (self.book, self.held_now, self.held_vouched)
            self.past, self.book = past, past.moment.book
            # In a book that was rebuilt, ages count from the time of receipt by the wall clock.
            self.held_now = past.moment.at / 1e9
        elif self.past is not None:
            self.past = None
            self.book, self.held_now, self.held_vouched = self._present
            self._present = (Book(), 0.0, None)
            self._show_frame()

    def redial(self) -> str:
        """Connect now, refused or not; or say in words why that cannot be."""
        return self._source.redial()

    def _handle_exception(self, error: Exception) -> None:
        """Keep an unexpected error for the command line to tell: Textual would print it with local variables.

        It overrides Textual's method of this name, which every unhandled exception passes through.
        """
        self.on_leaving(1)
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    @property
    def crash(self) -> Exception | None:
        """The error that ended the app; None for an ordinary end."""
        return self._exception

    def ask_to_leave(self) -> None:
        """Leave as soon as there is something to leave. For any thread, and for a signal handler, at any time."""
        self._is_asked_to_leave = True
        if self._own_loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop has ended already
                self._own_loop.call_soon_threadsafe(self._heed)

    def _heed(self) -> None:
        if self._is_asked_to_leave and self._worker is not None:
            self.call_later(self.action_leave)

    async def action_leave(self) -> None:
        """Leave."""
        await self.action_quit()

    async def action_quit(self) -> None:
        """Stop the source, wait briefly for its goodbye, and leave."""
        worker, self._worker = self._worker, None
        if worker is None:
            return
        self.on_leaving(0)
        worker.cancel()
        with contextlib.suppress(Exception):
            async with asyncio.timeout(STOP_SECONDS):
                await worker.wait()
        self.exit(0)
