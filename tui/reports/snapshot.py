"""Connect, wait for the snapshot, print the table, leave."""

import asyncio
import contextlib
import sys
from collections.abc import Iterable
from typing import Final

from tui.core import words
from tui.core.book import Phase
from tui.core.link import Link, State
from tui.core.query import Query
from tui.feed.clock import Clock
from tui.feed.source import Reading, Source
from tui.reports.plain import table

DONE: Final = 0
NOT_WRITTEN: Final = 1
REFUSED: Final = 3
NO_CONNECTION: Final = 4

TIMEOUT: Final = 15.0
"""Seconds to wait for the snapshot."""


def run(source: Source, clock: Clock, timeout: float = TIMEOUT) -> int:
    """Print the balances once; the exit code says how it went. Raises BrokenPipeError when nobody reads them."""
    last = asyncio.run(_last_reading(source, timeout))
    if last is not None and last.book.phase is Phase.COMPLETE:
        return put(table(last.book, Query(), clock.elapsed()))
    if last is not None and last.link.state is State.REFUSED:
        print(_refusal(source.host, last.link), file=sys.stderr)
        return REFUSED
    why = words.trouble(last.link) if last is not None else ""
    print(f"No snapshot within {timeout:g} s from {source.host}{': ' + why if why else ''}.", file=sys.stderr)
    return NO_CONNECTION


async def _last_reading(source: Source, timeout: float) -> Reading | None:  # noqa: ASYNC109 - leaving is not timed
    """The reading that decides, or the last one when the time is up; then the goodbye, however long it takes."""
    last: Reading | None = None
    async with contextlib.aclosing(source.readings()) as readings:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout):
                async for last in readings:
                    if last.book.phase is Phase.COMPLETE or last.link.state is State.REFUSED:
                        break
    return last


def _refusal(host: str, link: Link) -> str:
    status = "" if link.status is None else f" ({link.status})"
    return f"Refused by {host}{status}: {link.reason}; {link.advice}."


def put(lines: Iterable[str]) -> int:
    """Print lines; the exit code. Raises BrokenPipeError when nobody reads them."""
    try:
        for line in lines:
            print(line)
        print(end="", flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        print(f"The balances cannot be written: {error.strerror}.", file=sys.stderr)
        return NOT_WRITTEN
    return DONE
