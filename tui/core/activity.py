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
    """From when on it is not LIVE any more, Unix ms; None while it is, and before it was."""
    worst: int = 0
    """The longest time that it was not, ms, as far as it was today; one that lasts is not among it."""


class Losses:
    """How long a link was not LIVE: told by the steps of one session, in order, or joined of several.

    From when it had been LIVE until it was again, that is one loss; what nobody had, nobody lost. Times are Unix ms.
    """

    def __init__(self) -> None:
        self.was_live = False
        """Whether it has been LIVE in this session."""
        self.since: int | None = None
        """From when on it has been lost; None while it is not."""
        self.kept: list[tuple[int, int]] = []
        """From when to when: those that no later one is as long as, so that the worst since any moment is there."""

    def step(self, at: int, *, is_live: bool) -> None:
        """Know that from `at` on it is LIVE, or is not."""
        if is_live:
            self.stop(at)
            self.was_live = True
        elif self.was_live and self.since is None:
            self.since = at

    def stop(self, at: int) -> None:
        """Know nothing from `at` on, until the next step: a loss that lasts counts as far as there."""
        if self.since is not None:
            self._keep(self.since, at)
            self.since = None

    def join(self, other: "Losses") -> None:
        """Take in the losses of another session that are over, whichever of the two came first."""
        for begun, ended in other.kept:
            self._keep(begun, ended)

    def worst(self, began: int) -> int:
        """The longest that is over, ms, as far as it was after `began`; 0 where there is none."""
        return max((ended - max(begun, began) for begun, ended in self.kept if ended > began), default=0)

    def _keep(self, begun: int, ended: int) -> None:
        """Keep a loss that is over, and of the others those of the last days that end later or are longer."""
        length = ended - begun
        if length <= 0 or any(b >= ended and b - a >= length for a, b in self.kept):
            return
        others = [(a, b) for a, b in self.kept if (b - a > length or b > ended) and ended - b < _FORGOTTEN]
        self.kept = sorted([*others, (begun, ended)], key=lambda loss: loss[1])
        del self.kept[LOSSES_KEPT:-1]


class Activity:
    """What `core.history.History` has seen, in a few numbers: a bucket for each of sixty seconds, and the losses.

    Times are those of receipt by this machine's clock, as records have them; where it goes back, seconds join the last.
    """

    def __init__(self) -> None:
        self._seconds: deque[list[int]] = deque()
        """The seconds that had events, and how many; the newest last."""
        self._losses = Losses()
        self._earlier = Losses()
        """Those of sessions before this one."""

    def take(self, record: Record) -> None:
        """Count one more record."""
        if isinstance(record, MessageRecord):
            if record.kind in _EVENTS:
                self._count(record.received // 1000)
        else:
            self._losses.step(record.received, is_live=record.state is _LIVE)

    def join(self, earlier: Losses) -> None:
        """Count what sessions before this one lost, too."""
        self._earlier.join(earlier)

    def _count(self, second: int) -> None:
        seconds = self._seconds
        if seconds and second <= seconds[-1][0]:
            seconds[-1][1] += 1
            return
        seconds.append([second, 1])
        if len(seconds) > MINUTE:
            seconds.popleft()

    def events(self, now: int) -> int:
        """How many events came within the last minute, at `now`, Unix ms."""
        seconds = self._seconds
        while seconds and seconds[0][0] <= now // 1000 - MINUTE:
            seconds.popleft()
        return sum(count for _, count in seconds)

    def loss(self, now: int, zone: tzinfo | None) -> Loss | None:
        """How the link stands at `now`, Unix ms, and how it stood since midnight in `zone` (None: the system's).

        None before it was LIVE for the first time, unless an earlier session lost something today.
        """
        began = midnight(now, zone)
        earlier = self._earlier.worst(began)
        if not self._losses.was_live and not earlier:
            return None
        return Loss(self._losses.since, max(earlier, self._losses.worst(began)))
