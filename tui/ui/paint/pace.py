"""When the next frame may go, and how large it may be: rules over an injected clock, without a terminal."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from tui.ui.paint.line import DRAIN, Line
from tui.ui.paint.queries import Query

if TYPE_CHECKING:
    from collections.abc import Callable

INTERVAL: Final = 0.05
"""Seconds from one frame to the next, unless a key was pressed."""
STEADY_INTERVAL: Final = 0.1
"""The same once frames have been following one another for a while."""
_STEADY: Final = 6
"""So many frames without a pause between them are a steady stream."""
SILENT_INTERVAL: Final = 0.1
"""The same for a terminal that answers nothing."""
PATIENCE: Final = 2.0
"""Seconds to wait for an answer; doubled each time a terminal that used to answer does not."""
LONGEST_PATIENCE: Final = 10.0
_TRUSTED: Final = 3
"""Answers after which a missing one means that the terminal stands still, not that it never answers."""
_TRIES: Final = 2
"""Unanswered frames after which a terminal counts as silent."""
_STALLED: Final = 0.1
"""Seconds beyond which an answer that should be there means that the terminal takes nothing now."""
_SLOW: Final = 5000
"""Bytes a second, at which a large frame keeps a slow line busy before patience even begins."""
_THAW: Final = 1.0
"""Seconds beyond which an answer that comes at last means that the terminal stood still, and reads again."""
_KEY_ROOM: Final = 2048
"""Bytes that may be under way when a key's frame follows, while the line's rate is unknown."""


class Paint(Struct, frozen=True):
    """A frame may go now."""

    limit: int | None
    """Bytes that it may have, None for any number."""
    urgent_only: bool = False
    """Whether it may have urgent lines only, since another frame is still under way."""


class Ask(Struct, frozen=True):
    """The last question got no answer: write this one, and no frame."""

    query: str


class Hold(Struct, frozen=True):
    """Nothing may go now."""

    seconds: float | None
    """When to look again at the latest; None: not before the writer is idle."""


class _Flight(Struct):
    size: int
    sent: float
    alone: bool
    queries: tuple[Query, ...]


class Pace:
    """Frames, paced by the terminal's own answers.

    A frame goes when the terminal has answered the question behind the last one, the writer is idle and the
    last frame is old enough. A frame that a key press asked for may follow one that is still under way, as
    long as both together do not keep the line busy for longer than one may. A terminal that never answered is
    paced by the writer alone; one that used to answer is asked again from time to time, and gets no frame
    until it answers.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self.line = Line()
        self.thawed = False
        """Whether the terminal stood still until its last answer: the next frame is a whole one."""
        self._clock = clock
        self._flights: deque[_Flight] = deque()
        self._query: Query | None = None
        self._answers = self._missed = 0
        self._patience = PATIENCE
        self._painted = float("-inf")
        self._in_a_row = 0
        self._busy_until = float("-inf")

    @property
    def awaited(self) -> int:
        """How many questions are unanswered."""
        return len(self._flights)

    @property
    def silent(self) -> bool:
        """Whether the terminal counts as one that answers nothing."""
        return self._missed >= _TRIES

    @property
    def interval(self) -> float:
        """Seconds that lie between two frames at present."""
        if self.silent:
            return SILENT_INTERVAL
        return STEADY_INTERVAL if self._in_a_row >= _STEADY else INTERVAL

    def verdict(self, *, writer_idle: bool, key: bool, urgent: bool) -> Paint | Ask | Hold:
        """Decide what to do now with a screen that has changed.

        `key`: a key was pressed just now. `urgent`: and the lines that it concerns have changed.
        """
        if not writer_idle:
            return Hold(None)
        now = self._clock()
        limit = None if self.thawed else self.line.limit()
        if self._flights:
            if urgent and self._has_room(limit, now):
                backlog = self._busy_until - now - DRAIN
                return Paint(limit, urgent_only=True) if backlog <= 0 else Hold(backlog)
            last = self._flights[-1]
            patience = last.sent + self._patience + last.size / _SLOW - now
            if patience > 0:
                return Hold(patience)
            if self._answers >= _TRUSTED:
                return Ask(Query.STATUS.value if self._query is None else self._query.value)
            self._missed += 1
            self._flights.clear()
        wait = self._painted + self.interval - now
        return Paint(limit) if key or wait <= 0 else Hold(wait)

    def question(self) -> str:
        """Give what goes behind a frame: all questions until one was answered, none to a silent terminal."""
        return "".join(query.value for query in self._questions())

    def painted(self, size: int) -> None:
        """Know that a frame of `size` bytes, with the question behind it, was handed to the writer."""
        now = self._clock()
        self._in_a_row = self._in_a_row + 1 if now - self._painted < 2 * STEADY_INTERVAL else 0
        self._painted = now
        self.thawed = False
        if self.line.rate is not None:
            self._busy_until = max(now, self._busy_until) + size / self.line.rate
        if questions := self._questions():
            self._flights.append(_Flight(size, now, not self._flights, questions))

    def asked(self) -> None:
        """Know that the question of an `Ask` was handed to the writer; what was asked before is given up."""
        self._flights = deque([_Flight(0, self._clock(), False, self._questions())])
        self._patience = min(self._patience * 2, LONGEST_PATIENCE)

    def answered(self, query: Query, at: float) -> None:
        """Take the terminal's answer, which came at that time by the clock."""
        if self._query is None or list(Query).index(query) < list(Query).index(self._query):
            self._query = query
        self._answers += 1
        self._missed = 0
        self._patience = PATIENCE
        place = next((n for n, flight in enumerate(self._flights) if query in flight.queries), None)
        if place is None:
            return
        flight = self._flights[place]
        due = flight.size / _SLOW + 3 * self.line.expected(flight.size)
        self.thawed = self._answers > _TRUSTED and at - self._painted > _THAW + due
        if place == 0 and flight.alone and flight.size:
            self.line.learn(flight.size, at - flight.sent)
        for _ in range(place + 1):
            self._flights.popleft()

    def restart(self) -> None:
        """Expect no answer to what was asked so far (the terminal was left and entered again)."""
        self._flights.clear()
        self._query = None
        self._answers = self._missed = 0
        self._patience = PATIENCE
        self.thawed = False
        self._painted = self._busy_until = float("-inf")

    def _has_room(self, limit: int | None, now: float) -> bool:
        """Whether a key's frame may follow those under way: they are few bytes, and not overdue."""
        oldest, rate = self._flights[0], self.line.rate
        room = _KEY_ROOM if limit is None or rate is None else 2 * limit + rate * self.line.round_trip
        overdue = now - oldest.sent > _STALLED + 2 * self.line.expected(oldest.size)
        return not overdue and sum(flight.size for flight in self._flights) <= room

    def _questions(self) -> tuple[Query, ...]:
        if self.silent:
            return ()
        return tuple(Query) if self._query is None else (self._query,)
