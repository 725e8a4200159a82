"""The journal's file, open for writing: one transaction for each batch, whole or not at all."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from tui.core.book import Book
from tui.core.record import Kind, MessageRecord
from tui.journal.codec import Row, book_bytes, row
from tui.journal.gap import gap
from tui.journal.opening import leave, opened
from tui.journal.place import Identity, identity_of, make_private
from tui.journal.waiting import Batch, Waiting


class Session(Struct):
    """One run's place among those that write the file."""

    host: str
    started: int
    """Unix ns."""
    number: int | None = None
    """In the file, from the first record on."""
    expected: int = 0
    """The ordinal that comes next, lost ones counted."""
    has_snapshot: bool = False


class MovedError(Exception):
    """The file was renamed or deleted, so that what is written into it nobody would find."""


class JournalFile:
    """One session's way into the file.

    Opening raises OSError, sqlite3.Error and `schema.migrate`'s; every method sqlite3.Error and OSError.
    """

    def __init__(self, path: Path, session: Session, now_ns: int) -> None:
        """Open or make the file, and go on with `session` if it is there, or begin it anew."""
        self._path = path
        self._session = session
        self._currencies: dict[str, int] = {}
        self.identity: Identity = make_private(path, now_ns)
        self._db = opened(path)
        try:
            if session.number is not None:
                self._resume()
        except BaseException:
            self._db.close()
            raise

    def _resume(self) -> None:
        """Find out how much of the session the file holds: nobody told whether the last transaction went through."""
        session, number = self._session, self._session.number
        same = self._db.execute(
            "SELECT 1 FROM session WHERE id = ? AND host = ? AND started = ?",
            (number, session.host, session.started),
        ).fetchone()
        (last,) = self._db.execute(
            "SELECT max((SELECT coalesce(max(ordinal), -1) FROM record WHERE session = :id),"
            " (SELECT coalesce(max(ordinal), -1) FROM double WHERE session = :id))",
            {"id": number},
        ).fetchone()
        if same is None:
            session.number, session.has_snapshot = None, False
        else:
            session.expected = max(session.expected, last + 1)

    def close(self) -> None:
        """Close the file; the last one out folds the WAL into it."""
        leave(self._db, self._path, self.identity)

    @property
    def connection(self) -> sqlite3.Connection:
        """For what else is done to the file by the same thread."""
        return self._db

    def check(self) -> None:
        """Raise MovedError if the file is no longer the one of its name."""
        if identity_of(self._path) != self.identity:
            raise MovedError

    def write(self, batch: Batch | None, seen: int) -> None:
        """Write all of `batch`; `seen`, Unix ns, is when this session was last known to hear the exchange."""
        self.check()
        session = self._session
        before = session.number, session.expected, session.has_snapshot
        self._db.execute("BEGIN IMMEDIATE")
        try:
            if batch is None:
                self._mark(seen)
            else:
                self._write_all(batch, seen)
            self._db.execute("COMMIT")
        except BaseException:
            session.number, session.expected, session.has_snapshot = before
            self._currencies.clear()
            if self._db.in_transaction:  # a full disk has ended it already
                self._db.execute("ROLLBACK")
            raise

    def _mark(self, seen: int) -> bool:
        marked = self._db.execute(
            "UPDATE session SET seen = ? WHERE id = ? AND started = ?",
            (seen, self._session.number, self._session.started),
        )
        return marked.rowcount == 1

    def _write_all(self, batch: Batch, seen: int) -> None:
        session = self._session
        records = [each for each in batch.records if each.ordinal >= session.expected]
        is_new = not self._mark(seen)  # also where the journal has let go of all that this session ever wrote
        if is_new:
            session.number = self._begun(seen)
            session.has_snapshot = False
        if not records:
            return
        (newest,) = self._db.execute("SELECT coalesce(max(seq), 0) FROM record").fetchone()
        first = records[0]
        lost = first.ordinal - session.expected
        if lost:
            stands = row(gap(lost, first.record, batch.state))
            newest = self._insert(first.ordinal - 1, stands, newest)
        # `batch.before` is the book before its first record, which may have been written the last time.
        if ((is_new and first.ordinal) or lost) and first is batch.records[0]:
            self._checkpoint(first.ordinal, newest + 1, batch.before)
        for each in records:
            newest = self._write_one(each, newest)
            session.expected = each.ordinal + 1

    def _begun(self, seen: int) -> int:
        added = self._db.execute(
            "INSERT INTO session (host, started, seen) VALUES (?, ?, ?)",
            (self._session.host, self._session.started, seen),
        )
        assert added.lastrowid is not None  # noqa: S101 - an INSERT has one
        return added.lastrowid

    def _write_one(self, each: Waiting, newest: int) -> int:
        """Write a record behind the one numbered `newest`; the number of the newest then."""
        if each.ordinal and each.before is not None:
            self._checkpoint(each.ordinal, newest + 1, each.before)
        columns = row(each.record)
        first = self._recorded_by_another(columns)
        if first is not None:
            self._db.execute(
                "INSERT INTO double VALUES (?, ?, ?, ?, ?, ?)",
                (self._session.number, each.ordinal, first, newest, columns.received, columns.generation),
            )
            return newest
        newest = self._insert(each.ordinal, columns, newest)
        self._db.executemany(
            "INSERT OR REPLACE INTO balance VALUES (?, ?, ?, ?, ?, ?)",
            self._balances(each, newest, columns.received),
        )
        return newest

    def _checkpoint(self, ordinal: int, seq: int, book: Book) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO checkpoint VALUES (?, ?, ?, ?)",
            (self._session.number, ordinal, seq, book_bytes(book)),
        )

    def _insert(self, ordinal: int, columns: Row, newest: int) -> int:
        self._db.execute(
            "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                newest + 1,
                self._session.number,
                ordinal,
                columns.received,
                columns.generation,
                columns.kind,
                columns.event_id,
                columns.timestamp,
                columns.raw,
                columns.detail,
            ),
        )
        return newest + 1

    def _recorded_by_another(self, columns: Row) -> int | None:
        if not columns.event_id:
            return None
        found = self._db.execute(
            "SELECT seq FROM record WHERE event_id = ? COLLATE NOCASE AND event_id <> ''"
            " AND session <> ? AND raw = ? LIMIT 1",
            (columns.event_id, self._session.number, columns.raw),
        ).fetchone()
        return None if found is None else int(found[0])

    def _balances(self, each: Waiting, seq: int, received: int) -> Iterable[tuple[object, ...]]:
        record = each.record
        if not isinstance(record, MessageRecord):
            return
        balances = each.balances
        if record.kind is Kind.SNAPSHOT and each.balances:
            if self._session.has_snapshot:
                moved = {change.after.currency for change in record.changes}
                balances = tuple(balance for balance in each.balances if balance.currency in moved)
            self._session.has_snapshot = True
        for balance in balances:
            number = self._currency(balance.currency)
            yield (number, seq, received, *map(str, (balance.amount, balance.available, balance.stake)))

    def _currency(self, code: str) -> int:
        number = self._currencies.get(code)
        if number is None:
            self._db.execute("INSERT OR IGNORE INTO currency (code) VALUES (?)", (code,))
            (number,) = self._db.execute("SELECT id FROM currency WHERE code = ?", (code,)).fetchone()
            self._currencies[code] = number
        return int(number)
