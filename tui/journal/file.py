"""The journal's file, open for writing: one transaction for each batch, whole or not at all."""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from tui.core.link import State
from tui.core.record import Kind, LinkRecord, MessageRecord
from tui.journal.codec import Row, book_bytes, row
from tui.journal.place import make_private
from tui.journal.schema import migrate
from tui.journal.waiting import Waiting

CHECKPOINT_EVERY: Final = 500
"""Records of a session between two whole books: so many at most are replayed to rebuild a moment."""

BUSY_SECONDS: Final = 2.0
"""How long another session may hold the file before this one tries again later."""


class JournalFile:
    """One session's way into the file. Every method may raise sqlite3.Error; opening also OSError and `schema`'s."""

    def __init__(self, path: Path, host: str, started: int) -> None:
        """Open or make the file, and begin a session at `started`, Unix ns."""
        make_private(path)
        self._db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            migrate(self._db)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            self._currencies: dict[str, int] = {}
            self._host, self._started = host, started
            self.session: int | None = None
            """Its number in the file, from the first record on."""
            self._expected = 0
            self._has_snapshot = False
        except BaseException:
            self._db.close()
            raise

    def close(self) -> None:
        """Close the file; the last one out folds the WAL into it."""
        self._db.close()

    @property
    def connection(self) -> sqlite3.Connection:
        """For what else is done to the file by the same thread."""
        return self._db

    def write(self, batch: Sequence[Waiting], seen: int) -> None:
        """Write all of `batch`; `seen`, Unix ns, is when this session was last known to hear the exchange."""
        before = (self.session, self._expected, self._has_snapshot)
        self._db.execute("BEGIN IMMEDIATE")
        try:
            if self.session is None:
                self.session = self._begun()
            (newest,) = self._db.execute("SELECT coalesce(max(seq), 0) FROM record").fetchone()
            for each in batch:
                newest = self._write_one(each, newest)
            self._db.execute("UPDATE session SET seen = max(seen, ?) WHERE id = ?", (seen, self.session))
            self._db.execute("COMMIT")
        except BaseException:
            self.session, self._expected, self._has_snapshot = before
            self._currencies.clear()
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    def _begun(self) -> int:
        added = self._db.execute(
            "INSERT INTO session (host, started, seen) VALUES (?, ?, ?)",
            (self._host, self._started, self._started),
        )
        assert added.lastrowid is not None  # noqa: S101 - an INSERT has one
        return added.lastrowid

    def _write_one(self, each: Waiting, newest: int) -> int:
        """Write a record behind the one numbered `newest`; the number of the newest then."""
        lost = each.ordinal - self._expected
        if lost:
            newest = self._insert(each.ordinal - 1, _gap(each, lost), newest)
        if lost or (each.ordinal and each.ordinal % CHECKPOINT_EVERY == 0):
            self._db.execute(
                "INSERT INTO checkpoint VALUES (?, ?, ?, ?)",
                (self.session, each.ordinal, newest + 1, book_bytes(each.before)),
            )
        self._expected = each.ordinal + 1
        columns = row(each.record)
        first = self._recorded_by_another(columns)
        if first is not None:
            self._db.execute(
                "INSERT INTO double VALUES (?, ?, ?, ?, ?, ?)",
                (self.session, each.ordinal, first, newest, columns.received, columns.generation),
            )
            return newest
        newest = self._insert(each.ordinal, columns, newest)
        self._db.executemany(
            "INSERT OR REPLACE INTO balance VALUES (?, ?, ?, ?, ?, ?)",
            self._balances(each, newest, columns.received),
        )
        return newest

    def _insert(self, ordinal: int, columns: Row, newest: int) -> int:
        self._db.execute(
            "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                newest + 1,
                self.session,
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
            "SELECT seq FROM record WHERE event_id = ? AND event_id <> '' AND session <> ? AND raw = ? LIMIT 1",
            (columns.event_id, self.session, columns.raw),
        ).fetchone()
        return None if found is None else int(found[0])

    def _balances(self, each: Waiting, seq: int, received: int) -> Iterable[tuple[object, ...]]:
        record = each.record
        if not isinstance(record, MessageRecord) or record.kind not in (Kind.SNAPSHOT, Kind.UPDATE):
            return
        named: Iterable[str] = record.currencies
        if record.kind is Kind.SNAPSHOT:
            if self._has_snapshot:
                named = (change.after.currency for change in record.changes)
            self._has_snapshot = True
        for currency in named:
            entry = each.after.entries.get(currency)
            if entry is not None:
                values = entry.balance.amount, entry.balance.available, entry.balance.stake
                yield (self._currency(currency), seq, received, *map(str, values))

    def _currency(self, code: str) -> int:
        number = self._currencies.get(code)
        if number is None:
            self._db.execute("INSERT OR IGNORE INTO currency (code) VALUES (?)", (code,))
            (number,) = self._db.execute("SELECT id FROM currency WHERE code = ?", (code,)).fetchone()
            self._currencies[code] = number
        return int(number)


def _gap(each: Waiting, lost: int) -> Row:
    """What stands in the journal for records that nothing could be done with in time."""
    records = "record was" if lost == 1 else "records were"
    words = f"{lost} {records} not kept: the journal could not be written"
    record = each.record
    state = record.state if isinstance(record, LinkRecord) else State.SYNCING
    return row(LinkRecord(record.received, record.generation, state, words))
