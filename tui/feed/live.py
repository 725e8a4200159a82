"""The account's stream, supervised: dial, synchronise, stay, relieve, lose, wait, redial.

The rules are `core.link` and `core.failure`; what is here only asks them at the right moments.
"""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any, Final

from tui.core import auth, link
from tui.core.book import Phase
from tui.core.failure import Ending, Failure, Jitter
from tui.core.record import Kind
from tui.feed.agreeing import Agreeing
from tui.feed.clock import Clock
from tui.feed.connection import Connection, Dial
from tui.feed.endings import ending_of
from tui.feed.inbox import Message
from tui.feed.ledger import Ledger
from tui.feed.limits import Limits
from tui.feed.nonces import Nonces
from tui.feed.rest import BALANCE_PATH, Get, get
from tui.feed.session import Session, SessionError, dial
from tui.feed.source import Reading
from tui.settings import Settings
from tui.tongue import say

STREAM_PATH: Final = "/v1/pub/auth/account-balance"
"""The only stream there is for balances (PROTOCOL.md, Connect and authenticate)."""


class Live:
    """The account's stream, kept up for as long as anyone iterates over its readings."""

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Clock,
        jitter: Jitter,
        limits: Limits | None = None,
        dial: Dial = dial,
        compares_every: float | None = None,
        get: Get = get,
    ) -> None:
        """Follow the account of `settings`; every so many seconds REST is asked too, or never (None)."""
        self._settings = settings
        self._clock = clock
        self._jitter = jitter
        self._limits = limits or Limits()
        self._dial = dial
        self._nonces = Nonces(settings.nonces)
        self._nonce = 0
        """The last that was signed."""
        self._accepted = 0
        """The last that opened a connection."""
        self._offset = 0
        """What was added to this machine's clock when it was signed, ms."""
        self._ledger = Ledger(clock)
        self._redial = asyncio.Event()
        self._partings: set[asyncio.Task[None]] = set()
        """Goodbyes of relieved connections, under way."""
        self._rest_nonce = 0
        """The last that REST was asked with."""
        self._agreeing = Agreeing(
            self._ledger,
            clock,
            every=compares_every,
            get=get,
            url=settings.rest_url + BALANCE_PATH,
            sign=self._rest_headers,
            accepted=self._rest_accepted,
        )

    @property
    def host(self) -> str:
        """The exchange's host, with its port where that is not the usual one."""
        return self._settings.stream_host

    def redial(self) -> str:
        """Drop what there is and connect now, refused or not; or say why that cannot be."""
        now = self._clock.elapsed()
        refused = link.redial_refused(self._ledger.link, now)
        if refused:
            return refused
        self._ledger.link = link.redialled(self._ledger.link, now)
        self._redial.set()
        return ""

    def compare(self) -> str:
        """Compare the book with the exchange by REST now; or say in words why that cannot be."""
        return self._agreeing.wish()

    async def readings(self) -> AsyncGenerator[Reading, None]:
        """Every reading, in order, never waiting for whoever reads them."""
        ledger = self._ledger
        supervisor = asyncio.create_task(self._supervise())
        supervisor.add_done_callback(lambda _: ledger.news.set())
        try:
            while True:
                while ledger.readings:
                    yield ledger.readings.popleft()
                if supervisor.done():
                    await supervisor
                ledger.news.clear()
                await ledger.news.wait()
        finally:
            await _ended(supervisor)

    async def _supervise(self) -> None:
        while True:
            self._redial.clear()
            self._ledger.connecting()
            if not await self._attempt():
                await self._clock.wait(self._redial, self._ledger.link.retry_at)

    async def _attempt(self) -> bool:
        """One connection, from dialling to the end of it or of what relieved it; whether it was asked to end.

        A loss is told before the goodbye, which a peer can draw out.
        """
        held = [self._connection()]
        asked = asyncio.create_task(self._redial.wait())
        holding = asyncio.create_task(self._held(held))
        try:
            await asyncio.wait((holding, asked), return_when=asyncio.FIRST_COMPLETED)
            failure = holding.result() if holding.done() else None
            if failure is not None:
                self._ledger.failed(failure, self._jitter())
            return failure is None
        finally:
            await _ended(holding, asked)
            await asyncio.gather(*(connection.close() for connection in held), *self._partings)

    def _connection(self) -> Connection:
        url = self._settings.stream_url + STREAM_PATH
        return Connection(self._dial(url, self._headers, limits=self._limits, clock=self._clock.elapsed))

    def _headers(self) -> dict[str, str]:
        """A fresh signature for every attempt, with a nonce greater than the last of all who share the key.

        Only where a refusal taught that this machine's clock is ahead does the count start again by the exchange's
        clock, above the last nonce that was accepted: the refused one would keep every later one too far ahead.
        """
        link = self._ledger.link
        if link.offset < self._offset:
            self._nonces.fall(self._accepted)
        self._offset = link.offset
        self._nonce = self._nonces.next(self._clock.wall() + link.offset, overtaken=link.conflicts > 0)
        return self._signed(self._nonce)

    def _rest_headers(self, overtaken: bool) -> dict[str, str]:
        """The same for REST, which is asked only while a connection is open: by the clock that opened it."""
        self._rest_nonce = self._nonces.next(self._clock.wall() + self._offset, overtaken=overtaken)
        return self._signed(self._rest_nonce)

    def _rest_accepted(self) -> None:
        self._accepted = max(self._accepted, self._rest_nonce)

    def _signed(self, nonce: int) -> dict[str, str]:
        key = self._settings
        return auth.headers(key.api_key.reveal(), key.api_secret.reveal(), key.identity, nonce)

    async def _held(self, held: list[Connection]) -> Failure | None:
        """Stay on the first of `held`; a planned connection that takes over is put in its place."""
        try:
            session = await held[0].session()
            self._accepted = max(self._accepted, self._nonce)
            self._ledger.opened(session, self.host)
            while True:
                end = await self._stay(session, held)
                if end is None or isinstance(end, Failure):
                    return end
                session = end
                parting = asyncio.create_task(held.pop(0).close())
                self._partings.add(parting)
                parting.add_done_callback(self._partings.discard)
        except SessionError as error:
            return ending_of(error)

    async def _stay(self, session: Session, held: list[Connection]) -> Failure | Session | None:
        """Read until this connection ends, is to be redialled (None), or a planned one has taken over."""
        session.on_sign = lambda: self._ledger.signed(session)
        reading = asyncio.create_task(self._read(session))
        minding = asyncio.create_task(self._mind())
        relieving = asyncio.create_task(self._relieve(held))
        agreeing = asyncio.create_task(self._agreeing.run())
        try:
            tasks = (reading, minding, relieving)
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            if relieving.done():
                return relieving.result()
            return reading.result() if reading.done() else minding.result()
        finally:
            session.on_sign = None
            await _ended(reading, minding, relieving, agreeing)

    async def _read(self, session: Session) -> Failure | None:
        """Take every message in; a first message that is rejected ends the connection (rule 4)."""
        generation = self._ledger.link.generation
        while True:
            message = await session.receive()
            is_first = self._ledger.book.phase is Phase.WAITING
            record = self._ledger.take(message, generation)
            if is_first and record.kind is Kind.REJECTED:
                return Failure(
                    Ending.LOST, say("the first message was rejected: {reason}", reason=record.reason)
                )

    async def _mind(self) -> None:
        """Act on deadlines: a sign of life grows old, a partial snapshot has had its time, a hole is healed."""
        ledger = self._ledger
        while True:
            ledger.moved.clear()
            now = self._clock.elapsed()
            if ledger.partial_until is not None and now >= ledger.partial_until:
                ledger.settle()
            if ledger.has_hole and now >= link.heal_at(ledger.link, now):
                ledger.healing()
                return
            ledger.judge()
            await self._clock.wait(ledger.moved, ledger.deadline())

    # The planned second connection (rule 8 of the book)

    async def _relieve(self, held: list[Connection]) -> Session:
        """After half a day, a second connection that is ready to take over, and has."""
        wait = link.planned_wait(self._jitter())
        while True:
            await self._clock.wait(asyncio.Event(), self._clock.elapsed() + wait)
            connection = self._connection()
            held.append(connection)
            try:
                session = await connection.session()
                first = await self._ready(session)
                if first is not None and self._ledger.relieved(session, first):
                    return session
                reason = say("no whole snapshot and pong in time")
            except SessionError as error:
                reason = error.reason
            held.remove(connection)
            await connection.close()
            words = say("a planned connection did not come about: {reason}", reason=reason)
            self._ledger.tell_link(words)
            wait = link.PLANNED_RETRY

    async def _ready(self, session: Session) -> Message | None:
        """The first message of a session that has also answered a ping; None if that takes too long."""
        answered = asyncio.Event()
        session.on_sign = lambda: answered.set() if session.pong_at is not None else None
        if session.pong_at is not None:
            answered.set()
        until = self._clock.elapsed() + self._limits.connect_seconds
        if not await self._clock.wait(answered, until):
            return None
        receiving = asyncio.create_task(session.receive())
        came = asyncio.Event()
        receiving.add_done_callback(lambda _: came.set())
        try:
            return receiving.result() if await self._clock.wait(came, until) else None
        finally:
            await _ended(receiving)


async def _ended(*tasks: asyncio.Task[Any]) -> None:
    """Cancel what still runs and wait until it has."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
