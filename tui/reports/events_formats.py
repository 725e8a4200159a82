"""Events as a table for people, and as JSON, a JSON document a line, or CSV for programs. Amounts are texts, exact."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, Final

from tui.core.amount import digits
from tui.core.balance import Balance
from tui.core.entry import Change
from tui.core.record import LinkRecord, MessageRecord, Record
from tui.core.text import NOTHING, date_and_clock
from tui.core.width import cells, padded
from tui.core.words import summary
from tui.journal.search import LINK
from tui.journal.store import Kept
from tui.reports.events_arguments import KINDS
from tui.tongue import say

SCHEMA: Final = 1
"""Of the JSON formats; it rises when a name is taken away or means something else."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

_AMOUNTS: Final = ("amount", "available", "stake", "tradable")

CSV_HEADER: Final = (
    *("seq", "received", "generation", "kind", "event_id", "timestamp", "currency", "cause"),
    *(f"{name}_before" for name in _AMOUNTS),
    *_AMOUNTS,
    "words",
)

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""With which a spreadsheet begins to calculate."""

_RECEIVED_WIDTH: Final = len("2026-11-22 14:03:22.365 UTC+8")
_EVENT_ID_WIDTH: Final = len("11111111-2222-3333-4444-555555555555")


def as_table(events: Iterable[Kept], zone: tzinfo | None) -> Iterator[str]:
    """A line for each event, all of which fit under each other without knowing the rest."""
    widths = (_RECEIVED_WIDTH, max(cells(say(kind)) for kind in KINDS), _EVENT_ID_WIDTH)
    yield _row(widths, say("Received"), say("Kind"), "eventID", say("What"))
    for kept in events:
        record = kept.record
        received, kind = date_and_clock(record.received, zone), say(_kind(record))
        event_id = "" if isinstance(record, LinkRecord) else record.event_id
        yield _row(widths, received, kind, event_id or NOTHING, _words(record))


def as_json(events: Iterable[Kept]) -> Iterator[str]:
    """One document, its events one a line."""
    yield f'{{"schema": {SCHEMA}, "events": ['
    before = ""
    for kept in events:
        if before:
            yield before + ","
        before = json.dumps(_object(kept))
    yield from ([before] if before else [])
    yield "]}"


def as_ndjson(events: Iterable[Kept]) -> Iterator[str]:
    """A document for each event."""
    yield from (json.dumps({"schema": SCHEMA} | _object(kept)) for kept in events)


def as_csv(events: Iterable[Kept]) -> Iterator[str]:
    """A line for each change, and one for each event without; the first names the columns."""
    yield _csv(CSV_HEADER)
    for kept in events:
        record = kept.record
        event_id, stamp = "", ""
        changes: tuple[Change | None, ...] = ()
        if isinstance(record, MessageRecord):
            event_id, changes = _inert(record.event_id), record.changes
            # What could not be decoded has no time of the exchange's.
            stamp = str(record.timestamp) if record.event_id or record.timestamp else ""
        head = (kept.seq, _iso(record), record.generation, _kind(record), event_id, stamp)
        for change in changes or (None,):
            yield _csv((*head, *_change_cells(change), _inert(_words(record))))


def _row(widths: tuple[int, ...], *texts: str) -> str:
    """Texts under those of the row before; the last may be as long as it is."""
    *aligned, last = texts
    return "  ".join([*map(padded, aligned, widths), last]).rstrip()


def _kind(record: Record) -> str:
    return LINK if isinstance(record, LinkRecord) else record.kind.value


def _words(record: Record) -> str:
    return f"{record.state.value}: {summary(record)}" if isinstance(record, LinkRecord) else summary(record)


def _iso(record: Record) -> str:
    """`2026-11-22T06:03:22.365000123Z`: in UTC, to the nanosecond; the bare number where no calendar reaches."""
    try:
        at = _EPOCH + timedelta(milliseconds=record.received)
    except OverflowError:
        return str(record.received)
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}{record.beyond:06d}Z"


def _object(kept: Kept) -> dict[str, Any]:
    record = kept.record
    head = {
        "seq": kept.seq,
        "session": kept.session,
        "received": _iso(record),
        "generation": record.generation,
        "kind": _kind(record),
    }
    notes = [{"note": note.kind.value, "currencies": list(note.currencies)} for note in record.notes]
    if isinstance(record, LinkRecord):
        return head | {"state": record.state.value, "words": record.words, "notes": notes}
    return head | {
        "event_id": record.event_id,
        "timestamp": record.timestamp,
        "datetime": record.datetime,
        "novelty": record.novelty.value,
        "reason": record.reason,
        "currencies": list(record.currencies),
        "changes": [
            {
                "currency": change.after.currency,
                "cause": change.cause.value,
                "before": None if change.before is None else _balance(change.before),
                "after": _balance(change.after),
            }
            for change in record.changes
        ],
        "notes": notes,
    }


def _balance(balance: Balance) -> dict[str, str | bool]:
    return {
        "amount": digits(balance.amount),
        "available": digits(balance.available),
        "stake": digits(balance.stake),
        "tradable": balance.tradable,
    }


def _change_cells(change: Change | None) -> tuple[object, ...]:
    if change is None:
        return ("",) * (2 + 2 * len(_AMOUNTS))
    before = ("",) * len(_AMOUNTS) if change.before is None else _cells(change.before)
    return (change.after.currency, change.cause.value, *before, *_cells(change.after))


def _cells(balance: Balance) -> tuple[str, ...]:
    return tuple(("no", "yes")[it] if isinstance(it, bool) else it for it in _balance(balance).values())


def _inert(text: str) -> str:
    """A foreign text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _csv(cells: Iterable[object]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()
