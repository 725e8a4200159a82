"""Judging what the exchange answered: clock, upgrade, and the pings on an open stream."""

from itertools import pairwise
from statistics import median
from typing import Final

from tui.core import text
from tui.core.failure import SKEW_THAT_MATTERS, Ending, Failure, Retry, clock_offset, judge
from tui.feed.probe_facts import Attempt, Facts, Watched
from tui.reports.doctor.check import Check, failed, note, ok, skipped
from tui.reports.exits import NO_CONNECTION, REFUSED, UNEXPECTED

_SET_CLOCK: Final = "set this machine's clock, by NTP if possible: sudo timedatectl set-ntp true"
_MINUTES_FROM: Final = 120
_WORTH_SAYING: Final = 2


def clock_check(facts: Facts | None, why_not: str) -> Check:
    """Judge this machine's clock by the `Date` of the exchange's latest answer."""
    attempts = facts.attempts if facts is not None else ()
    if not attempts:
        return skipped("clock", why_not)
    dated = [attempt for attempt in attempts if clock_offset(attempt.date, attempt.answered) is not None]
    if not dated:
        return note("clock", "the exchange sent no Date to compare it with", "compare it by hand: date -u")
    offset = clock_offset(dated[-1].date, dated[-1].answered) or 0
    seconds = round(abs(offset) / 1000)
    by = f"{seconds} s" if seconds < _MINUTES_FROM else text.duration(seconds)
    seen = f"clock {by} {'behind' if offset > 0 else 'ahead'}"
    if abs(offset) >= SKEW_THAT_MATTERS:
        was_refused = any(_was_refused(attempt) for attempt in attempts)
        return failed("clock", seen, _SET_CLOCK, REFUSED if was_refused else UNEXPECTED)
    if seconds < _WORTH_SAYING:
        return ok("clock", "within a second or two of the exchange's")
    return ok("clock", f"{seen}, too little to matter")


def upgrade_check(facts: Facts | None, why_not: str) -> Check:
    """Judge the signed upgrade itself, with the advice that the dashboard would give."""
    attempts = facts.attempts if facts is not None else ()
    if not attempts:
        return skipped("upgrade", why_not)
    last, earlier = attempts[-1], attempts[:-1]
    before = "".join(f"first {_told(each.failure)}; " for each in earlier if each.failure is not None)
    again = "signed again for the exchange's clock: " if earlier else ""
    if last.failure is None:
        return ok("upgrade", f"{before}{again}accepted after {text.milliseconds(last.seconds)}")
    code = REFUSED if last.failure.ending in (Ending.REFUSED, Ending.BAD_PEER) else NO_CONNECTION
    return failed(
        "upgrade", f"{before}{again}{_told(last.failure)}", _advice(last, resigned=bool(earlier)), code
    )


def _told(failure: Failure) -> str:
    if failure.ending is Ending.REFUSED:
        return f"refused, {failure.status}: {failure.reason}".rstrip(": ")
    return failure.reason


def _advice(attempt: Attempt, *, resigned: bool) -> str:
    assert attempt.failure is not None  # noqa: S101 - its one caller has seen it
    verdict = judge(
        attempt.failure,
        attempt=0,
        policy_closes=0,
        was_live=False,
        resigned=resigned,
        now_ms=attempt.answered,
        jitter=0.0,
    )
    if not isinstance(verdict, Retry):
        return verdict.advice
    if attempt.failure.ending is Ending.REFUSED:
        return f"wait {text.countdown(verdict.seconds)} and try again; bitotui does so by itself"
    return "try again; if it stays so, ask whoever runs the network on the way"


def _was_refused(attempt: Attempt) -> bool:
    return attempt.failure is not None and attempt.failure.ending is Ending.REFUSED


def ping_checks(watched: Watched | None, why_not: str) -> list[Check]:
    """Judge pings both ways, and whether the stream stayed open."""
    if watched is None:
        return [skipped(name, why_not) for name in ("ping", "exchange's pings")]
    return [_ours(watched), _theirs(watched)]


def _ours(watched: Watched) -> Check:
    if watched.ended is not None:
        seen = f"the stream ended after {text.milliseconds(watched.seconds)}: {watched.ended.reason}"
        then = "try again; bitotui would, by itself. If it stays so, attach --report FILE to a bug report"
        return failed("ping", seen, then, NO_CONNECTION)
    trips = watched.round_trips
    if trips:
        spread = f"{text.milliseconds(min(trips))} to {text.milliseconds(max(trips))}"
        return ok("ping", f"round trip {text.milliseconds(median(trips))} ({spread}, {len(trips)} answered)")
    if watched.pings:
        return note("ping", "none of ours was answered; the exchange's own pings will show that it lives")
    return failed(
        "ping",
        f"none answered within {watched.seconds:.0f} s, and none came from the exchange",
        "try again; bitotui would not call this stream LIVE. If it stays so, attach --report FILE to a bug report",
        NO_CONNECTION,
    )


def _theirs(watched: Watched) -> Check:
    name, pings = "exchange's pings", watched.pings
    if not pings:
        return ok(name, f"none in {watched.seconds:.0f} s, as is likely: they are due every 20 s")
    gaps = [later - earlier for earlier, later in pairwise(pings)]
    often = f", {median(gaps):.1f} s apart" if gaps else ""
    return ok(name, f"{len(pings)} in {watched.seconds:.0f} s{often}")
