"""`bitotui snapshot`: connect, wait for the snapshot, print the balances, leave."""

import asyncio
import contextlib
import sys
from collections.abc import Iterable

from msgspec import Struct

from tui.core import words
from tui.core.book import Phase
from tui.core.link import Link, State
from tui.core.query import Query
from tui.core.record import Kind, MessageRecord
from tui.feed.clock import Clock
from tui.feed.source import Reading, Source
from tui.reports.exits import DONE, NO_CONNECTION, REFUSED, UNEXPECTED
from tui.reports.snapshot_arguments import TIMEOUT
from tui.reports.snapshot_forms import Format, Found, lines
from tui.tongue import say


class Wish(Struct, frozen=True):
    """What is to be printed, and how long it is worth waiting for."""

    view: Query = Query()
    form: Format = "table"
    timeout: float = TIMEOUT
    """Seconds."""


def run(source: Source, clock: Clock, wish: Wish = Wish()) -> int:  # noqa: B008 - immutable
    """Print the balances once; the exit code says how it went. Raises BrokenPipeError when nobody reads them."""
    last, event = asyncio.run(_last_reading(source, wish.timeout))
    if last is not None and last.book.phase is Phase.COMPLETE and event is not None:
        found = Found(last.book, source.host, event, clock.elapsed())
        return put(lines(found, wish.view, wish.form))
    if last is not None and last.link.state is State.REFUSED:
        print(refusal(source.host, last.link), file=sys.stderr)
        return REFUSED
    facts = {"number": f"{wish.timeout:g}", "host": source.host}
    if last is not None and (why := words.trouble(last.link)):
        print(say("No snapshot within {number} s from {host}: {why}.", **facts, why=why), file=sys.stderr)
    else:
        print(say("No snapshot within {number} s from {host}.", **facts), file=sys.stderr)
    return NO_CONNECTION


async def _last_reading(
    source: Source,
    timeout: float,  # noqa: ASYNC109 - leaving is not timed
) -> tuple[Reading | None, MessageRecord | None]:
    """The reading that decides, or the last one when the time is up, and the latest event by then.

    Then the goodbye, however long it takes.
    """
    last: Reading | None = None
    event: MessageRecord | None = None
    async with contextlib.aclosing(source.readings()) as readings:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout):
                async for last in readings:
                    if isinstance(last.record, MessageRecord) and last.record.kind in (
                        Kind.SNAPSHOT,
                        Kind.UPDATE,
                    ):
                        event = last.record
                    if last.book.phase is Phase.COMPLETE or last.link.state is State.REFUSED:
                        break
    return last, event


def refusal(host: str, link: Link) -> str:
    """Who refused, why, and what to do."""
    facts = {"host": host, "reason": link.reason, "advice": link.advice}
    if link.status is None:
        return say("Refused by {host}: {reason}; {advice}.", **facts)
    return say("Refused by {host} ({status}): {reason}; {advice}.", status=link.status, **facts)


def put(lines: Iterable[str]) -> int:
    """Print lines; the exit code. Raises BrokenPipeError when nobody reads them."""
    try:
        for line in lines:
            print(line)
        print(end="", flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        print(say("The balances cannot be written: {reason}.", reason=error.strerror), file=sys.stderr)
        return UNEXPECTED
    return DONE
