"""A moment as people write it: `14:03`, `yesterday 09:00`, `10 min ago`, `2026-11-22 14:03:22`, or an eventID."""

import re
import unicodedata
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from msgspec import Struct

from tui.tongue import marked, say

EXAMPLES: Final = marked(
    "14:03, yesterday 09:00, 10 min ago, 2026-11-22 14:03, or the beginning of an eventID"
)
"""To be said in what tells how to write a moment: whatever is spoken, English and Chinese are understood."""


class At(Struct, frozen=True):
    """A moment."""

    unix_ms: int


class ById(Struct, frozen=True):
    """The moment behind an event, named by the beginning of its eventID."""

    prefix: str


class Unclear(Struct, frozen=True):
    """No moment; why, and what would be one."""

    words: str


When = At | ById | Unclear

_CLOCK: Final = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.(?P<fraction>\d{1,3}))?)?"
_clock = re.compile(
    rf"(?:(?P<day>today|yesterday)\s+|(?P<named>今天|昨天|前天)\s*)?{_CLOCK}\Z", re.ASCII
).match
_date = re.compile(
    rf"(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<date>\d{{1,2}})(?:[T\s]\s*{_CLOCK})?\Z",
    re.ASCII | re.IGNORECASE,
).match
_ago = re.compile(
    r"(?P<number>\d{1,6})\s*(?:(?P<unit>[a-z]+)(?:\s+ago)?|(?P<wide>[^\x00-\x7f]{1,3}?)\s*前?)\Z", re.ASCII
).match
_event_id = re.compile(r"[0-9a-z-]{4,}\Z", re.ASCII).match

_UNITS: Final = {
    **dict.fromkeys(("s", "sec", "second", "seconds", "秒", "秒鐘"), 1),
    **dict.fromkeys(("m", "min", "minute", "minutes", "分", "分鐘"), 60),
    **dict.fromkeys(("h", "hour", "hours", "小時", "個小時", "時"), 3_600),
    **dict.fromkeys(("d", "day", "days", "天", "日"), 86_400),
    **dict.fromkeys(("w", "week", "weeks", "週", "周"), 604_800),
}

_DAYS: Final = {"today": 0, "yesterday": 1, "今天": 0, "昨天": 1, "前天": 2}
"""Days that are called by a name, and how many days ago they were."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def when(text: str, now: int, zone: tzinfo | None) -> When:
    """What `text` means at `now` (Unix ms), clock times counted in `zone` (None: the system's).

    A clock time without a day is the latest one that is not in the future.
    """
    # Who writes Chinese may write digits and colons as wide as its characters.
    words = unicodedata.normalize("NFKC", text).strip().lower()
    if words in _DAYS:
        words += " 0:00"
    if words in ("now", "現在"):
        return At(now)
    if found := _ago(words):
        seconds = _UNITS.get(found["unit"] or found["wide"])
        if seconds is not None:
            return _not_later(now - int(found["number"]) * seconds * 1000, now)
    today = (_EPOCH + timedelta(milliseconds=now)).astimezone(zone)
    try:
        if found := _clock(words):
            named = found["day"] or found["named"]
            at = _at(today - timedelta(days=_DAYS.get(named, 0)), found, zone)
            if named is None and at > now:
                at = _at(today - timedelta(days=1), found, zone)
            return _not_later(at, now)
        if found := _date(words):
            day = today.replace(year=int(found["year"]), month=1, day=1)
            day = day.replace(month=int(found["month"]), day=int(found["date"]))
            return _not_later(_at(day, found, zone), now)
    except (ValueError, OverflowError):
        return Unclear(say("there is no such time; write {examples}", examples=say(EXAMPLES)))
    if _event_id(words):
        return ById(words)
    return Unclear(say("write {examples}", examples=say(EXAMPLES)))


def _at(day: datetime, clock: re.Match[str], zone: tzinfo | None) -> int:
    """That clock time of that day, Unix ms; midnight where only a day was named. Raises ValueError."""
    naive = datetime(  # noqa: DTZ001 - the zone follows, so that its offset is that of the moment
        day.year, day.month, day.day,
        int(clock["hour"] or 0), int(clock["minute"] or 0), int(clock["second"] or 0),
        int((clock["fraction"] or "0").ljust(3, "0")) * 1000,
    )  # fmt: skip
    # Python takes a time without a zone for the system's.
    since = (naive if zone is None else naive.replace(tzinfo=zone)).astimezone(UTC) - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1000 + since.microseconds // 1000


def _not_later(at: int, now: int) -> When:
    return At(at) if at <= now else Unclear(say("that is in the future"))
