"""A journal of a million events: its size, and how long what people ask of it takes.

    python -m tests.bench.journal [--events 1000000] [--keep FOLDER]

Events follow the local exchange's story of 24 currencies, in five sessions over thirty days, the last of which a second
session heard as well. What recording costs the live path is measured with and without it in turns.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.bench.hosted import hosted
from tests.bench.sources import messages, resident
from tui.core import book, link
from tui.core.link import State
from tui.core.record import Does, LinkRecord, MessageRecord, Record
from tui.feed.clock import SystemClock
from tui.feed.inbox import Message
from tui.feed.ledger import Ledger
from tui.feed.live import Live
from tui.feed.recorded import Recorded
from tui.journal.file import JournalFile, Session
from tui.journal.search import Wanted, search
from tui.journal.store import Journal
from tui.journal.waiting import Queue
from tui.journal.writer import JournalWriter
from tui.settings import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tui.core.book import Book
    from tui.feed.source import Source

CURRENCIES: Final = 24
SESSIONS: Final = 5
DAYS: Final = 30
RATE: Final = 100
TURNS: Final = 4
WARM: Final = 2.0
"""Seconds of the stream before its cost is counted."""
_AT_ONCE: Final = 5_000
_NS: Final = 10**9


class Told(SystemClock):
    """A clock whose wall time is what the builder says."""

    now_ns = 0

    def wall(self) -> int:
        return self.now_ns // 1_000_000

    def wall_ns(self) -> int:
        return self.now_ns


def story(events: int, clock: Told) -> Iterator[tuple[Record, Book]]:
    """One session's records: the connection, a snapshot, and so many updates, each with the book behind it."""
    ledger = Ledger(clock)
    ledger.link = link.opened(ledger.link, 0.0)
    ledger.book = book.opened(ledger.book, 1)
    ledger.tell_link("connected to the bench", Does.OPENED)
    for raw in messages(events, CURRENCIES):
        ledger.take(Message(raw, text=True), 1)
        while ledger.readings:
            reading = ledger.readings.popleft()
            if reading.record is not None:
                yield reading.record, reading.book
    live = LinkRecord(clock.wall(), 1, State.LIVE, "live")
    yield live, ledger.book


class Writing:
    """A session that writes in this thread."""

    def __init__(self, path: Path, started: int) -> None:
        self._queue = Queue()
        self._file = JournalFile(path, Session("bench", started), started)

    def put(self, record: Record, after: Book) -> None:
        self._queue.put(record, after)
        if len(self._queue) >= _AT_ONCE:
            self.flush(record.received * 1_000_000)

    def flush(self, seen: int) -> None:
        while batch := self._queue.first(_AT_ONCE):
            self._file.write(batch, seen)
            self._queue.written(batch)

    def close(self) -> None:
        self._file.close()


def build(path: Path, events: int) -> None:
    """Write the journal."""
    clock, end = Told(), time.time_ns()
    clock.now_ns = end - DAYS * 86_400 * _NS
    step = DAYS * 86_400 * _NS // (events + 1)
    for number in range(SESSIONS):
        is_last = number == SESSIONS - 1
        sessions = [Writing(path, clock.now_ns) for _ in range(1 + is_last)]
        for record, after in story(events // SESSIONS, clock):
            for session in sessions:
                session.put(record, after)
            clock.now_ns += step
        for session in sessions:
            session.flush(clock.now_ns)
            session.close()


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that it took."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1_000


def questions(path: Path, chance: random.Random) -> Iterator[tuple[str, list[float], str]]:
    """What was asked, the milliseconds it took, and the goal."""
    yield "open", [timed(lambda: Journal(path).close()) for _ in range(5)], ""
    journal = Journal(path)
    first, end = journal.span()
    yield "first page of 50", [timed(lambda: journal.records(*_page(journal))) for _ in range(5)], ""
    seqs = [chance.randrange(first, end) for _ in range(20)]
    ids = [
        kept.record.event_id
        for kept in journal.numbered(seqs)
        if isinstance(kept.record, MessageRecord) and kept.record.event_id
    ]
    yield "find an eventID", [timed(partial(_find, journal, each)) for each in ids], "< 50 ms"
    yield "find 8 characters of one", [timed(partial(_find, journal, each[:8])) for each in ids], "< 50 ms"
    yield "rebuild behind a record", [timed(partial(journal.behind, at)) for at in seqs], "< 100 ms"
    start, stop = (journal.records(seq, seq + 1)[0].record.received for seq in (first, end - 1))
    times = [chance.randrange(start, stop) * 1_000_000 for _ in range(20)]
    yield "rebuild a moment", [timed(partial(journal.at, at)) for at in times], "< 100 ms"
    yield "a currency's latest 50", [timed(lambda: _latest(journal, Wanted(currency="BTC")))], ""
    yield "a kind's latest 50", [timed(lambda: _latest(journal, Wanted(kinds=("link",))))], ""
    before = resident()
    pages = range(first, end, 200)
    yield "200 records, end to end", [timed(partial(journal.records, at, at + 200)) for at in pages], ""
    print(f"memory over {len(pages):,} pages: {(resident() - before) / 1e6:+.1f} MB")
    journal.close()


def _page(journal: Journal) -> tuple[int, int]:
    _, end = journal.span()
    return end - 50, end


def _find(journal: Journal, prefix: str) -> None:
    assert list(islice(search(journal, Wanted(event_id=prefix)), 50))


def _latest(journal: Journal, wanted: Wanted) -> None:
    assert list(islice(search(journal, wanted), 50))


Spent = tuple[float, float]
"""CPU seconds: of the loop's thread, and of the whole process."""


def live_path(folder: Path, seconds: float) -> tuple[list[Spent], list[Spent]]:
    """What a process that takes the stream off the wire costs, without and with recording, in turns."""
    spent: dict[bool, list[Spent]] = {False: [], True: []}
    with hosted(RATE, currencies=CURRENCIES) as exchange:
        for turn in range(TURNS):
            for is_recorded in (False, True):
                path = folder / f"live-{turn}.db" if is_recorded else ""
                child = [sys.executable, "-m", "tests.bench.journal", "--live", exchange.env_file]
                done = subprocess.run(
                    [*child, "--record", str(path), "--seconds", str(seconds)],
                    capture_output=True, text=True, check=True,
                )  # fmt: skip
                loop, _, whole = done.stdout.partition(" ")
                spent[is_recorded].append((float(loop), float(whole)))
    return spent[False], spent[True]


async def lived(env_file: Path, path: str, seconds: float) -> Spent:
    """What so many seconds of the stream cost once it is there."""
    settings = load(env_file=env_file, environ={}, working_dir=env_file.parent, config_dir=env_file.parent)
    writer = JournalWriter(Path(path), host="bench") if path else None
    source: Source = Live(settings, clock=SystemClock(), jitter=random.random)
    if writer is not None:
        source = Recorded(source, writer)
    begun, start = 0.0, (0.0, 0.0)
    async with contextlib.aclosing(source.readings()) as readings:
        async for _ in readings:
            now = time.monotonic()
            if not begun:
                begun = now
            elif not start[1] and now - begun > WARM:
                start, begun = (time.thread_time(), time.process_time()), now
            elif start[1] and now - begun > seconds:
                break
    spent = time.thread_time() - start[0], time.process_time() - start[1]
    if writer is not None and not writer.close(5.0):
        raise SystemExit("the journal was not written")
    return spent


def main() -> None:
    """Build, ask, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=10.0, help="of each turn on the live path")
    parser.add_argument(
        "--keep", type=Path, help="build in this folder and leave it; what is there is asked again"
    )
    parser.add_argument("--live", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--record", default="", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.live:
        print(*asyncio.run(lived(options.live, options.record, options.seconds)))
        return
    with tempfile.TemporaryDirectory() as throw_away:
        folder = options.keep or Path(throw_away)
        path = folder / "bench.db"
        if not path.exists():
            print(f"built in {timed(lambda: build(path, options.events)) / 1_000:.0f} s")
        print(f"{path.stat().st_size / 1e6:,.0f} MB for {options.events:,} events")
        for what, took, goal in questions(path, random.Random(5)):
            print(f"{what:26} median {statistics.median(took):8.2f} ms, most {max(took):8.2f} ms  {goal}")
        print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000:.0f} MB")
        without, recorded = live_path(Path(throw_away), options.seconds)
        for number, what in enumerate(("the loop's thread", "the whole process, writer included")):
            bare, with_it = ([each[number] for each in turns] for turns in (without, recorded))
            cost = statistics.median(with_it) / statistics.median(bare) - 1
            print(f"live path without a screen, {RATE} events/s for {options.seconds:g} s, CPU of {what}: "
                  f"without {_listed(bare)}, recorded {_listed(with_it)} s: {cost:+.1%} < 10 %")  # fmt: skip


def _listed(seconds: list[float]) -> str:
    return " ".join(f"{each:.2f}" for each in seconds)


if __name__ == "__main__":
    main()
