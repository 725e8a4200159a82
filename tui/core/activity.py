"""How much happens: events in the last minute, and how long the link was not LIVE, told from records as they come."""

from collections import deque
from datetime import tzinfo
from typing import Final

from msgspec import Struct

from tui.core.link import State
from tui.core.record import Kind, MessageRecord, Record
from tui.core.text import midnight

MINUTE: Final = 60
"""Seconds that are counted."""

LOSSES_KEPT: Final = 100
"""Losses that are each shorter than the one before: more than a day has."""

_FORGOTTEN: Final = 2 * 86_400_000
"""Milliseconds after which a loss is of today in no time zone."""

_EVENTS: Final = frozenset({Kind.SNAPSHOT, Kind.UPDATE})

_LIVE: Final = State.LIVE


class Loss(Struct, frozen=True):
    """What is known of losses of the link on one day."""

    since: int | None = None
    """From when on it is not LIVE, Unix ms; None while it is."""
    worst: int = 0
    """The longest time that it was not, ms, as far as it was today; one that lasts is not among it."""


class Activity:
    """What `core.history.History` has seen, in a few numbers: a bucket for each of sixty seconds, and two moments.

    Times are those of receipt by this machine's clock, as records have them; where it goes back, seconds join the last.
    """

    def __init__(self) -> None:
        self._seconds: deque[list[int]] = deque()
        """The seconds that had events, and how many; the newest last."""
        self._was_live = False
        self._lost_at: int | None = None
        self._losses: list[tuple[int, int]] = []
        """From when to when: those that no later one is as long as, so that the worst since any moment is there."""

    def take(self, record: Record) -> None:
        """Count one more record."""
        if isinstance(record, MessageRecord):
            if record.kind in _EVENTS:
                self._count(record.received // 1000)
        elif record.state is _LIVE:
            self._was_live = True
            if self._lost_at is not None:
                self._keep(self._lost_at, record.received)
                self._lost_at = None
        elif self._was_live and self._lost_at is None:
            self._lost_at = record.received

    def _count(self, second: int) -> None:
        seconds = self._seconds
        if seconds and second <= seconds[-1][0]:
            seconds[-1][1] += 1
            return
        seconds.append([second, 1])
        if len(seconds) > MINUTE:
            seconds.popleft()

    def _keep(self, begun: int, ended: int) -> None:
        """Keep a loss that is over, and of those before it the longer ones of the last days."""
        longer = [(a, b) for a, b in self._losses if b - a > ended - begun and ended - b < _FORGOTTEN]
        self._losses = [*longer[:LOSSES_KEPT], (begun, ended)]

    def events(self, now: int) -> int:
        """How many events came within the last minute, at `now`, Unix ms."""
        seconds = self._seconds
        while seconds and seconds[0][0] <= now // 1000 - MINUTE:
            seconds.popleft()
        return sum(count for _, count in seconds)

    def loss(self, now: int, zone: tzinfo | None) -> Loss | None:
        """How the link stands at `now`, Unix ms, and how it stood since midnight in `zone` (None: the system's).

        None before it was LIVE for the first time: what nobody had, nobody lost.
        """
        if not self._was_live:
            return None
        began = midnight(now, zone)
        worst = max((ended - max(begun, began) for begun, ended in self._losses), default=0)
        return Loss(self._lost_at, max(0, worst))
