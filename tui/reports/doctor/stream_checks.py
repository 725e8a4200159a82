"""Judging what the exchange answered: clock, upgrade, and the pings on an open stream."""

from itertools import pairwise
from statistics import median
from typing import Final

from tui.core import text
from tui.core.failure import SKEW_THAT_MATTERS, Ending, Failure, Retry, clock_offset, judge
from tui.feed.probe_facts import Attempt, Facts, Watched
from tui.reports.doctor.check import Check, failed, note, ok, skipped
from tui.reports.exits import NO_CONNECTION, REFUSED, UNEXPECTED
from tui.tongue import marked, say

_CLOCK: Final = marked("clock")
_UPGRADE: Final = marked("upgrade")
_PING: Final = marked("ping")
_THEIR_PINGS: Final = marked("exchange's pings")
_SET_CLOCK: Final = marked("set this machine's clock, by NTP if possible: sudo timedatectl set-ntp true")
_MINUTES_FROM: Final = 120
_WORTH_SAYING: Final = 2


def clock_check(facts: Facts | None, why_not: str) -> Check:
    """Judge this machine's clock by the `Date` of the exchange's latest answer."""
    attempts = facts.attempts if facts is not None else ()
    if not attempts:
        return skipped(_CLOCK, why_not)
    dated = [attempt for attempt in attempts if clock_offset(attempt.date, attempt.answered) is not None]
    if not dated:
        seen = say("the exchange sent no Date to compare it with")
        return note(_CLOCK, seen, say("compare it by hand: date -u"))
    offset = clock_offset(dated[-1].date, dated[-1].answered) or 0
    seconds = round(abs(offset) / 1000)
    by = say("{number} s", number=seconds) if seconds < _MINUTES_FROM else text.duration(seconds)
    seen = (
        say("clock {duration} behind", duration=by)
        if offset > 0
        else say("clock {duration} ahead", duration=by)
    )
    if abs(offset) >= SKEW_THAT_MATTERS:
        was_refused = any(_was_refused(attempt) for attempt in attempts)
        return failed(_CLOCK, seen, say(_SET_CLOCK), REFUSED if was_refused else UNEXPECTED)
    if seconds < _WORTH_SAYING:
        return ok(_CLOCK, say("within a second or two of the exchange's"))
    return ok(_CLOCK, say("{clock}, too little to matter", clock=seen))


def upgrade_check(facts: Facts | None, why_not: str) -> Check:
    """Judge the signed upgrade itself, with the advice that the dashboard would give."""
    attempts = facts.attempts if facts is not None else ()
    if not attempts:
        return skipped(_UPGRADE, why_not)
    last, earlier = attempts[-1], attempts[:-1]
    steps = [
        say("first {failure}", failure=_told(each.failure)) for each in earlier if each.failure is not None
    ]
    came = (
        say("accepted after {time}", time=text.milliseconds(last.seconds))
        if last.failure is None
        else _told(last.failure)
    )
    steps.append(say("signed again for the exchange's clock: {outcome}", outcome=came) if earlier else came)
    seen = "; ".join(steps)
    if last.failure is None:
        return ok(_UPGRADE, seen)
    code = REFUSED if last.failure.ending in (Ending.REFUSED, Ending.BAD_PEER) else NO_CONNECTION
    return failed(_UPGRADE, seen, _advice(last, resigned=bool(earlier)), code)


def _told(failure: Failure) -> str:
    if failure.ending is not Ending.REFUSED:
        return failure.reason
    if not failure.reason:
        return say("refused, {status}", status=failure.status)
    return say("refused, {status}: {reason}", status=failure.status, reason=failure.reason)


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
        wait = text.countdown(verdict.seconds)
        return say("wait {time} and try again; bitotui does so by itself", time=wait)
    return say("try again; if it stays so, ask whoever runs the network on the way")


def _was_refused(attempt: Attempt) -> bool:
    return attempt.failure is not None and attempt.failure.ending is Ending.REFUSED


def ping_checks(watched: Watched | None, why_not: str) -> list[Check]:
    """Judge pings both ways, and whether the stream stayed open."""
    if watched is None:
        return [skipped(name, why_not) for name in (_PING, _THEIR_PINGS)]
    return [_ours(watched), _theirs(watched)]


def _ours(watched: Watched) -> Check:
    if watched.ended is not None:
        seen = say(
            "the stream ended after {time}: {reason}",
            time=text.milliseconds(watched.seconds),
            reason=watched.ended.reason,
        )
        then = say(
            "try again; bitotui would, by itself. If it stays so, attach --report FILE to a bug report"
        )
        return failed(_PING, seen, then, NO_CONNECTION)
    trips = watched.round_trips
    if trips:
        seen = say(
            "round trip {time} ({shortest} to {longest}, {number} answered)",
            time=text.milliseconds(median(trips)),
            shortest=text.milliseconds(min(trips)),
            longest=text.milliseconds(max(trips)),
            number=len(trips),
        )
        return ok(_PING, seen)
    if watched.pings:
        seen = say("none of ours was answered; the exchange's own pings will show that it lives")
        return note(_PING, seen)
    return failed(
        _PING,
        say(
            "none answered within {number} s, and none came from the exchange",
            number=f"{watched.seconds:.0f}",
        ),
        say(
            "try again; bitotui would not call this stream LIVE."
            " If it stays so, attach --report FILE to a bug report"
        ),
        NO_CONNECTION,
    )


def _theirs(watched: Watched) -> Check:
    pings, within = watched.pings, f"{watched.seconds:.0f}"
    if not pings:
        seen = say("none in {seconds} s, as is likely: they are due every 20 s", seconds=within)
        return ok(_THEIR_PINGS, seen)
    facts = {"number": len(pings), "seconds": within}
    gaps = [later - earlier for earlier, later in pairwise(pings)]
    if not gaps:
        return ok(_THEIR_PINGS, say("{number} in {seconds} s", **facts))
    apart = f"{median(gaps):.1f}"
    return ok(_THEIR_PINGS, say("{number} in {seconds} s, {apart} s apart", **facts, apart=apart))
