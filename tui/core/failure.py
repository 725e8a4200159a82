"""How an attempt or a connection ended, and what follows: retry when, or stop and say what to do.

The rules are ACCEPTANCE.md, Connecting; the statuses are PROTOCOL.md, Connect and authenticate.
"""

import enum
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final, assert_never

from msgspec import Struct

from tui.tongue import marked, say

RATE_LIMITED: Final = 429
CONFLICT: Final = 409

BACKOFF_CAP: Final = 40.0
POLICY_WAIT: Final = 30.0
POLICY_CLOSES_ALLOWED: Final = 3
RATE_WAIT: Final = (30.0, 900.0)
REFUSED_AFTER_LIVE_WAIT: Final = 900.0
"""Seconds, all of them."""

CONFLICTS_ALLOWED: Final = 4
"""Refusals with 409 in a row under a right clock: so often can others who sign with the same key overtake us."""
CONFLICT_WAIT: Final = 0.125
"""Seconds before the second retry of them, doubled each time; the first is at once."""

SKEW_THAT_MATTERS: Final = 5_000
"""Milliseconds between the exchange's clock and ours that can explain a refusal."""

SKEW_MEASURED: Final = 1_000
"""Milliseconds below which a `Date` in whole seconds says nothing."""

SKEW_BELIEVED: Final = 86_400_000
"""Milliseconds beyond which it is the answer that is wrong: nonces only rise, so one lie would last for ever."""


class Ending(enum.Enum):
    """What ended; the value is a key in files."""

    REFUSED = "the exchange answered, and not with 101"
    UNTRUSTED = "its certificate does not prove who it is"
    BAD_PEER = "it does not speak websocket as it should"
    UNREACHABLE = "no connection came about"
    LOST = "an open connection ended"


class Failure(Struct, frozen=True):
    """One ended attempt or connection."""

    ending: Ending
    reason: str
    """In words, harmless."""
    status: int | None = None
    """The HTTP status, of a refusal."""
    code: int | None = None
    """The close code, of a connection that the exchange closed."""
    date: str | None = None
    """The `Date` header, as sent."""
    retry_after: str | None = None
    """The `Retry-After` header, as sent."""


class Retry(Struct, frozen=True):
    """Try again."""

    seconds: float
    resign_offset: int | None = None
    """Milliseconds to add to this machine's clock when signing, where that is what to try."""
    is_conflict: bool = False
    """Whether a nonce was refused though the clock is right: a fresh one, above every other, is what to try."""
    is_policy: bool = False
    """Whether the exchange closed for a reason of its own: three of those in a row are a refusal."""


class Stop(Struct, frozen=True):
    """Wait for the user, who is told what to do."""

    advice: str
    retry_seconds: float | None = None
    """After a session that was LIVE: tried again by itself, since a refusal may pass overnight."""


Verdict = Retry | Stop


def backoff(attempt: int, jitter: float) -> float:
    """Seconds before retry `attempt` (0 is the first): uniform(1/2, 1) times min(40, 2^n); jitter in [0, 1)."""
    return min(BACKOFF_CAP, 2.0 ** min(attempt, 16)) * (0.5 + jitter / 2)


def judge(
    failure: Failure,
    *,
    attempt: int,
    policy_closes: int,
    was_live: bool,
    resigned: bool,
    now_ms: int,
    jitter: float,
    conflicts: int = 0,
) -> Verdict:
    """What follows from a failure.

    `attempt` counts failures since the last healthy connection, `policy_closes` those of them by close codes 1008
    and 4xxx in a row; `resigned` says that this attempt was already signed for the exchange's clock; `now_ms` is
    this machine's clock when the answer came; `conflicts` counts nonces refused under a right clock since
    the last healthy connection.
    """
    retry = Retry(backoff(attempt, jitter))
    match failure.ending:
        case Ending.UNREACHABLE:
            return retry
        case Ending.UNTRUSTED:
            return _stop(say("check the stream URL and this machine's certificates"), was_live=was_live)
        case Ending.BAD_PEER:
            return _stop(say("check the stream URL: no exchange answers there"), was_live=was_live)
        case Ending.LOST:
            if failure.code is None or not (failure.code == 1008 or 4000 <= failure.code <= 4999):  # noqa: PLR2004
                return retry  # RFC 6455, section 7.4: 1008 is a policy violation, 4xxx the application's own
            if policy_closes + 1 >= POLICY_CLOSES_ALLOWED:
                closed = say(
                    "closed {number} times in a row with code {code}",
                    number=policy_closes + 1,
                    code=failure.code,
                )
                return _stop(closed, was_live=was_live)
            return Retry(max(POLICY_WAIT, retry.seconds), is_policy=True)
        case Ending.REFUSED:
            if failure.status == CONFLICT and not clock_is_off(failure.date, now_ms):
                return _judge_conflict(failure, conflicts, was_live=was_live, now_ms=now_ms, jitter=jitter)
            return _judge_refusal(failure, retry, was_live=was_live, resigned=resigned, now_ms=now_ms)
        case _:
            assert_never(failure.ending)


def _judge_refusal(failure: Failure, retry: Retry, *, was_live: bool, resigned: bool, now_ms: int) -> Verdict:
    status = failure.status or 0
    if status == RATE_LIMITED:
        return Retry(max(retry.seconds, rate_wait(failure.retry_after, now_ms)))
    if status == 408 or status >= 500:  # noqa: PLR2004 - HTTP statuses are names here
        return retry
    if not resigned and status in (401, CONFLICT) and clock_is_off(failure.date, now_ms):
        return Retry(0.0, resign_offset=_believed(failure.date, now_ms))
    return _stop(say(_ADVICE.get(status, _CONFIGURATION)), was_live=was_live)


def _judge_conflict(
    failure: Failure, conflicts: int, *, was_live: bool, now_ms: int, jitter: float
) -> Verdict:
    """A fresh nonce, soon; the second time by the exchange's clock, which may allow less than what we call right."""
    if conflicts >= CONFLICTS_ALLOWED:
        return _stop(say(_ADVICE[CONFLICT]), was_live=was_live)
    wait = CONFLICT_WAIT * 2 ** (conflicts - 1) * (0.5 + jitter / 2) if conflicts else 0.0
    offset = _believed(failure.date, now_ms)
    is_measured = offset is not None and abs(offset) >= SKEW_MEASURED
    return Retry(wait, resign_offset=offset if conflicts == 1 and is_measured else None, is_conflict=True)


_KEY = marked("check the API key, its secret and the identity; a read-only key is enough")
_CONFIGURATION = marked("check the stream URL")
_ADVICE: Final[dict[int, str]] = {
    401: _KEY,
    403: marked("check that the key is active and allows this address; a read-only key is enough"),
    CONFLICT: marked("check this machine's clock, and that no other program uses the same key"),
}


def _stop(advice: str, *, was_live: bool) -> Stop:
    return Stop(advice, REFUSED_AFTER_LIVE_WAIT if was_live else None)


_has_delay = re.compile(r"[0-9]+\Z").match


def rate_wait(retry_after: str | None, now_ms: int) -> float:
    """Seconds to wait after a 429: as told (RFC 9110, section 10.2.3), within 30 s to 15 min."""
    least, most = RATE_WAIT
    told = told_to_wait(retry_after, now_ms)
    return min(most, max(least, least if told is None else told))


def told_to_wait(retry_after: str | None, now_ms: int) -> float | None:
    """Seconds that a `Retry-After` asks for, as a number or as a date; None where it says neither."""
    text = (retry_after or "").strip()
    if _has_delay(text):
        return float(text)
    until = http_date(text)
    return None if until is None else (until - now_ms) / 1000


def clock_is_off(date: str | None, now_ms: int) -> bool:
    """Whether a `Date` header shows an offset that can explain a refusal, and can be believed."""
    offset = _believed(date, now_ms)
    return offset is not None and abs(offset) >= SKEW_THAT_MATTERS


def _believed(date: str | None, now_ms: int) -> int | None:
    offset = clock_offset(date, now_ms)
    return None if offset is None or abs(offset) > SKEW_BELIEVED else offset


def clock_offset(date: str | None, now_ms: int) -> int | None:
    """Milliseconds by which the exchange's clock is ahead of ours, by its `Date` header; None without one.

    The header has whole seconds: the middle of its second is taken.
    """
    at = http_date(date or "")
    return None if at is None else at + 500 - now_ms


def http_date(text: str) -> int | None:
    """An HTTP date (RFC 9110, section 5.6.7) as Unix ms, or None if it is none."""
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - the screen stands before it is needed

    try:
        parsed = parsedate_to_datetime(text)
        since_epoch = parsed.replace(tzinfo=parsed.tzinfo or UTC) - _EPOCH
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return (since_epoch.days * 86_400 + since_epoch.seconds) * 1_000


_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

Jitter = Callable[[], float]
"""Draws from [0, 1)."""
