"""One websocket connection that never hangs, never loses a message, and says why it ended.

    async with dial(url, headers, limits=Limits(), clock=clock) as session:
        while True:
            message = await session.receive()

Bytes only: what a message means is decided elsewhere. What it promises is ACCEPTANCE.md, Connecting and On an
open stream.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping

import httpx_ws
from wsproto.events import Ping
from wsproto.utilities import LocalProtocolError

from tui.feed.dial import opened
from tui.feed.frames import Hears
from tui.feed.inbox import Inbox, Message
from tui.feed.limits import Limits
from tui.feed.pulse import Pulse
from tui.feed.refusal import BadPeer, Lost, Refused, SessionError, Unreachable, Untrusted
from tui.feed.wire import Terms, Wire
from tui.tongue import say

__all__ = [
    "BadPeer",
    "Limits",
    "Lost",
    "Message",
    "Refused",
    "Session",
    "SessionError",
    "Unreachable",
    "Untrusted",
    "dial",
]


class Session:
    """An open connection. Times are the clock's seconds."""

    def __init__(
        self, wire: Wire, inbox: Inbox, pulse: Pulse, limits: Limits, clock: Callable[[], float]
    ) -> None:
        self.opened_at = clock()
        """When the upgrade was done."""
        self.date_header = wire.date_header
        """The `Date` of the answer to the upgrade: the only clock the exchange offers."""
        self._wire = wire
        self._inbox = inbox
        self._pulse = pulse
        self._limits = limits
        self._clock = clock
        self._parted = asyncio.Event()

    async def receive(self) -> Message:
        """Return the next whole message. Raises `Lost` after the last one, at every further call.

        Messages are read ahead, so that a caller who pauses delays no pong; cancelling a call loses nothing.
        """
        return await self._inbox.get()

    async def close(self, code: int = 1000) -> None:
        """Say goodbye with a close code and close, within `close_seconds`."""
        self._inbox.end(Lost(say("closed by this side")), code)
        await self._parted.wait()

    @property
    def pong_at(self) -> float | None:
        """When a ping of ours was last answered."""
        return self._pulse.pong_at

    @property
    def round_trip(self) -> float | None:
        """Seconds from a ping of ours to its pong, at the last pong."""
        return self._pulse.round_trip

    @property
    def peer_ping_at(self) -> float | None:
        """When the server last pinged."""
        return self._pulse.peer_ping_at

    @property
    def pong_is_overdue(self) -> bool:
        """Whether a ping of ours has been waiting for longer than `pong_within`."""
        return self._pulse.unanswered_seconds() > self._limits.pong_within

    @property
    def on_sign(self) -> Callable[[], None] | None:
        """Called when a pong to a ping of ours, or a ping from the server, has come in; it must not wait."""
        return self._pulse.on_sign

    @on_sign.setter
    def on_sign(self, hook: Callable[[], None] | None) -> None:
        self._pulse.on_sign = hook

    async def keep(self) -> None:
        """Ping at once and then every `ping_every` seconds; end a connection that has ceased to answer.

        Pings are counted, and not the time, which a suspend lets pass without anybody's fault.
        """
        most = self._limits.pings_unanswered
        while self.pong_at is None or self._pulse.unanswered < most:
            await self._ping()
            await asyncio.sleep(self._limits.ping_every)
        self._gone(say("{number} pings in a row had no pong", number=most))

    async def watch(self) -> None:
        """End a connection from which nothing at all has come for `silence_seconds`."""
        limit = self._limits.silence_seconds
        while (quiet := self._clock() - self._wire.bytes.heard_at) < limit:
            due = self._clock() + limit - quiet
            # A pong puts the deadline off by itself: no timer of ours wakes anybody while they come.
            self._pulse.answered.clear()
            try:
                async with asyncio.timeout(limit - quiet):
                    await self._pulse.answered.wait()
            except TimeoutError:
                if self._clock() > due + 1:
                    # This process was stopped or the machine slept: silence until now proves nothing. Ask.
                    await self._ping()
                    await asyncio.sleep(self._limits.pong_within)
        self._gone(
            say(
                "nothing heard for {silence} s, and no pong within {wait} s",
                silence=f"{limit:g}",
                wait=f"{self._limits.pong_within:g}",
            )
        )

    def _gone(self, reason: str) -> None:
        """End without waiting for a goodbye that will not come."""
        self._wire.bytes.ended = True
        self._inbox.end(Lost(reason))

    async def part(self) -> None:
        """Once the session has ended, answer with the code that fits and close."""
        await self._inbox.ended()
        try:
            await self._wire.close(self._inbox.answer)
        finally:
            self._parted.set()

    async def _ping(self) -> None:
        # A connection that is closing takes no ping; how it ends is told by others.
        with contextlib.suppress(httpx_ws.HTTPXWSException, LocalProtocolError):
            await self._wire.send(Ping(self._pulse.ping()))


@contextlib.asynccontextmanager
async def dial(
    url: str,
    headers: Callable[[], Mapping[str, str]] | Mapping[str, str],
    *,
    limits: Limits,
    clock: Callable[[], float],
) -> AsyncIterator[Session]:
    """Open one connection; enter and leave in one task.

    `headers`, if it is a function, is called once, right before the attempt, so that each is signed afresh.
    Raises `Refused`, `BadPeer`, `Untrusted` or `Unreachable` on entering, within `connect_seconds`, and
    `ValueError` for a URL or header that cannot be sent. Leaving takes `close_seconds` at most.
    """
    inbox, pulse = Inbox(limits), Pulse(clock)
    terms = Terms(limits, clock, Hears(inbox.put, pulse.peer_ping, pulse.pong, inbox.end))
    async with opened(url, headers() if callable(headers) else headers, terms) as wire:
        session = Session(wire, inbox, pulse, limits, clock)
        parting = asyncio.create_task(session.part())
        chores = [asyncio.create_task(session.keep()), asyncio.create_task(session.watch())]
        try:
            yield session
        finally:
            inbox.end(Lost(say("closed by this side")))
            for chore in chores:
                chore.cancel()
            # The goodbye is not cancelled: cut short, it would leave half a frame, and it is bounded.
            await asyncio.gather(*chores, parting, return_exceptions=True)
