"""The book at any moment, rebuilt from the nearest checkpoint and the records behind it."""

import sqlite3
from collections.abc import Iterator
from typing import Final

from tui.core.book import Book
from tui.core.record import MessageRecord, Record
from tui.core.replaying import replayed
from tui.journal.codec import NS, DamagedError, Row, book, kind_of, record

_ITEMS: Final = """
    SELECT ordinal, received, generation, kind, event_id, timestamp, raw, detail
    FROM record WHERE session = :session AND ordinal >= :first AND ordinal < :end
    UNION ALL
    SELECT double.ordinal, double.received, double.generation,
           coalesce(record.kind, doubled.kind), coalesce(record.event_id, doubled.event_id),
           coalesce(record.timestamp, doubled.timestamp), coalesce(record.raw, doubled.raw),
           coalesce(record.detail, doubled.detail)
    FROM double LEFT JOIN record ON record.seq = double.seq LEFT JOIN doubled ON doubled.seq = double.seq
    WHERE double.session = :session AND double.ordinal >= :first AND double.ordinal < :end
    ORDER BY 1
"""


class IncompleteError(Exception):
    """What is needed to rebuild a book is not in the journal any more, or is damaged there."""


def items(db: sqlite3.Connection, session: int, first: int, end: int) -> Iterator[tuple[int, Row]]:
    """The records and doubles of a session from one ordinal to before another, in order."""
    for ordinal, *columns in db.execute(_ITEMS, {"session": session, "first": first, "end": end}):
        yield ordinal, Row(*columns)


def book_before(db: sqlite3.Connection, session: int, ordinal: int) -> Book:
    """The book as that session had it before its record of that ordinal.

    Raises IncompleteError where records are missing or damaged, sqlite3.Error for a journal that cannot be read.
    """
    checkpoint = db.execute(
        "SELECT ordinal, book FROM checkpoint WHERE session = ? AND ordinal <= ? ORDER BY ordinal DESC LIMIT 1",
        (session, ordinal),
    ).fetchone()
    try:
        at, state = (0, Book()) if checkpoint is None else (checkpoint[0], book(checkpoint[1]))
        for found, row in items(db, session, at, ordinal):
            if found != at:
                break
            state = replayed(state, bare(row))
            at += 1
    except DamagedError as error:
        raise IncompleteError from error
    if at != ordinal:
        raise IncompleteError
    return state


def bare(row: Row) -> Record:
    """As much of a record as the book is moved by: what else there is to a message, its bytes say again.

    Raises DamagedError for a row that holds none.
    """
    kind = kind_of(row)
    return record(row) if kind is None else MessageRecord(row.received // NS, row.generation, kind, row.raw)
