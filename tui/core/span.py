"""How far back a history reaches."""

import enum

from tui.tongue import marked, say

_SECOND = 1_000_000_000


class Span(enum.Enum):
    """A length of time."""

    HOUR = marked("1 h")
    DAY = marked("24 h")
    WEEK = marked("7 d")
    ALL = marked("all")

    @property
    def word(self) -> str:
        """What it is called on the screen, in the user's language."""
        return say(self.value)

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
