"""Connect, wait for the snapshot, print the table, leave."""

import asyncio
import contextlib
import sys
from typing import Final

from tui.core import words
from tui.core.book import Phase
from tui.core.link import State
from tui.core.query import Query
from tui.feed.clock import Clock
from tui.feed.source import Reading, Source
from tui.reports.plain import table

DONE: Final = 0
REFUSED: Final = 3
NO_CONNECTION: Final = 4

TIMEOUT: Final = 15.0
"""Seconds to wait for the snapshot."""


def run(source: Source, clock: Clock, timeout: float = TIMEOUT) -> int:
    """Print the balances once; the exit code says how it went."""
    return asyncio.run(_run(source, clock, timeout))


async def _run(source: Source, clock: Clock, timeout: float) -> int:  # noqa: ASYNC109 - it says what it reached
    last: Reading | None = None
    try:
        async with asyncio.timeout(timeout):
            async with contextlib.aclosing(source.readings()) as readings:
                async for last in readings:
                    if last.book.phase is Phase.COMPLETE or last.link.state is State.REFUSED:
                        break
    except TimeoutError:
        why = words.trouble(last.link) if last is not None else ""
        print(
            f"No snapshot within {timeout:g} s from {source.host}{': ' + why if why else ''}.",
            file=sys.stderr,
        )
        return NO_CONNECTION
    assert last is not None
    if last.link.state is State.REFUSED:
        print(f"Refused by {source.host}: {last.link.reason}; {last.link.advice}.", file=sys.stderr)
        return REFUSED
    for line in table(last.book, Query(), clock.elapsed()):
        print(line)
    return DONE
