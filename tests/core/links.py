"""Links in the states that the tests begin with, and the ends that a connection can come to."""

from typing import Any

from tests.core.builders import NOW, SECOND
from tui.core.failure import Ending, Failure
from tui.core.link import Link, completed, connecting, failed, judged, opened, signed

RESET = Failure(Ending.LOST, "the connection was reset")
REFUSED = Failure(Ending.REFUSED, "bad signature", status=401)
CONFLICT = Failure(Ending.REFUSED, "nonce seen before", status=409)
POLICY = Failure(Ending.LOST, "closed with 4001", code=4001)


def open_link(before: Link | None = None, *, at: float = 0.0) -> Link:
    """A connection that was just taken."""
    return opened(connecting(before or Link(), at), at)


def pong(link: Link, at: float) -> Link:
    return signed(link, pong_at=at, peer_ping_at=link.peer_ping_at, round_trip=0.03)


def peer_ping(link: Link, at: float) -> Link:
    return signed(link, pong_at=link.pong_at, peer_ping_at=at, round_trip=link.round_trip)


def live_link(before: Link | None = None, *, at: float = 0.0) -> Link:
    """A connection with its snapshot and a pong."""
    return judge(pong(completed(open_link(before, at=at), at), at), at)


def judge(link: Link, at: float) -> Link:
    return judged(link, at, NOW + int(at * SECOND))


def fail(link: Link, failure: Failure = RESET, *, at: float = 0.0, **facts: Any) -> Link:
    return failed(link, failure, now=at, wall=NOW, jitter=facts.get("jitter", 0.0))
