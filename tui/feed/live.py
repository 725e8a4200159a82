"""One supervised connection to the exchange: dial, synchronise, stay, lose, wait, redial.

The rules are `core.link` and `core.failure`; what is here only asks them at the right moments.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncGenerator
from typing import Any, Final

from msgspec.structs import replace

from tui.core import auth, link, words
from tui.core.book import Book, Phase, opened, settled
from tui.core.failure import Ending, Failure, Jitter
from tui.core.intake import take
from tui.core.link import Link
from tui.core.novelty import Novelties
from tui.core.record import Kind, LinkRecord, Record
from tui.feed.clock import Clock
from tui.feed.endings import ending_of
from tui.feed.limits import Limits
from tui.feed.session import Session, dial
from tui.feed.source import Reading
from tui.settings import Settings

STREAM_PATH: Final = "/v1/pub/auth/account-balance"
"""The only stream there is for balances (PROTOCOL.md, Connect and authenticate)."""


class Live:
    """The account's stream, kept up for as long as anyone iterates over its readings."""

    def __init__(
        self, settings: Settings, *, clock: Clock, jitter: Jitter, limits: Limits | None = None
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._jitter = jitter
        self._limits = limits or Limits()
        self._book = Book()
        self._link = Link()
        self._novelties = Novelties()
        self._nonce = 0
        self._partial_until: float | None = None
        self._readings: deque[Reading] = deque()
        self._news = asyncio.Event()
        self._redial = asyncio.Event()
        self._moved = asyncio.Event()

    @property
    def host(self) -> str:
        """The exchange's host, with its port where that is not the usual one."""
        return self._settings.stream_host

    def redial(self) -> None:
        """Drop what there is and connect now, refused or not."""
        self._redial.set()

    async def readings(self) -> AsyncGenerator[Reading, None]:
        """Every reading, in order, never waiting for whoever reads them."""
        supervisor = asyncio.create_task(self._supervise())
        supervisor.add_done_callback(lambda _: self._news.set())
        try:
            while True:
                while self._readings:
                    yield self._readings.popleft()
                if supervisor.done():
                    await supervisor
                self._news.clear()
                await self._news.wait()
        finally:
            supervisor.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await supervisor

    # Telling

    def _tell(self, record: Record | None = None) -> None:
        self._readings.append(Reading(self._book, self._link, record))
        self._news.set()

    def _tell_link(self, text: str) -> None:
        now = self._clock.wall()
        self._tell(LinkRecord(now, self._link.generation, self._link.state, text))

    # Supervising

    async def _supervise(self) -> None:
        while True:
            self._redial.clear()
            self._link = link.connecting(self._link, self._clock.elapsed())
            self._tell()
            failure = await self._attempt()
            if failure is None:
                continue
            now, wall = self._clock.elapsed(), self._clock.wall()
            self._judge()
            self._link = link.failed(self._link, failure, now=now, wall=wall, jitter=self._jitter())
            self._tell_link(words.ended(self._link, now))
            await self._clock.wait(self._redial, self._link.retry_at)

    async def _attempt(self) -> Failure | None:
        """One connection from dialling to its end; None when it ended because it was asked to."""
        url = self._settings.stream_url + STREAM_PATH
        dialling = asyncio.create_task(self._dialled(url))
        asked = asyncio.create_task(self._redial.wait())
        try:
            await asyncio.wait((dialling, asked), return_when=asyncio.FIRST_COMPLETED)
            return dialling.result() if dialling.done() else None
        finally:
            await _ended(dialling, asked)

    async def _dialled(self, url: str) -> Failure | None:
        try:
            async with dial(url, self._headers, limits=self._limits, clock=self._clock.elapsed) as session:
                return await self._connected(session)
        except Exception as error:
            failure = ending_of(error)
            if failure is None:
                raise
            return failure

    def _headers(self) -> dict[str, str]:
        """A strictly greater nonce and a fresh signature for every attempt."""
        settings = self._settings
        self._nonce = auth.next_nonce(self._clock.wall() + self._link.offset, self._nonce)
        return auth.headers(
            settings.api_key.reveal(), settings.api_secret.reveal(), settings.identity, self._nonce
        )

    async def _connected(self, session: Session) -> Failure | None:
        self._link = link.opened(self._link, self._clock.elapsed())
        self._book = opened(self._book, self._link.generation)
        self._partial_until = None
        self._tell_link(f"connected to {self.host}")
        session.on_sign = lambda: self._signed(session)
        self._signed(session)
        reading = asyncio.create_task(self._read(session))
        minding = asyncio.create_task(self._mind())
        try:
            await asyncio.wait((reading, minding), return_when=asyncio.FIRST_COMPLETED)
            return reading.result() if reading.done() else minding.result()
        finally:
            session.on_sign = None
            await _ended(reading, minding)

    # Messages

    async def _read(self, session: Session) -> Failure | None:
        """Take every message in; a first message that is rejected ends the connection (rule 4)."""
        while True:
            try:
                message = await session.receive()
            except Exception as error:
                failure = ending_of(error)
                if failure is None:
                    raise
                return failure
            before, now = self._book, self._clock.elapsed()
            self._book, record = take(
                before,
                message.data,
                is_text=message.text,
                received=self._clock.wall(),
                seen=now,
                generation=self._link.generation,
                novelties=self._novelties,
            )
            self._link = link.heard(self._link, now)
            if self._book.phase is not before.phase or self._book.behind is not before.behind:
                self._note_progress()
            self._judge()
            self._tell(record)
            if record.kind is Kind.REJECTED and before.phase is Phase.WAITING:
                return Failure(Ending.LOST, f"the first message was rejected: {record.reason}")

    def _note_progress(self) -> None:
        now = self._clock.elapsed()
        if self._book.phase is Phase.PARTIAL and self._partial_until is None:
            self._partial_until = now + link.PARTIAL_WAIT
        if self._book.phase is Phase.COMPLETE:
            self._link = link.completed(self._link, now)
        self._moved.set()

    # Signs of life and deadlines

    def _signed(self, session: Session) -> None:
        self._link = link.signed(
            self._link,
            pong_at=session.pong_at,
            peer_ping_at=session.peer_ping_at,
            round_trip=session.round_trip,
        )
        self._judge()
        self._tell()
        self._moved.set()

    def _judge(self) -> None:
        """LIVE or not, as of now; a change of state is told."""
        before = self._link.state
        self._link = link.judged(self._link, self._clock.elapsed(), self._clock.wall())
        if self._link.state is not before:
            self._tell_link(words.judged(self._link))

    async def _mind(self) -> Failure | None:
        """Act on deadlines: a sign of life grows old, a partial snapshot has had its time, a hole is healed."""
        while True:
            self._moved.clear()
            now = self._clock.elapsed()
            if self._partial_until is not None and now >= self._partial_until:
                self._settle(now)
            if self._book.behind and now >= link.heal_at(self._link, now):
                self._link = replace(self._link, healed_at=now)
                self._tell_link("redialling: a rejected message left a hole that only a snapshot heals")
                return None
            self._judge()
            await self._clock.wait(self._moved, self._deadline(now))

    def _deadline(self, now: float) -> float | None:
        deadlines = [
            self._partial_until,
            self._link.live_until if self._link.is_live else None,
            link.heal_at(self._link, now) if self._book.behind else None,
        ]
        return min((deadline for deadline in deadlines if deadline is not None), default=None)

    def _settle(self, now: float) -> None:
        self._partial_until = None
        step = settled(self._book)
        if self._book.phase is Phase.PARTIAL:
            self._book = step.book
            self._link = link.completed(self._link, now)
            received = self._clock.wall()
            text = "the rest of a partial snapshot never came"
            self._tell(LinkRecord(received, self._link.generation, self._link.state, text, step.notes))


async def _ended(*tasks: asyncio.Task[Any]) -> None:
    """Cancel what still runs and wait until it has."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
