"""Numbers, ages and times as they are shown; sentences are in `words`, foreign strings in `foreign`."""

import math
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from decimal import Decimal
from typing import Final

from msgspec import Struct

from tui.core.amount import ZERO, difference, digits, permille, plain
from tui.core.width import cells
from tui.core.writing import EXACT, MASK, Writing, split
from tui.tongue import marked, say

MINUS: Final = "\N{MINUS SIGN}"
NOTHING: Final = "–"
"""Shown where there is no value to show."""

_MOST_OF_A_YEAR: Final = 300 * 86_400_000
"""Milliseconds."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Alignment(Struct, frozen=True):
    """How many characters the amounts of a column have before and behind the decimal point."""

    whole: int = 1
    fraction: int = 0
    """The point included; 0 where no amount has one."""

    @property
    def width(self) -> int:
        """Terminal cells that every aligned amount takes."""
        return self.whole + self.fraction

    def holds(self, other: "Alignment") -> bool:
        """Whether what fits `other` fits this one too."""
        return self.whole >= other.whole and self.fraction >= other.fraction

    def joined(self, other: "Alignment") -> "Alignment":
        """The smallest that holds both."""
        return Alignment(max(self.whole, other.whole), max(self.fraction, other.fraction))


def alignment(amounts: Iterable[Decimal], writing: Writing = EXACT) -> Alignment:
    """The smallest alignment that cuts no character of any of `amounts`, written so."""
    whole, fraction = 1, 0
    for amount in amounts:
        before, behind = split(digits(amount), writing)
        whole = max(whole, len(before))
        fraction = max(fraction, len(behind))
    return Alignment(whole, fraction)


def aligned(amount: Decimal, to: Alignment, writing: Writing = EXACT) -> str:
    """The amount as it is written, with its point where the column has it."""
    before, behind = split(digits(amount), writing)
    return before.rjust(to.whole) + behind.ljust(to.fraction)


def delta(before: Decimal, after: Decimal, writing: Writing = EXACT) -> str:
    """`+0.5` or `−0.25`: the exact difference, its sign always shown, without trailing zeros."""
    if writing.hides:
        return MASK
    step = difference(after, before)
    return f"{MINUS if step < ZERO else '+'}{''.join(split(plain(step.copy_abs()), writing))}"


def share(part: Decimal, whole: Decimal) -> str:
    """`20.0 %`: how much `part` is of `whole`; cut, never rounded up, and nothing where there is no whole."""
    if whole <= ZERO or part < ZERO or part > whole:
        return ""
    # A ratio for the eye: cut to tenths of a percent, and never shown as 0 or 100 when it is neither.
    tenths = permille(part, whole)
    if part and not tenths:
        return "<0.1 %"
    return f"{tenths // 10}.{tenths % 10} %"


class _Step(Struct, frozen=True):
    """How an age is told below a limit, all in seconds."""

    below: int
    every: int
    unit: int
    told: str
    """To be said of a number of units."""


_SECONDS: Final = marked("{number} s")
_MILLISECONDS: Final = marked("{number} ms")
_STEPS: Final = (
    _Step(10, 1, 1, _SECONDS),
    _Step(60, 10, 1, _SECONDS),  # what is half a minute old is not worth a frame a second
    _Step(3600, 60, 60, marked("{number} min")),
    _Step(86_400, 3600, 3600, marked("{number} h")),
)
_DAYS: Final = _Step(0, 86_400, 86_400, marked("{number} d"))


def _step(seconds: float) -> _Step:
    for step in _STEPS:
        if seconds < step.below:
            return step
    return _DAYS


def _told(text: str, number: object) -> str:
    """`say`, at half of what its braces cost: ages are told with every frame."""
    return say(text).replace("{number}", str(number))


def age(seconds: float) -> str:
    """`2 s`, `40 s`, `5 min`, `3 h`, `12 d`: cut, to tens of seconds from ten on, to whole units above."""
    seconds = max(0.0, seconds)
    step = _step(seconds)
    return _told(step.told, int(seconds // step.every) * step.every // step.unit)


def age_width() -> int:
    """Terminal cells of the widest age below a day."""
    return max(cells(_told(step.told, (step.below - 1) // step.unit)) for step in _STEPS)


def duration(seconds: float) -> str:
    """`37 s`, `5 min`: like an age, but to the second below a minute."""
    return _told(_SECONDS, int(seconds)) if 0 <= seconds < 60 else age(seconds)  # noqa: PLR2004 - seconds in a minute


def age_changes_in(seconds: float) -> float:
    """Seconds until `age` says something else."""
    seconds = max(0.0, seconds)
    every = _step(seconds).every
    return every - seconds % every


def countdown(seconds: float) -> str:
    """`7 s`, `14 min`: what is left, whole units, never zero while something is."""
    return duration(max(1, math.ceil(seconds)))


def milliseconds(seconds: float) -> str:
    """`35 ms`, `<1 ms`, `1.2 s`."""
    if seconds < 0.001:  # noqa: PLR2004 - one millisecond
        return _told(_MILLISECONDS, "<1")
    if seconds < 1:
        return _told(_MILLISECONDS, f"{min(seconds * 1000, 999):.0f}")
    return _told(_SECONDS, f"{seconds:.1f}")


def moment(unix_ms: int, zone: tzinfo | None) -> datetime | None:
    """The moment in `zone` (None: the system's), or None where no calendar reaches it."""
    try:
        return (_EPOCH + timedelta(milliseconds=unix_ms)).astimezone(zone)
    except (OverflowError, ValueError, OSError):
        return None


def clock(unix_ms: int, zone: tzinfo | None, *, precise: bool = False) -> str:
    """`14:03:22`, or with milliseconds `14:03:22.365`; the bare number where no calendar reaches."""
    at = moment(unix_ms, zone)
    if at is None:
        return str(unix_ms)
    return at.strftime("%H:%M:%S") + (f".{at.microsecond // 1000:03d}" if precise else "")


def day_clock(unix_ms: int, zone: tzinfo | None, since: int) -> str:
    """`14:03:22.365`; with the date before `since`, a midnight in Unix ms: `11-22 14:03:22`, or `2025-11-22 14:03`."""
    at = moment(unix_ms, zone)
    if at is None or unix_ms >= since:
        return clock(unix_ms, zone, precise=True)
    return at.strftime("%m-%d %H:%M:%S" if since - unix_ms < _MOST_OF_A_YEAR else "%Y-%m-%d %H:%M")


def midnight(unix_ms: int, zone: tzinfo | None) -> int:
    """When the day began that a moment is in, Unix ms; the moment itself where no calendar reaches it."""
    at = moment(unix_ms, zone)
    if at is None:
        return unix_ms
    began = at.replace(hour=0, minute=0, second=0, microsecond=0)
    # In the system's zone the offset of that hour may be another one than now.
    began = began.replace(tzinfo=None).astimezone() if zone is None else began
    return int(began.timestamp()) * 1000


def date_and_clock(unix_ms: int, zone: tzinfo | None) -> str:
    """`2026-11-22 14:03:22.365 UTC+8`: a moment that cannot be misread."""
    at = moment(unix_ms, zone)
    if at is None:
        return str(unix_ms)
    return f"{at:%Y-%m-%d} {clock(unix_ms, zone, precise=True)} {zone_name(unix_ms, zone)}"


def zone_name(unix_ms: int, zone: tzinfo | None) -> str:
    """`UTC`, `UTC+8`, `UTC−3:30`: what the clock times shown are counted from."""
    at = moment(unix_ms, zone)
    offset = at.utcoffset() if at is not None else None
    minutes = int(offset.total_seconds()) // 60 if offset is not None else 0
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else MINUS}{hours}" + (f":{rest:02d}" if rest else "")
