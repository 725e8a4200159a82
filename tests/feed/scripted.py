"""An exchange that says what a test tells it to, in the place of the network."""

import asyncio
import base64
import contextlib
import json
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from tests.clock import FakeClock, idle
from tests.core.builders import message, row
from tests.feed.watching import Watch, watching
from tui.feed.inbox import Message
from tui.feed.limits import Limits
from tui.feed.live import Live
from tui.feed.refusal import Lost
from tui.feed.rest import Get, get
from tui.feed.session import Session
from tui.settings import Secret, Settings

SNAPSHOT = message(row("BTC"), row("ETH"), row("TWD"))
"""All that the scripted account holds."""

BROKEN = message(row("BTC", amount="one"))
"""A message that is rejected."""

SETTINGS = Settings(
    api_key=Secret("key"),
    api_secret=Secret("secret"),
    identity="dana@example.com",
    stream_url="wss://exchange.test/ws",
    rest_url="https://exchange.test/v3",
    timezone=None,
    found_in="the test",
    notices=(),
)


class ScriptedSession(Session):
    """An open connection; what the exchange does on it are its methods. Nothing is sent by itself."""

    pong_at: float | None = None
    peer_ping_at: float | None = None
    round_trip: float | None = None
    on_sign: Callable[[], None] | None = None

    def __init__(self, clock: FakeClock) -> None:
        self._time = clock
        self._said: asyncio.Queue[Message | Lost] = asyncio.Queue()

    async def receive(self) -> Message:
        said = await self._said.get()
        if isinstance(said, Lost):
            raise said
        return said

    async def say(self, *messages: bytes, is_text: bool = True) -> None:
        for each in messages:
            self._said.put_nowait(Message(each, is_text))
        await idle()

    async def lose(self, reason: str = "reset", code: int | None = None) -> None:
        self._said.put_nowait(Lost(reason, code))
        await idle()

    async def pong(self, round_trip: float = 0.035) -> None:
        self.pong_at, self.round_trip = self._time.now, round_trip
        await self._sign()

    async def ping(self) -> None:
        self.peer_ping_at = self._time.now
        await self._sign()

    async def _sign(self) -> None:
        assert self.on_sign is not None
        self.on_sign()
        await idle()


@dataclass
class ScriptedExchange:
    """Answers each attempt by the next of `answers`, and opens a session where there is none."""

    clock: FakeClock
    answers: deque[Exception] = field(default_factory=deque)
    endless: Exception | None = None
    """What every attempt gets once `answers` is empty; None opens a session."""
    signs_first: bool = False
    """Whether a pong has come by the time that a session is handed over."""
    attempts: list[Mapping[str, str]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    sessions: list[ScriptedSession] = field(default_factory=list)
    open: int = 0
    goodbye: asyncio.Event | None = None
    """What closing a session waits for; None closes it at once."""

    @contextlib.asynccontextmanager
    async def dial(
        self,
        url: str,
        headers: Callable[[], Mapping[str, str]],
        *,
        limits: Limits,
        clock: Callable[[], float],
    ) -> AsyncIterator[Session]:
        assert url == "wss://exchange.test/ws/v1/pub/auth/account-balance"
        assert clock() == self.clock.now
        assert limits == Limits()
        self.attempts.append(headers())
        self.times.append(self.clock.now)
        answer = self.answers.popleft() if self.answers else self.endless
        if answer is not None:
            raise answer
        session = ScriptedSession(self.clock)
        if self.signs_first:
            session.pong_at, session.round_trip = self.clock.now, 0.035
        self.sessions.append(session)
        self.open += 1
        try:
            yield session
        finally:
            self.open -= 1
            if self.goodbye is not None:
                await self.goodbye.wait()

    @property
    def session(self) -> ScriptedSession:
        """The newest session."""
        return self.sessions[-1]

    @property
    def nonces(self) -> list[int]:
        return [
            json.loads(base64.b64decode(headers["X-BITOPRO-PAYLOAD"]))["nonce"] for headers in self.attempts
        ]


@dataclass
class Stage:
    """A live feed, the exchange it talks to, the clock they share, and who watches."""

    clock: FakeClock
    exchange: ScriptedExchange
    live: Live
    watch: Watch

    async def make_live(self) -> None:
        """A snapshot and a pong on the newest session."""
        await idle()
        await self.exchange.session.say(SNAPSHOT)
        await self.exchange.session.pong()
        assert (await self.watch.now()).link.is_live

    async def live_for(self, seconds: float) -> None:
        """Let time pass on a connection that answers every ping."""
        for _ in range(int(seconds // 10)):
            await self.clock.advance(10)
            await self.exchange.session.pong()
        await self.clock.advance(seconds % 10)


@contextlib.asynccontextmanager
async def staged(
    *answers: Exception,
    endless: Exception | None = None,
    jitter: float = 0.0,
    signs_first: bool = False,
    compares_every: float | None = None,
    get: Get = get,
) -> AsyncIterator[Stage]:
    """A feed that has made its first attempt."""
    clock = FakeClock()
    exchange = ScriptedExchange(clock, deque(answers), endless, signs_first)
    live = Live(
        SETTINGS,
        clock=clock,
        jitter=lambda: jitter,
        dial=exchange.dial,
        compares_every=compares_every,
        get=get,
    )
    async with watching(live) as watch:
        await idle()
        yield Stage(clock, exchange, live, watch)
    assert exchange.open == 0


def waits(times: list[float]) -> Iterator[float]:
    """The seconds between one moment and the next."""
    return (after - before for before, after in pairwise(times))
