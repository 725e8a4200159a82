"""Judging the first message of a stream."""

from datetime import UTC, datetime
from typing import assert_never

from tui.core import text
from tui.core.events import Decoded, Event, Ignored, Rejected
from tui.core.wire import decode
from tui.core.words import count
from tui.feed.probe_facts import Heard, Watched
from tui.reports.doctor.check import Check, failed, note, ok, skipped
from tui.reports.exits import NO_CONNECTION, UNEXPECTED

_NAME = "first message"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SAME_HOURS = 0.02
"""A minute and a bit: less than any time zone."""


def message_check(watched: Watched | None, why_not: str) -> Check:
    """Judge it as the dashboard would take it."""
    if watched is None:
        return skipped(_NAME, why_not)
    if not watched.messages:
        how = "" if watched.ended is None else f": {watched.ended.reason}"
        then = "try again; the exchange should send all balances at once. If it stays so, use --report FILE"
        return failed(_NAME, f"none within {watched.seconds:.0f} s{how}", then, NO_CONNECTION)
    first = watched.messages[0]
    came = f"{count(len(first.data), 'byte')} after {text.milliseconds(first.seconds)}"
    decoded = decoded_of(first)
    match decoded:
        case Event():
            currencies = count(len(decoded.balances), "currency", "currencies")
            what, written = f"balances of {currencies}", _datetime_words(decoded)
            return ok(_NAME, f"{what}, {came}{written}", for_report=f"{what}{written}")
        case Rejected(reason):
            return failed(
                _NAME,
                f"not usable: {reason}; {came}",
                "bitotui cannot show this account; attach --report FILE to a bug report",
                UNEXPECTED,
                for_report="not usable",
            )
        case Ignored(what):
            return note(_NAME, f"no balances: {what}; {came}", "attach --report FILE to a bug report")
        case _:
            assert_never(decoded)


def decoded_of(heard: Heard) -> Decoded:
    """What a message is; nothing but text can be a balance message."""
    if heard.is_text:
        return decode(heard.data)
    return Ignored(f"binary frame of {len(heard.data)} bytes", heard.data)


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
        return "; no datetime that can be read"
    if abs(hours) < _SAME_HOURS:
        return "; datetime agrees with timestamp"
    return f"; datetime is {abs(hours):g} h {'ahead of' if hours > 0 else 'behind'} timestamp, which counts"
