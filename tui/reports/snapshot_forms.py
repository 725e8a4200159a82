"""The balances once, in each of the forms that can be asked for."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Literal, assert_never

from msgspec import Struct

from tui.core.book import Book
from tui.core.query import Query, rows
from tui.core.record import MessageRecord
from tui.reports.plain import table
from tui.reports.rows import FIELDS, SCHEMA_VERSION, as_row

Format = Literal["table", "json", "csv"]


class Found(Struct, frozen=True):
    """A complete book, and where and when it came from."""

    book: Book
    host: str
    event: MessageRecord
    """The latest event in the book: the snapshot itself, or what completed a partial one."""
    now: float
    """Seconds of the clock that ages are counted on."""


def lines(found: Found, view: Query, form: Format) -> Iterable[str]:
    """What is printed, line by line."""
    match form:
        case "table":
            return table(found.book, view, found.now)
        case "json":
            return as_json(found, view).splitlines()
        case "csv":
            return as_csv(found, view).splitlines()
        case _:
            assert_never(form)


def as_json(found: Found, view: Query) -> str:
    """One object (docs/schemas/snapshot.json), in ASCII, which every alphabet holds."""
    event = found.event
    return json.dumps(
        {
            "schema_version": SCHEMA_VERSION,
            "kind": "snapshot",
            "host": found.host,
            "eventID": event.event_id,
            "timestamp": event.timestamp,
            "received": event.received,
            "may_be_behind": found.book.behind,
            "balances": [as_row(found.book.entries[each]) for each in rows(found.book, view, found.now)],
        },
        indent=2,
    )


def as_csv(found: Found, view: Query) -> str:
    """A heading and a line for each row; flags in one field, true and false in words as JSON has them."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(FIELDS)
    for each in rows(found.book, view, found.now):
        row = as_row(found.book.entries[each])
        writer.writerow([_field(row[name]) for name in FIELDS])
    return text.getvalue()


def _field(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "; ".join(value) if isinstance(value, list) else str(value)
