"""What is done to the feed: every fault of the exchange, with every value worth trying."""

import enum
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from tui.exchange.faults import standing
from tui.exchange.faults.registry import FAULTS

Set = tuple[str, str | None]
"""A fault's name and its value."""


class Way(enum.Enum):
    """How a fault is brought about."""

    DOOR = "set for the next attempt, and the stream ended"
    STANDING = "set, the stream ended, and lifted after some updates"
    ACT = "done to the open stream"


@dataclass(frozen=True, slots=True)
class Trial:
    """One fault, as it is tried."""

    name: str
    value: str | None
    way: Way
    beside: tuple[Set, ...] = ()
    """What is set with it."""
    during: int = 50
    """Updates while it stands."""
    leaves_marks: bool = False
    """Whether rows may be marked until the next snapshot, although it is over."""

    @property
    def words(self) -> str:
        """Its name on the command line of the exchange."""
        return self.name if self.value is None else f"{self.name}={self.value}"


_STATUSES = ("400", "401", "403", "404", "408", "409", "422", "429", "500", "502", "503", "200", "302", "599")
_CODES = ("1000", "1001", "1008", "1011", "1012", "1013", "2999", "3000", "4000", "4999")
_CLOSES = (*_CODES, "none", "zero", "65535", "one-byte", "bad-reason", "long-reason", "control-reason")

_VALUES: dict[str, tuple[str | None, ...]] = {
    "refuse": _STATUSES,
    "retry-after": ("7", "999999", "-1", "abc", "date"),
    "location": ("https://localhost:1/elsewhere",),
    "clock": ("37",),
    "tolerance": ("5",),
    "drip": ("0.3",),
    "headers": ("200000",),
    "fragments": ("7", "1000"),
    "rest-differs": ("BTC",),
    "rest-spoilt": ("BTC",),
    "rest-refuse": ("429",),
    "rest-retry-after": ("7",),
    "rest-lag": ("1",),
    "stream-lag": ("0.2",),
    "close": _CLOSES,
    "stall": ("0.5",),
    "unread": ("0.5",),
    "pings": ("0.3",),
    "unread-pings": ("0.5",),
    "pongs": ("0.3",),
    "endless": ("1000", "1000000"),
    "empty-fragments": ("100000", "1000"),
    "gigabyte": ("2",),
}
"""Of faults whose values cannot all be tried."""

_LEFT_OUT = {
    # An eventID decides nothing, so these updates are taken in; but without one nobody can say which they were.
    ("instead", "event-id-number"),
}
_BESIDE: dict[str, tuple[Set, ...]] = {
    "retry-after": (("refuse", "429"),),
    "body": (("refuse", "401"),),
    "location": (("refuse", "302"),),
    "rest-retry-after": (("rest-refuse", "429"),),
    "clock": (("tolerance", "5"),),
    "tolerance": (("clock", "37"),),
}
_DOOR = frozenset({fault.name for fault in standing.DOOR} | {"certificate"})
_SLOW = {"segments": 5, "split-utf8": 10, "fragments": 20}
"""Updates while these stand, each byte or so of which is a packet or frame."""

_MARKING = frozenset({"snapshot", "timestamps", "disorder", "odd", "instead"})


def values_of(name: str) -> tuple[str | None, ...]:
    """Everything that a fault is tried with."""
    fault = FAULTS[name]
    if name in _VALUES:
        return _VALUES[name]
    found = (None,) if fault.values is None else tuple(fault.values.wanted().split(" | "))
    return tuple(value for value in found if (name, value) not in _LEFT_OUT)


def trials() -> tuple[Trial, ...]:
    """One of each, in the order of the registry, families mixed."""
    found = [list(_trials_of(name)) for name in FAULTS]
    mixed = itertools.chain.from_iterable(itertools.zip_longest(*found))
    return tuple(trial for trial in mixed if trial is not None)


def _trials_of(name: str) -> Iterator[Trial]:
    way = Way.ACT if FAULTS[name].act else Way.DOOR if name in _DOOR else Way.STANDING
    for value in values_of(name):
        yield Trial(name, value, way, _BESIDE.get(name, ()), _SLOW.get(name, 50), name in _MARKING)
