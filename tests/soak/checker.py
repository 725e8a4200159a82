"""A live feed, every reading of which is compared with what the exchange's account held at that moment."""

import asyncio
import contextlib
import re
from collections import Counter
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field

from tests.soak.partner import Partner
from tests.soak.truth import Row, Truth
from tui.core.amount import digits
from tui.core.book import Book
from tui.core.entry import Entry
from tui.core.link import Link, State
from tui.core.record import Kind, MessageRecord
from tui.exchange.faults.odd_messages import ODD
from tui.feed.live import Live
from tui.feed.source import Reading

_IS_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z").match
_IS_ASIDE = re.compile(r"0{8}-0000-4000-8000-").match
"""What a fault says of the account besides its story has numbers of its own."""

_TOLD = 20
"""Findings that are written out."""


@dataclass
class Tally:
    """What was seen so far."""

    messages: int = 0
    kinds: Counter[Kind] = field(default_factory=Counter)
    connections: int = 0
    updates: int = 0
    compared: int = 0
    """Rows compared while nothing said that they may be wrong."""
    marked: int = 0
    """Rows that were not compared, since they were marked as doubtful or unlisted."""
    wrong: int = 0
    lost: int = 0
    """Updates that never came on a connection that went on."""
    doubled: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)

    def find(self, finding: str) -> None:
        """Note what should not be."""
        if len(self.findings) < _TOLD:
            self.findings.append(finding)


class Checked:
    """A source that hands every reading of `live` on, once it has been judged."""

    def __init__(self, live: Live, partner: Partner, truth: Truth) -> None:
        self.tally = Tally()
        self.reading = Reading(Book(), Link())
        """The latest."""
        self.allows_disorder = False
        """Whether updates may come after later ones just now."""
        self.trial = "the start"
        """What is being done to the feed."""
        self._live = live
        self._partner = partner
        self._truth = truth
        self._news = asyncio.Event()
        self._judged: dict[str, Entry] = {}
        self._suspects: set[str] = set()
        self._generation = 0
        self._is_based = False
        self._missing: set[int] = set()
        self._rejected_here = 0

    @property
    def host(self) -> str:
        return self._live.host

    @property
    def heard(self) -> int:
        """The number of the last update that the book is known to hold."""
        return self._truth.index

    def redial(self) -> str:
        return self._live.redial()

    def compare(self) -> str:
        return self._live.compare()

    async def readings(self) -> AsyncGenerator[Reading, None]:
        async with contextlib.aclosing(self._live.readings()) as readings:
            async for reading in readings:
                await self._judge(reading)
                self.reading = reading
                self._news.set()
                yield reading

    async def until(self, fact: Callable[[], bool], seconds: float) -> bool:
        """Wait until `fact` holds after some reading; whether it came to be in time."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not fact():
                    self._news.clear()
                    await self._news.wait()
        return fact()

    def differences(self) -> list[str]:
        """Where the book differs from the account just now, all marks included."""
        found = []
        for currency, row in self._truth.rows.items():
            entry = self.reading.book.entries.get(currency)
            if entry is None or entry.doubt or not entry.listed or shown(entry) != row:
                mark = "" if entry is None else entry.doubt or ("" if entry.listed else "unlisted")
                found.append(f"{currency}: {shown(entry)} for {row} {mark}")
        return found

    # Judging

    async def _judge(self, reading: Reading) -> None:
        record, link = reading.record, reading.link
        if link.generation != self._generation:
            self._close_account()
            self._generation = link.generation
            self._is_based = False
            self.tally.connections += 1
        if isinstance(record, MessageRecord):
            await self._hear(record)
        elif link.state in (State.LOST, State.REFUSED) and self.reading.link.state is not link.state:
            self.tally.endings[f"{link.state.value} {link.status or ''} {link.reason}"[:90]] += 1
        if link.is_live and not self.reading.link.is_live:
            self._suspects.update(self._truth.rows)
        self._compare(reading)

    async def _hear(self, record: MessageRecord) -> None:
        self.tally.messages += 1
        self.tally.kinds[record.kind] += 1
        if record.kind is Kind.REJECTED:
            self._rejected_here += 1
        if record.kind in (Kind.REJECTED, Kind.IGNORED) or _IS_ASIDE(record.event_id):
            return
        number = self._truth.number(record.event_id) if record.kind is Kind.UPDATE else None
        if number is not None:
            self._arrived(number)
        elif _IS_UUID(record.event_id):
            taken = await self._partner.snapshot_at(record.event_id)
            number = self._truth.number(record.event_id) if taken is None else taken
            if number is None:
                self.tally.find(f"{self.trial}: an event that was never sent, {record.event_id}")
            else:
                self._arrived(number)

    def _arrived(self, number: int) -> None:
        self.tally.updates += 1
        if not self._is_based:
            self._is_based = True
        elif number > self._truth.index:
            self._missing.update(range(self._truth.index + 1, number))
        elif number in self._missing:
            self._missing.discard(number)
        else:
            self.tally.doubled += 1
        self._truth.advance(number)

    def _close_account(self) -> None:
        """The connection is over: what it skipped, and did not reject, is lost."""
        lost = len(self._missing) - self._rejected_here
        if lost > 0 and not self.allows_disorder:
            self.tally.lost += lost
            self.tally.find(f"{self.trial}: lost {lost} of updates {sorted(self._missing)[:5]}")
        self._missing.clear()
        self._rejected_here = 0

    def _compare(self, reading: Reading) -> None:
        entries = reading.book.entries
        if entries is not self.reading.book.entries:
            for currency, entry in entries.items():
                if self._judged.get(currency) is not entry:
                    self._judged[currency] = entry
                    self._suspects.add(currency)
        self._suspects |= self._truth.moved
        self._truth.moved.clear()
        excused = self._missing and (self.allows_disorder or self._rejected_here)
        if not reading.link.is_live or reading.book.behind or excused:
            return
        for currency in tuple(self._suspects):
            self._compare_row(currency, entries.get(currency), self._truth.rows.get(currency))

    def _compare_row(self, currency: str, entry: Entry | None, row: Row | None) -> None:
        if row is None:
            if not currency.startswith(ODD):
                self.tally.wrong += 1
                self.tally.find(f"{self.trial}: {currency} is none of the account's")
        elif entry is not None and (entry.doubt or not entry.listed):
            self.tally.marked += 1
            return
        else:
            self.tally.compared += 1
            if shown(entry) != row:
                self.tally.wrong += 1
                self.tally.find(f"{self.trial}: {currency} {shown(entry)} for {row}, update {self.heard}")
        self._suspects.discard(currency)


def shown(entry: Entry | None) -> Row | None:
    """A row of the book, digit for digit."""
    if entry is None:
        return None
    balance = entry.balance
    return digits(balance.amount), digits(balance.available), digits(balance.stake), balance.tradable
