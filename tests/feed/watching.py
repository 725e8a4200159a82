"""A reader of a live feed that a test can ask: when will this be so, and what was said on the way."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

from tests.clock import idle
from tui.core.amount import digits
from tui.core.book import Book
from tui.core.link import Link, State
from tui.core.record import Kind, LinkRecord, MessageRecord
from tui.feed.source import Reading, Source

PATIENCE = 10.0
"""Seconds after which a test gives up on what never becomes true."""


@dataclass
class Watch:
    """Takes every reading at once, and remembers all of them."""

    readings: list[Reading] = field(default_factory=list)
    task: "asyncio.Task[None] | None" = None
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _seen: int = 0

    async def follow(self, source: Source) -> None:
        async with contextlib.aclosing(source.readings()) as readings:
            async for reading in readings:
                self.readings.append(reading)
                self._news.set()

    async def until(self, fact: Callable[[Reading], bool]) -> Reading:
        """The first reading, after the last one that was waited for, of which `fact` holds."""
        try:
            async with asyncio.timeout(PATIENCE):
                while True:
                    while self._seen < len(self.readings):
                        self._seen += 1
                        if fact(self.readings[self._seen - 1]):
                            return self.readings[self._seen - 1]
                    assert self.task is not None
                    if self.task.done():
                        await self.task
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"it never came to be; what happened: {self.said}") from None

    async def state(self, state: State) -> Link:
        """Wait until the link is in `state`."""
        return (await self.until(lambda reading: reading.link.state is state)).link

    async def now(self) -> Reading:
        """The latest reading, once nothing more is on its way."""
        await idle()
        return self.readings[-1]

    @property
    def said(self) -> list[str]:
        """What the link said, and what kinds of messages came, in order."""
        records = [reading.record for reading in self.readings if reading.record is not None]
        return [record.words if isinstance(record, LinkRecord) else record.kind.value for record in records]

    def messages(self, kind: Kind | None = None) -> list[MessageRecord]:
        """Every message so far, of one kind or of any."""
        records = [reading.record for reading in self.readings]
        return [
            record
            for record in records
            if isinstance(record, MessageRecord) and (kind is None or record.kind is kind)
        ]


@contextlib.asynccontextmanager
async def watching(source: Source) -> AsyncIterator[Watch]:
    """Follow `source` for as long as the context lasts; its iterator is closed, and has ended, at the end."""
    watch = Watch()
    watch.task = asyncio.create_task(watch.follow(source))
    watch.task.add_done_callback(lambda _: watch._news.set())
    try:
        yield watch
    finally:
        if not watch.task.done():
            watch.task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watch.task


def shown(book: Book) -> dict[str, tuple[str, str, str, bool]]:
    """Every balance of a book, digit for digit."""
    return {
        currency: (
            digits(entry.balance.amount),
            digits(entry.balance.available),
            digits(entry.balance.stake),
            entry.balance.tradable,
        )
        for currency, entry in book.entries.items()
    }
