"""The connection's states, and the rules by which they follow from one another.

Every function takes the present state and what happened and returns the next one. Times are seconds of a clock
that never steps and counts suspend, passed in as `now`; `wall` is the same moment in Unix milliseconds.
"""

import enum
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tui.core.failure import RATE_LIMITED, Failure, Stop, judge
from tui.tongue import say

PONG_VALID: Final = 15.0
PEER_PING_VALID: Final = 25.0
HEALTHY_AFTER: Final = 30.0
PARTIAL_WAIT: Final = 5.0
"""How long a partial snapshot may take to become complete (rule 2 of the book)."""
PLANNED_EVERY: Final = 43_200.0
"""A connection is relieved by a planned one after half a day, give or take a tenth (rule 8 of the book)."""
PLANNED_RETRY: Final = 900.0
"""When a planned connection did not come about."""
REDIAL_EVERY: Final = 2.0
"""A key that is held down is one wish, not a flood of signed attempts."""
HEAL_EVERY: Final = 60.0
"""Redials to heal a hole are at least this far apart (rule 4 of the book)."""


class State(enum.Enum):
    """What stands on the screen, in every language."""

    CONNECTING = "CONNECTING"
    SYNCING = "SYNCING"
    LIVE = "LIVE"
    LOST = "LOST"
    REFUSED = "REFUSED"
    REPLAY = "REPLAY"
    """No connection at all: a recording is played back."""


_LIVE: Final = State.LIVE


class Link(Struct, frozen=True, gc=False):
    """The connection as it is known at one moment."""

    state: State = State.CONNECTING
    since: float = 0.0
    """When this state began."""
    generation: int = 0
    """Counts connections that were opened."""
    attempt: int = 0
    """Failures since the last healthy connection."""
    reason: str = ""
    """Why it is LOST or REFUSED, in words."""
    advice: str = ""
    """What to do about REFUSED."""
    status: int | None = None
    """The HTTP status of a refusal."""
    retry_at: float | None = None
    """When it will be tried again; None: when the user says so."""
    complete_at: float | None = None
    """When a valid snapshot on this connection was complete."""
    pong_at: float | None = None
    """When a ping of ours was last answered on this connection."""
    peer_ping_at: float | None = None
    """When the exchange last pinged on this connection."""
    round_trip: float | None = None
    """Seconds from our last answered ping to its pong."""
    heard_at: float | None = None
    """When the last message arrived."""
    vouched: int | None = None
    """When the balances were last known to be right, Unix ms; None before the first LIVE."""
    policy_closes: int = 0
    conflicts: int = 0
    """Nonces refused under a right clock, since the last healthy connection: somebody else signs with the same key."""
    offset: int = 0
    """Milliseconds to add to this machine's clock when signing; 0 unless a refusal taught otherwise."""
    resigned: bool = False
    """Whether the present attempts are signed with a learnt offset."""
    redialled_at: float | None = None
    """When the user last wished to connect now."""
    healed_at: float | None = None
    """When a hole in the book last caused a redial."""
    pace: str = ""
    """How fast a recording is played back: `×10`."""
    moment: int | None = None
    """Where a replay has come to, Unix ms by the recording's clock; None where this is no replay."""

    @property
    def is_live(self) -> bool:
        """Whether the balances can be vouched for."""
        return self.state is State.LIVE

    @property
    def was_live(self) -> bool:
        """Whether this session has been LIVE at any time."""
        return self.vouched is not None

    @property
    def is_open(self) -> bool:
        """Whether there is a connection."""
        return self.state in (State.SYNCING, State.LIVE)

    @property
    def rests_on_peer_pings(self) -> bool:
        """Whether no pong ever came on this connection, so that the exchange's own pings count instead."""
        return self.pong_at is None and self.peer_ping_at is not None

    @property
    def live_until(self) -> float | None:
        """When the last sign of life stops counting; None without any."""
        if self.pong_at is not None:
            return self.pong_at + PONG_VALID
        if self.peer_ping_at is not None:
            return self.peer_ping_at + PEER_PING_VALID
        return None


def connecting(link: Link, now: float) -> Link:
    """A new attempt begins."""
    return replace(link, state=State.CONNECTING, since=now, retry_at=None, reason="", advice="", status=None)


def opened(link: Link, now: float) -> Link:
    """The exchange took the connection; nothing is confirmed yet."""
    return replace(
        link,
        state=State.SYNCING,
        since=now,
        generation=link.generation + 1,
        complete_at=None,
        pong_at=None,
        peer_ping_at=None,
        round_trip=None,
    )


def completed(link: Link, now: float) -> Link:
    """The book is complete on this connection."""
    return link if link.complete_at is not None else replace(link, complete_at=now)


def signed(
    link: Link, *, pong_at: float | None, peer_ping_at: float | None, round_trip: float | None
) -> Link:
    """A sign of life: the latest of each kind on this connection."""
    return replace(link, pong_at=pong_at, peer_ping_at=peer_ping_at, round_trip=round_trip)


def heard(link: Link, now: float) -> Link:
    """A message arrived."""
    return replace(link, heard_at=now)


def taken(link: Link, now: float, wall: int, *, is_whole: bool = True) -> Link:
    """`heard` and `judged` in one step, since this is asked of every message."""
    until = link.live_until
    if (
        link.state is _LIVE
        and is_whole
        and until is not None
        and now < until
        and link.complete_at is not None
        and not (link.resigned or link.attempt or link.policy_closes or link.conflicts)
        and now >= (link.pong_at or 0.0)
        and now >= (link.peer_ping_at or 0.0)
    ):
        return replace(link, heard_at=now, vouched=wall)
    return judged(heard(link, now), now, wall, is_whole=is_whole)


def judged(link: Link, now: float, wall: int, *, is_whole: bool = True) -> Link:
    """LIVE or SYNCING, as of `now`; other states are left alone.

    LIVE means a valid snapshot on this connection, and a ping of ours answered less than 15 s ago. If no pong
    ever came on it, pings from the exchange less than 25 s old count instead. `is_whole` is False while the book
    has a hole: nothing is vouched for then.
    """
    if not link.is_open:
        return link
    until = link.live_until
    is_alive = until is not None and now < until
    state = State.LIVE if is_alive and link.complete_at is not None else State.SYNCING
    if state is State.LIVE:
        link = replace(
            link,
            vouched=_signed_at(link, now, wall) if is_whole else link.vouched,
            resigned=False,
            conflicts=0 if _is_healthy(link, now) else link.conflicts,
            attempt=_attempt(link, now),
            policy_closes=_policy(link, now),
        )
    if state is link.state:
        return link
    return replace(link, state=state, since=now)


def failed(link: Link, failure: Failure, *, now: float, wall: int, jitter: float) -> Link:
    """LOST with a time to retry, or REFUSED, by the rules of `failure.judge`."""
    attempt = _attempt(link, now) if link.is_open else link.attempt
    policy = _policy(link, now) if link.is_open else link.policy_closes
    conflicts = 0 if link.is_open and _is_healthy(link, now) else link.conflicts
    verdict = judge(
        failure,
        attempt=attempt,
        policy_closes=policy,
        was_live=link.was_live,
        resigned=link.resigned,
        now_ms=wall,
        jitter=jitter,
        conflicts=conflicts,
    )
    ended = replace(
        link, since=now, reason=failure.reason, status=failure.status, attempt=attempt + 1, complete_at=None
    )
    if isinstance(verdict, Stop):
        retry_at = None if verdict.retry_seconds is None else now + verdict.retry_seconds
        return replace(
            ended,
            state=State.REFUSED,
            advice=verdict.advice,
            retry_at=retry_at,
            policy_closes=0,
            conflicts=0,
            resigned=False,
            offset=0 if link.resigned else link.offset,
        )
    is_resigned = verdict.resign_offset is not None
    return replace(
        ended,
        state=State.LOST,
        advice="",
        retry_at=now + verdict.seconds,
        policy_closes=policy + 1 if verdict.is_policy else 0,
        conflicts=conflicts + verdict.is_conflict,
        resigned=is_resigned or link.resigned,
        offset=link.offset if verdict.resign_offset is None else verdict.resign_offset,
    )


def planned_wait(jitter: float) -> float:
    """Seconds from a connection's opening to the planned one that relieves it; `jitter` in [0, 1)."""
    return PLANNED_EVERY * (0.9 + jitter / 5)


def _signed_at(link: Link, now: float, wall: int) -> int:
    """When something last came in on a live connection, Unix ms: later than that, nothing proves the balances."""
    signs = [at for at in (link.pong_at, link.peer_ping_at, link.heard_at) if at is not None]
    return wall - int((now - max(signs, default=now)) * 1000)


def redial_refused(link: Link, now: float) -> str:
    """Why the user's wish to connect now cannot be granted, in words; empty where it can."""
    if link.state is State.CONNECTING:
        return say("connecting already")
    if link.redialled_at is not None and now - link.redialled_at < REDIAL_EVERY:
        return say("connected just now")
    if link.status == RATE_LIMITED and link.retry_at is not None and now < link.retry_at:
        return say("the exchange asked to wait")
    return ""


def redialled(link: Link, now: float) -> Link:
    """The user wished to connect now."""
    return replace(link, redialled_at=now)


def heal_at(link: Link, now: float) -> float:
    """When a hole in the book may cause a redial: at once, or a minute after the last one (rule 4)."""
    return now if link.healed_at is None else max(now, link.healed_at + HEAL_EVERY)


def _attempt(link: Link, now: float) -> int:
    """Backoff starts over only after a snapshot and 30 s of health."""
    return 0 if _is_healthy(link, now) else link.attempt


def _policy(link: Link, now: float) -> int:
    return 0 if _is_healthy(link, now) else link.policy_closes


def _is_healthy(link: Link, now: float) -> bool:
    return link.complete_at is not None and now - link.complete_at >= HEALTHY_AFTER
