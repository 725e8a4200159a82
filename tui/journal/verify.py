"""The whole journal replayed, and every checkpoint held against what came of that."""

import sqlite3
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from tui.core.book import Book
from tui.core.record import Record
from tui.core.replaying import replayed
from tui.journal.codec import DamagedError, Row, book, record
from tui.journal.gap import lost_by
from tui.journal.rebuild import items
from tui.journal.store import Journal, JournalError
from tui.journal.trouble import words
from tui.tongue import say

MOST: Final = 1_000
"""Faults that are kept in words; the rest are only counted."""

_END = (1 << 62) - 1


class Verdict(Struct):
    """What was looked at, and what was wrong."""

    records: int = 0
    doubles: int = 0
    sessions: int = 0
    checkpoints: int = 0
    count: int = 0
    """Of faults."""
    findings: list[str] = []
    """What is wrong, and where."""

    def fault(self, words: str) -> None:
        """Note that something is wrong."""
        self.count += 1
        if len(self.findings) < MOST:
            self.findings.append(words)


def verify(journal: Journal) -> Verdict:
    """Look at all of a journal, as it is at this moment. Raises JournalError where it cannot even be read."""
    verdict, db = Verdict(), journal.connection
    try:
        db.execute("BEGIN")  # others may write meanwhile
        try:
            for (said,) in db.execute(f"PRAGMA integrity_check({MOST})"):
                if said != "ok":
                    verdict.fault(say("the file: {why}", why=said))
            _numbers(db, verdict)
            for (session,) in db.execute("SELECT id FROM session ORDER BY id").fetchall():
                _Session(db, session, verdict).walk()
        except sqlite3.DatabaseError as error:
            why = words(error)
            verdict.fault(say("the file: {why}; what is behind that cannot be looked at", why=why))
        finally:
            db.execute("ROLLBACK")
    except sqlite3.Error as error:
        raise JournalError(say("the journal cannot be read: {why}", why=words(error))) from error
    return verdict


def _numbers(db: sqlite3.Connection, verdict: Verdict) -> None:
    expected: int | None = None
    for (seq,) in db.execute("SELECT seq FROM record ORDER BY seq"):
        if expected is not None and seq != expected:
            verdict.fault(say("records {first} to {last} are missing", first=expected, last=seq - 1))
        expected = seq + 1
        verdict.records += 1
    for table in ("record", "double", "checkpoint"):
        unknown = db.execute(
            f"SELECT DISTINCT session FROM {table} WHERE session NOT IN (SELECT id FROM session) LIMIT 20"
        )
        for (session,) in unknown.fetchall():
            verdict.fault(
                say(
                    "session {session} is in the table {table}, and is not known",
                    session=session,
                    table=table,
                )
            )
    (verdict.doubles,) = db.execute("SELECT count(*) FROM double").fetchone()
    (verdict.sessions,) = db.execute("SELECT count(*) FROM session").fetchone()
    (verdict.checkpoints,) = db.execute("SELECT count(*) FROM checkpoint").fetchone()


class _Session:
    """One session's records and doubles, in order, beside its checkpoints."""

    def __init__(self, db: sqlite3.Connection, session: int, verdict: Verdict) -> None:
        self._db, self._session, self._verdict = db, session, verdict
        self._checkpoints: Iterator[tuple[int, bytes]] = db.execute(
            "SELECT ordinal, book FROM checkpoint WHERE session = ? ORDER BY ordinal", (session,)
        )
        self._next = next(self._checkpoints, None)

    def walk(self) -> None:
        """Replay it from its beginning, or from its first checkpoint where the beginning was let go."""
        state: Book | None = Book()
        expected: int | None = None
        is_said = False  # of what cannot be replayed up to the next checkpoint
        for ordinal, row in items(self._db, self._session, 0, _END):
            found = self._record(ordinal, row)
            lost = 0 if found is None else lost_by(found)
            if expected is None:
                state = None if ordinal else state
            elif ordinal != expected and ordinal - expected + 1 != lost:
                self._fault(expected, say("and up to {last} missing", last=ordinal - 1))
                state = None
            state = self._checked(ordinal, state)
            is_said = is_said and state is None
            if state is None and not lost and not is_said:
                self._fault(ordinal, say("there is no checkpoint to go on from"))
                is_said = True
            if found is None:
                state, is_said = None, True
            elif lost:
                state = None
            elif state is not None:
                state = replayed(state, found)
            expected = ordinal + 1
        if expected is not None:
            self._checked(expected, state)
            self._strays(_END)

    def _record(self, ordinal: int, row: Row) -> Record | None:
        try:
            return record(row)
        except DamagedError as error:
            self._fault(ordinal, say("damaged: {what}", what=error))
            return None

    def _checked(self, ordinal: int, state: Book | None) -> Book | None:
        """The book at an ordinal, as replayed, or by the checkpoint where that is all that is known."""
        self._strays(ordinal)
        if self._next is None or self._next[0] != ordinal:
            return state
        _, data = self._next
        self._next = next(self._checkpoints, None)
        try:
            kept = book(data)
        except DamagedError as error:
            self._fault(ordinal, say("damaged checkpoint: {what}", what=error))
            return state
        if state is not None and kept != state:
            self._fault(ordinal, say("the checkpoint is not what the records before it make"))
        return kept if state is None else state

    def _strays(self, ordinal: int) -> None:
        """Checkpoints before an ordinal that were not come by."""
        while self._next is not None and self._next[0] < ordinal:
            self._fault(self._next[0], say("a checkpoint of a record that is not there"))
            self._next = next(self._checkpoints, None)

    def _fault(self, ordinal: int, words: str) -> None:
        where = {"session": self._session, "record": ordinal}
        self._verdict.fault(say("session {session}, record {record}: {fault}", fault=words, **where))
