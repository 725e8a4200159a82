"""What can be asked of a journal. Reading never holds up those who write."""

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from tui.core.book import Book
from tui.core.record import Kind, LinkRecord, MessageRecord, Record
from tui.journal.codec import NS, DamagedError, Row, record
from tui.journal.moment import Moment, Position, best, last_record, link_at
from tui.journal.rebuild import IncompleteError, book_before, items
from tui.journal.schema import ForeignError, TooNewError, check
from tui.journal.trouble import words
from tui.tongue import marked, say

_COLUMNS: Final = "received, generation, kind, event_id, timestamp, raw, detail"

_BUSY_SECONDS: Final = 1.0

_LATEST: Final = (1 << 63) - 1

_SPAN: Final = (
    # Two questions: asked for both at once, SQLite reads all records.
    "SELECT coalesce((SELECT min(seq) FROM record), 1), coalesce((SELECT max(seq) FROM record), 0) + 1"
)


_Bound = Sequence[int | str] | Mapping[str, int | str]


DAMAGED_RECORD: Final = marked("damaged in the journal: nobody can say what this was")
"""What is to be said in the place of a record that cannot be read."""


class JournalError(Exception):
    """A journal that cannot be read; its text is for people."""


class NoJournalError(JournalError):
    """There is none at that path."""


class Kept(Struct, frozen=True):
    """A record with its number in the journal."""

    seq: int
    session: int
    record: Record


class Sample(Struct, frozen=True):
    """What a currency's values were from a moment on, as the journal's texts of exact decimals."""

    seq: int
    received: int
    """Unix ns."""
    amount: str
    available: str
    stake: str


class Journal:
    """A journal, open for reading. Methods raise JournalError for one that cannot be read."""

    def __init__(self, path: Path) -> None:
        """Open the file at `path`. Raises JournalError, also where there is none."""
        self.path = path
        try:
            if not path.exists():
                raise NoJournalError(say("there is no journal at {path}", path=path))
            if not path.is_file():
                raise JournalError(say("{path} is no regular file", path=path))
            self._db, self.version = _opened(path)
        except (sqlite3.Error, OSError, TooNewError, ForeignError) as error:
            raise JournalError(say("{path}: {why}", path=path, why=words(error))) from error
        if not self.version:
            self._db.close()
            raise NoJournalError(say("there is no journal at {path}: the file is empty", path=path))

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @property
    def connection(self) -> sqlite3.Connection:
        """For questions of its own; read-only."""
        return self._db

    def span(self) -> tuple[int, int]:
        """The number of the first record, and that behind the last one; equal where there is none."""
        first, end = self._one(_SPAN)
        return int(first), int(end)

    def records(self, first: int, end: int) -> list[Kept]:
        """The records from one number to before another, oldest first; those that are not there are left out."""
        return list(
            self._kept(
                f"SELECT seq, session, {_COLUMNS} FROM record WHERE seq >= ? AND seq < ? ORDER BY seq",
                (first, end),
            )
        )

    def host(self) -> str:
        """Who was heard last; empty where nobody was."""
        found = self._find("SELECT host FROM session ORDER BY id DESC LIMIT 1")
        return "" if found is None else str(found[0])

    def asked(self, query: str, parameters: _Bound = ()) -> list[tuple[Any, ...]]:
        """What a query of our own finds, all of it."""
        return self._all(query, parameters)

    def numbers(self, query: str, parameters: _Bound) -> list[int]:
        """The numbers that a query of another module of this room finds."""
        return [int(row[0]) for row in self._all(query, parameters)]

    def currencies(self) -> frozenset[str]:
        """Every currency that was ever named."""
        return frozenset(str(row[0]) for row in self._all("SELECT code FROM currency"))

    def numbered(self, numbers: Sequence[int]) -> list[Kept]:
        """The records with these numbers, in this order; those that are not there are left out."""
        found = {
            kept.seq: kept
            for kept in self._kept(
                f"SELECT seq, session, {_COLUMNS} FROM record WHERE seq IN ({', '.join('?' * len(numbers))})",
                tuple(numbers),
            )
        }
        return [found[number] for number in numbers if number in found]

    def between(self, since: int | None, until: int | None) -> tuple[int, int]:
        """From which number to before which other one all lie that were received from `since` to `until`, Unix ns."""
        first, last = self._all(
            "SELECT min(seq), max(seq) FROM record INDEXED BY record_by_time WHERE received BETWEEN ? AND ?",
            (0 if since is None else since, _LATEST if until is None else until),
        )[0]
        return (0, 0) if first is None else (int(first), int(last) + 1)

    def of_session(self, session: int, first: int, end: int) -> list[tuple[int, Record]]:
        """What a session recorded from one ordinal to before another, doubles of another's records included."""
        try:
            return [(ordinal, record(row)) for ordinal, row in items(self._db, session, first, end)]
        except (sqlite3.Error, DamagedError) as error:
            raise _unreadable(error) from error

    def at(self, moment: int) -> Moment | None:
        """The account at a moment, Unix ns; None where nothing was recorded until then."""
        moment = max(-_LATEST, min(moment, _LATEST))
        try:
            seq = last_record(self._db, moment)
            return None if seq is None else self._moment(seq, moment, best(self._db, moment, seq))
        except sqlite3.Error as error:
            raise _unreadable(error) from error

    def behind(self, seq: int) -> Moment:
        """The account as the record `seq` left it. Raises JournalError where there is no such record."""
        session, ordinal, received = self._one(
            "SELECT session, ordinal, received FROM record WHERE seq = ?", (seq,)
        )
        return self._moment(seq, int(received), Position(session, ordinal, seq))

    def book_at(self, seq: int) -> Book:
        """The book behind the record `seq`, as the session had it that wrote it."""
        return self._book(Position(*self._one("SELECT session, ordinal FROM record WHERE seq = ?", (seq,))))

    def history(self, currency: str, since: int, until: int) -> list[Sample]:
        """A currency's values: the last ones before `since` (Unix ns), and all from then to `until`."""
        number = self._find("SELECT id FROM currency WHERE code = ?", (currency,))
        if number is None:
            return []
        columns = "seq, received, amount, available, stake"
        before = self._all(
            f"SELECT {columns} FROM balance WHERE currency = ? AND received < ? ORDER BY seq DESC LIMIT 1",
            (number[0], since),
        )
        rest = self._all(
            f"SELECT {columns} FROM balance WHERE currency = ? AND received BETWEEN ? AND ? ORDER BY seq",
            (number[0], since, until),
        )
        return [Sample(*row) for row in (*before, *rest)]

    def next_of(self, currency: str, seq: int, *, newer: bool) -> int | None:
        """The number of the nearest record that names a currency, behind or before `seq`."""
        relation, order = (">", "ASC") if newer else ("<", "DESC")
        found = self._find(
            "SELECT balance.seq FROM balance JOIN currency ON currency.id = balance.currency "
            f"WHERE currency.code = ? AND balance.seq {relation} ? ORDER BY balance.seq {order} LIMIT 1",
            (currency, seq),
        )
        return None if found is None else int(found[0])

    # How it is asked

    def _moment(self, seq: int, at: int, position: Position) -> Moment:
        (received,) = self._one("SELECT received FROM record WHERE seq = ?", (seq,))
        (seen,) = self._find("SELECT seen FROM session WHERE id = ?", (position.session,)) or (received,)
        try:
            link = link_at(self._db, position, self._step)
        except sqlite3.Error as error:
            raise _unreadable(error) from error
        heard = min(max(int(seen), int(received)), at)
        return Moment(at, seq, int(received), self._book(position), link, heard)

    def _step(self, seq: int) -> LinkRecord | None:
        found = next(iter(self.records(seq, seq + 1)), None)
        return found.record if found is not None and isinstance(found.record, LinkRecord) else None

    def _book(self, position: Position) -> Book:
        try:
            return book_before(self._db, position.session, position.ordinal + 1)
        except IncompleteError as error:
            raise JournalError(
                say("what this moment is rebuilt from is damaged or not in the journal any more")
            ) from error
        except sqlite3.Error as error:
            raise _unreadable(error) from error

    def _kept(self, query: str, parameters: _Bound = ()) -> Iterator[Kept]:
        for seq, session, *columns in self._all(query, parameters):
            row = Row(*columns)
            try:
                yield Kept(seq, session, record(row))
            except DamagedError:
                received = row.received if isinstance(row.received, int) else 0
                yield Kept(
                    seq,
                    session,
                    MessageRecord(received // NS, 0, Kind.IGNORED, b"", reason=say(DAMAGED_RECORD)),
                )

    def _one(self, query: str, parameters: _Bound = ()) -> tuple[Any, ...]:
        found = self._find(query, parameters)
        if found is None:
            raise JournalError(say("the journal has no such record"))
        return found

    def _find(self, query: str, parameters: _Bound = ()) -> tuple[Any, ...] | None:
        rows = self._all(query, parameters)
        return rows[0] if rows else None

    def _all(self, query: str, parameters: _Bound = ()) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(query, parameters).fetchall()
        except sqlite3.Error as error:
            raise _unreadable(error) from error


def _unreadable(error: Exception) -> JournalError:
    return JournalError(say("the journal cannot be read: {why}", why=words(error)))


def _opened(path: Path) -> tuple[sqlite3.Connection, int]:
    """A connection that cannot write, and the file's version. Raises sqlite3.Error and `schema.check`'s."""
    try:
        return _connected(path, "mode=ro")
    except sqlite3.OperationalError:
        # On a disk that cannot be written SQLite cannot make what readers and writers share; nobody writes there.
        if path.with_name(f"{path.name}-wal").exists() or os.access(path.parent, os.W_OK):
            raise
        return _connected(path, "mode=ro&immutable=1")


def _connected(path: Path, how: str) -> tuple[sqlite3.Connection, int]:
    db = sqlite3.connect(
        f"{path.absolute().as_uri()}?{how}",
        uri=True, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False,
    )  # fmt: skip
    db.text_factory = _text
    try:
        return db, check(db)
    except BaseException:
        db.close()
        raise


def _text(data: bytes) -> str:
    """A text of the journal; a damaged page may hold bytes that are none."""
    return data.decode(errors="replace")
