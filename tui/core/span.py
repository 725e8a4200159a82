"""How far back a history reaches."""

import enum

_SECOND = 1_000_000_000


class Span(enum.Enum):
    """A length of time, as it is called on the screen."""

    HOUR = "1 h"
    DAY = "24 h"
    WEEK = "7 d"
    ALL = "all"

    @property
    def ns(self) -> int | None:
        """Its nanoseconds; None for all there is."""
        return _LENGTHS.get(self)

    @property
    def next(self) -> "Span":
        """The longer one, and behind the longest the shortest."""
        spans = list(Span)
        return spans[(spans.index(self) + 1) % len(spans)]


_LENGTHS = {Span.HOUR: 3_600 * _SECOND, Span.DAY: 86_400 * _SECOND, Span.WEEK: 604_800 * _SECOND}
