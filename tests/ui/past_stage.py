"""A stage whose app keeps a journal, with earlier sessions in it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from tests.clock import FakeClock
from tests.core.builders import row
from tests.ui.scripted_source import ScriptedSource
from tests.ui.stage import IDENTITY, TAIPEI, Stage
from tests.ui.telling import ACCOUNT, Telling
from tui.feed.recorded import Recorded
from tui.feed.source import Reading
from tui.journal.access import JournalAccess
from tui.journal.writer import JournalWriter
from tui.ui.app import BitotuiApp

DAY = 86_400_000
"""Milliseconds."""


def record_session(path: Path, told: Telling, *readings: Reading) -> None:
    """Let a session record these readings, as `tui.feed.recorded` would."""
    writer = JournalWriter(path, host="127.0.0.1:9000", wall_ns=lambda: told.clock.wall() * 1_000_000)
    for reading in readings:
        if reading.record is not None:
            writer.put(reading.record, reading.book)
    assert writer.close(10)


def record_past(path: Path, count: int, *, days_ago: int = 3) -> None:
    """Let an earlier session record a snapshot and so many updates, of ETH the one in ten, else of BTC."""
    told = Telling(FakeClock(wall_now=FakeClock().wall() - days_ago * DAY))
    readings = list(told.live_with(*ACCOUNT))
    for number in range(count):
        currency = "BTC" if number % 10 else "ETH"
        event_id = f"{number:08x}-9999-4222-8333-444444444444"
        readings.append(told.says(row(currency, amount=str(number + 2), available="0"), eventID=event_id))
    record_session(path, told, *readings)


@contextlib.asynccontextmanager
async def past_stage(
    path: Path, *rows: dict[str, object], size: tuple[int, int] = (80, 24), records_kept: int | None = None
) -> AsyncIterator[Stage]:
    """Run the app over the journal at `path`, LIVE, the past joined; only so many records stay in memory."""
    clock = FakeClock()
    source = ScriptedSource()
    told = Telling(clock, source.host)
    access = JournalAccess(path, host=source.host, days=90, megabytes=100)
    app = BitotuiApp(Recorded(source, access), identity=IDENTITY, zone=TAIPEI, clock=clock, journal=access)
    if records_kept is not None:
        app._history._records_kept = records_kept
    try:
        async with app.run_test(size=size, notifications=True) as pilot:
            on = Stage(app, pilot, source, told, clock)
            await asyncio.to_thread(access.begin)
            assert access._writer is not None
            access._writer._retry_seconds = 0.1
            await on.settle()
            await on.show(*told.live_with(*(rows or ACCOUNT)))
            yield on
    finally:
        assert access.close(10)


async def press(on: Stage, *keys: str) -> None:
    """Press keys, and wait for what is looked for."""
    for key in keys:
        await on.press(key)
        await found(on)


async def found(on: Stage) -> None:
    """Wait until nothing is looked for any more."""
    workers: Sequence[object] = [each for each in on.app.workers if each.group in ("search", "step")]
    while workers:
        await on.app.workers.wait_for_complete([each for each in on.app.workers if each.group != "default"])
        workers = [each for each in on.app.workers if each.group in ("search", "step")]
    await on.settle()


def cursor_line(on: Stage) -> str:
    """The line of the event log that the cursor is on."""
    number = on.log.at
    assert number is not None
    return on.log.render_line(on.log.end - 1 - number - on.log.scroll_offset.y).text.strip()
