"""Judging the first message of a stream."""

from datetime import UTC, datetime
from typing import assert_never

from tui.core import text
from tui.core.events import Decoded, Event, Ignored, Rejected
from tui.core.wire import decode
from tui.feed.probe_facts import Heard, Watched
from tui.reports.doctor.check import Check, failed, note, ok, skipped
from tui.reports.exits import NO_CONNECTION, UNEXPECTED
from tui.tongue import marked, say, say_number

_NAME = marked("first message")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SAME_HOURS = 0.02
"""A minute and a bit: less than any time zone."""


def message_check(watched: Watched | None, why_not: str) -> Check:
    """Judge it as the dashboard would take it."""
    if watched is None:
        return skipped(_NAME, why_not)
    if not watched.messages:
        within = f"{watched.seconds:.0f}"
        seen = (
            say("none within {number} s", number=within)
            if watched.ended is None
            else say("none within {number} s: {reason}", number=within, reason=watched.ended.reason)
        )
        then = say(
            "try again; the exchange should send all balances at once. If it stays so, use --report FILE"
        )
        return failed(_NAME, seen, then, NO_CONNECTION)
    first = watched.messages[0]
    came = say_number(
        "{number} byte after {time}",
        "{number} bytes after {time}",
        len(first.data),
        time=text.milliseconds(first.seconds),
    )
    decoded = decoded_of(first)
    match decoded:
        case Event():
            what = say_number(
                "balances of {number} currency", "balances of {number} currencies", len(decoded.balances)
            )
            written = _datetime_words(decoded)
            return ok(_NAME, f"{what}, {came}; {written}", for_report=f"{what}; {written}")
        case Rejected(reason):
            return failed(
                _NAME,
                say("not usable: {reason}; {came}", reason=reason, came=came),
                say("bitotui cannot show this account; attach --report FILE to a bug report"),
                UNEXPECTED,
                for_report=say("not usable"),
            )
        case Ignored(what):
            seen = say("no balances: {what}; {came}", what=what, came=came)
            return note(_NAME, seen, say("attach --report FILE to a bug report"))
        case _:
            assert_never(decoded)


def decoded_of(heard: Heard) -> Decoded:
    """What a message is; nothing but text can be a balance message."""
    if heard.is_text:
        return decode(heard.data)
    return Ignored(say("binary frame of {number} bytes", number=len(heard.data)), heard.data)


def datetime_hours(event: Event) -> float | None:
    """Hours by which `datetime`, as written, is ahead of `timestamp` (PROTOCOL.md, Messages); None without."""
    try:
        written = datetime.fromisoformat(event.datetime)
    except ValueError:
        return None
    if written.tzinfo is None:
        written = written.replace(tzinfo=UTC)
    return round((written - _EPOCH).total_seconds() / 3600 - event.timestamp / 3_600_000, 2)


def _datetime_words(event: Event) -> str:
    hours = datetime_hours(event)
    if hours is None:
        return say("no datetime that can be read")
    if abs(hours) < _SAME_HOURS:
        return say("datetime agrees with timestamp")
    number = f"{abs(hours):g}"
    if hours > 0:
        return say("datetime is {number} h ahead of timestamp, which counts", number=number)
    return say("datetime is {number} h behind timestamp, which counts", number=number)
