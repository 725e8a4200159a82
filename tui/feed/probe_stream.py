"""The signed upgrade as the dashboard makes it, and what the open stream does for a few seconds."""

import asyncio
from typing import Final

from tui.core import auth
from tui.core.failure import Failure, Retry, judge
from tui.feed.clock import Clock
from tui.feed.endings import ending_of
from tui.feed.limits import Limits
from tui.feed.nonces import Nonces
from tui.feed.probe_facts import Attempt, Heard, Patience, Watched
from tui.feed.session import Refused, Session, SessionError, dial
from tui.settings import Settings

KEPT: Final = 5
"""Messages of which the content is looked at."""

_PING_EVERY: Final = 1.0
"""Seconds; more often than the dashboard, since a probe does not stay."""


class Signer:
    """Signs each request with a nonce above the last one, counted anew where an offset lowers the clock."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._nonces = Nonces(settings.nonces)
        self._offset = 0

    def headers(self, offset: int = 0) -> dict[str, str]:
        """Return fresh headers for this machine's clock plus `offset` ms."""
        if offset < self._offset:
            self._nonces.fall(0)
        self._offset = offset
        nonce, settings = self._nonces.next(self._clock.wall() + offset), self._settings
        return auth.headers(settings.api_key.reveal(), settings.api_secret.reveal(), settings.identity, nonce)


async def ask(
    url: str, signer: Signer, patience: Patience, clock: Clock
) -> tuple[tuple[Attempt, ...], Watched | None]:
    """Open the stream, signing once more for the exchange's clock where the link's rules say so."""
    first, watched = await _attempt(url, signer, 0, patience, clock)
    offset = _offset_to_try(first)
    if offset is None:
        return (first,), watched
    second, watched = await _attempt(url, signer, offset, patience, clock)
    return (first, second), watched


def _offset_to_try(attempt: Attempt) -> int | None:
    if attempt.failure is None:
        return None
    verdict = judge(
        attempt.failure,
        attempt=0,
        policy_closes=0,
        was_live=False,
        resigned=False,
        now_ms=attempt.answered,
        jitter=0.0,
    )
    if not isinstance(verdict, Retry):
        return None
    return 0 if verdict.is_conflict else verdict.resign_offset


async def _attempt(
    url: str, signer: Signer, offset: int, patience: Patience, clock: Clock
) -> tuple[Attempt, Watched | None]:
    limits = Limits(connect_seconds=patience.upgrade, ping_every=_PING_EVERY)
    began = clock.elapsed()
    try:
        async with dial(url, lambda: signer.headers(offset), limits=limits, clock=clock.elapsed) as session:
            taken = Attempt(None, session.date_header, clock.wall(), clock.elapsed() - began, offset)
            return taken, await _watched(session, patience, clock)
    except SessionError as error:
        failure = ending_of(error)
        date = error.date if isinstance(error, Refused) else None
        return Attempt(failure, date, clock.wall(), clock.elapsed() - began, offset), None


async def _watched(session: Session, patience: Patience, clock: Clock) -> Watched:
    began = clock.elapsed()
    messages: list[Heard] = []
    round_trips: list[float] = []
    pings: list[float] = []
    count = 0
    complete = asyncio.Event()
    pong_at: float | None = None
    ping_at: float | None = None

    def signed() -> None:
        nonlocal pong_at, ping_at
        if session.pong_at != pong_at and session.round_trip is not None:
            pong_at = session.pong_at
            round_trips.append(session.round_trip)
        if session.peer_ping_at is not None and session.peer_ping_at != ping_at:
            ping_at = session.peer_ping_at
            pings.append(max(0.0, ping_at - began))
        if count and round_trips:
            complete.set()

    async def read() -> Failure | None:
        nonlocal count
        while True:
            try:
                message = await session.receive()
            except SessionError as error:
                return ending_of(error)
            count += 1
            if len(messages) < KEPT:
                messages.append(Heard(message.data, message.text, clock.elapsed() - began, clock.wall()))
            signed()

    session.on_sign = signed
    signed()
    reading = asyncio.create_task(read())
    waiting = asyncio.create_task(complete.wait())
    try:
        await asyncio.wait((reading,), timeout=patience.watch)
        more = max(0.0, patience.message - patience.watch)
        await asyncio.wait((reading, waiting), timeout=more, return_when=asyncio.FIRST_COMPLETED)
        seconds = clock.elapsed() - began
        ended = reading.result() if reading.done() else None
    finally:
        session.on_sign = None
        for task in (reading, waiting):
            task.cancel()
        await asyncio.gather(reading, waiting, return_exceptions=True)
    goodbye = None
    if ended is None:
        left = clock.elapsed()
        await session.close()
        goodbye = clock.elapsed() - left
    return Watched(seconds, tuple(messages), count, tuple(round_trips), tuple(pings), ended, goodbye)
