"""`bitotui events`: what the journal holds, oldest first like a log.

Exit codes: 0 done, 1 unexpected, 2 usage, settings, or no journal there.
"""

import contextlib
import heapq
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from datetime import tzinfo
from functools import partial
from itertools import islice

from tui.core.foreign import harmless
from tui.journal.search import Wanted, search
from tui.journal.store import Journal, Kept
from tui.reports.events_arguments import TABLE_LIMIT
from tui.reports.events_formats import as_csv, as_json, as_ndjson, as_table
from tui.reports.exits import DONE
from tui.reports.journal.running import complain, run
from tui.reports.journal.which import UsageError, span, which
from tui.tongue import say


def main(options: Namespace, secrets: list[str]) -> int:
    """Print what is asked for; what must stay secret is added to `secrets` as soon as it is known."""
    return run("events", partial(_command, options, secrets))


def _command(options: Namespace, secrets: list[str]) -> int:
    found = which(options, secrets)
    since, until = span(options, found.zone)
    wanted = Wanted(
        event_id=_prefix(options.event_id),
        kinds=tuple(dict.fromkeys(options.kind or ())),
        since=since,
        until=until,
    )
    limit = options.limit
    if limit is None:
        limit = TABLE_LIMIT if options.format == "table" else 0
    with contextlib.closing(Journal(found.path)) as journal:
        currencies = _currencies(options.currency, journal)
        events: Iterable[Kept]
        if limit:
            latest = list(islice(_found(journal, wanted, currencies, newest_first=True), limit + 1))
            if len(latest) > limit and sys.stderr.isatty():
                complain("events", say("only the latest {number}; --limit 0 prints all", number=limit))
            events = reversed(latest[:limit])
        else:
            events = _found(journal, wanted, currencies, newest_first=False)
        for line in _lines(events, options.format, found.zone):
            print(line)
    return DONE


def _lines(events: Iterable[Kept], form: str, zone: tzinfo | None) -> Iterator[str]:
    match form:
        case "json":
            return as_json(events)
        case "ndjson":
            return as_ndjson(events)
        case "csv":
            return as_csv(events)
        case _:
            return as_table(events, zone)


def _prefix(text: str | None) -> str:
    if text is None:
        return ""
    if not text.strip():
        raise UsageError(say("--event-id is empty; give the beginning of an eventID"))
    return text.strip()


def _currencies(wanted: list[str] | None, journal: Journal) -> tuple[str, ...]:
    """The codes asked for. Raises UsageError for one that the journal never heard of: a slip, most likely."""
    codes = tuple(dict.fromkeys(code.strip().upper() for code in wanted or ()))
    known = journal.currencies() if codes else frozenset()
    for code in codes:
        if code not in known:
            raise UsageError(say('no event names a currency "{code}"', code=harmless(code, 40)))
    return codes


def _found(
    journal: Journal, wanted: Wanted, currencies: tuple[str, ...], *, newest_first: bool
) -> Iterator[Kept]:
    """What is wanted of any of the currencies, each event once."""
    if not currencies:
        yield from search(journal, wanted, newest_first=newest_first)
        return
    searches = (
        search(
            journal,
            Wanted(code, wanted.event_id, wanted.kinds, wanted.since, wanted.until),
            newest_first=newest_first,
        )
        for code in currencies
    )
    last = None
    for kept in heapq.merge(*searches, key=lambda kept: kept.seq, reverse=newest_first):
        if kept.seq != last:
            yield kept
        last = kept.seq
