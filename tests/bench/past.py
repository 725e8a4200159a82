"""The event log over a long journal: how soon the past is there, what scrolling costs, and what memory it takes.

    python -m tests.bench.past JOURNAL

`JOURNAL` is one that `python -m tests.bench.journal --keep FOLDER` has built; it is copied, since a session adds to it.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import shutil
import statistics
import tempfile
import time
from array import array
from pathlib import Path
from typing import Final

from tests.bench.sources import resident
from tests.clock import FakeClock
from tests.ui.scripted_source import ScriptedSource
from tests.ui.stage import IDENTITY, TAIPEI
from tests.ui.telling import ACCOUNT, Telling
from tui.core.record import MessageRecord
from tui.core.window import PAGE
from tui.feed.recorded import Recorded
from tui.journal.access import JournalAccess
from tui.ui.app import BitotuiApp
from tui.ui.widgets.event_log import EventLog

LINES: Final = 8
QUARTERS: Final = 4


async def measured(path: Path) -> None:
    """Run the app over a journal, and print what it took."""
    clock = FakeClock(wall_now=time.time_ns() // 1_000_000)
    source = ScriptedSource()
    access = JournalAccess(path, host=source.host, days=10_000, megabytes=100_000)
    app = BitotuiApp(Recorded(source, access), identity=IDENTITY, zone=TAIPEI, clock=clock, journal=access)
    async with app.run_test(size=(80, 24)) as pilot:
        begun = time.perf_counter()
        await asyncio.to_thread(access.begin)
        await pilot.pause()
        print(f"the past is in the log after {_ms(begun):.1f} ms")
        source.push(*Telling(clock, source.host).live_with(*ACCOUNT))
        await source.taken()
        await pilot.pause()
        log = app.query_one(EventLog)
        print(f"{log.end - log._history.first:,} lines")
        took = array("d")  # a list of so many numbers would be what grows
        memory = [resident()]
        for start in range(log.end - 1, log._history.first, -LINES):
            if start < log.end - len(memory) * (log.end - log._history.first) // QUARTERS:
                memory.append(resident())
            begun = time.perf_counter()
            for number in range(start, max(start - LINES, log._history.first - 1), -1):
                log._history[number]
            took.append(_ms(begun))
        paged = sorted(took)[-len(took) * LINES // PAGE :]
        print(f"{LINES} lines, end to end: median {statistics.median(took):.3f} ms; where a page is read "
              f"median {statistics.median(paged):.2f} ms, most {paged[-1]:.2f} ms")  # fmt: skip
        app.query_one(EventLog).focus()
        keys = []
        for key in ("end", *["pageup"] * 100, "home", *["pagedown"] * 100):
            begun = time.perf_counter()
            await pilot.press(key)
            keys.append(_ms(begun))
        print(f"a key, painted: median {statistics.median(keys):.1f} ms, most {max(keys):.1f} ms")
        print("memory from end to end: " + ", ".join(f"{each / 1e6:.1f} MB" for each in memory))
        chance = random.Random(5)
        ids = [
            record.event_id
            for record in (log._history[chance.randrange(log._history.first + 1, 0)] for _ in range(20))
            if isinstance(record, MessageRecord)
        ]
        for what, texts in (
            ("an eventID", ids),
            ("8 characters of one", [each[:8] for each in ids]),
            ("one character", list("0123456789abcdef")),
            ("what is not there", ["zzz", "rejected", "ignored"]),
            ("a currency", ["btc", "eth"]),
        ):
            finds = []
            for text in texts:
                begun = time.perf_counter()
                await app._find(text, log.end)
                finds.append(_ms(begun))
            print(f"search {what}: median {statistics.median(finds):.1f} ms, most {max(finds):.1f} ms")
        print(f"memory in the end: {resident() / 1e6:.1f} MB")
    access.close(10)


def _ms(begun: float) -> float:
    return (time.perf_counter() - begun) * 1_000


def main() -> None:
    """Copy, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("journal", type=Path)
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measured(Path(shutil.copy(parser.parse_args().journal, folder))))


if __name__ == "__main__":
    main()
