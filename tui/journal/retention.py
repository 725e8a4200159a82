"""How long the journal keeps what happened, and how it lets go of it without losing the way back to what it keeps."""

import sqlite3
from typing import Final

from msgspec import Struct

from tui.journal.codec import book_bytes
from tui.journal.rebuild import IncompleteError, book_before

_DAY_NS: Final = 86_400 * 10**9
_MS_NS: Final = 1_000_000

AT_ONCE: Final = 1_000
"""Records let go in one transaction: this session, and others, may be waiting to write."""

_PAGES_AT_ONCE: Final = 2_000
"""Free pages given back to the disk in one transaction."""

_ROOM: Final = 0.9
"""A journal that is too large is cut to this part of what it may be, so as not to be cut again at once."""

_LATEST: Final = 100
"""Messages in which the exchange's own time is looked for."""


class Retention(Struct, frozen=True):
    """What is kept: whatever is younger than `days`, as long as it takes no more than `megabytes`."""

    days: int = 90
    megabytes: int = 1024


def used_bytes(db: sqlite3.Connection) -> int:
    """What the records take of the file; pages that are free again apart."""
    (pages,) = db.execute("PRAGMA page_count").fetchone()
    (free,) = db.execute("PRAGMA freelist_count").fetchone()
    (size,) = db.execute("PRAGMA page_size").fetchone()
    return int((pages - free) * size)


def first_kept(db: sqlite3.Connection, retention: Retention, now_ns: int) -> int:
    """The number of the oldest record that stays; the newest of all always does, so that no number comes twice.

    Age counts from the latest time that the exchange itself has told, where that is not in the future: a clock here
    that has jumped years ahead must not empty the journal.
    """
    first, last = db.execute("SELECT coalesce(min(seq), 1), coalesce(max(seq), 1) FROM record").fetchone()
    (told,) = db.execute(
        "SELECT coalesce(max(timestamp), 0) FROM"
        " (SELECT timestamp FROM record WHERE kind IN (1, 2) ORDER BY seq DESC LIMIT ?)",
        (_LATEST,),
    ).fetchone()
    present = min(now_ns, told * _MS_NS)
    # In the order of their numbers, which a clock that steps does not change; what is from the future proves nothing.
    young = db.execute(
        "SELECT seq FROM record WHERE +received BETWEEN ? AND ? ORDER BY seq LIMIT 1",
        (present - retention.days * _DAY_NS, max(now_ns, present)),
    ).fetchone()
    (old,) = db.execute(
        "SELECT max(seq) FROM record INDEXED BY record_by_time WHERE received < ? AND seq < ?",
        (present - retention.days * _DAY_NS, last if young is None else young[0]),
    ).fetchone()
    cut = first if old is None else old + 1
    used, most = used_bytes(db), retention.megabytes << 20
    if used > most:
        cut = max(cut, first + int((last + 1 - first) * (1 - _ROOM * most / used)))
    return int(min(cut, last))


def prune(db: sqlite3.Connection, retention: Retention, now_ns: int) -> int:
    """Let go of what need not be kept, all of it; how many records that were. Raises sqlite3.Error."""
    gone = 0
    while True:
        (first,) = db.execute("SELECT coalesce(min(seq), 1) FROM record").fetchone()
        cut = first_kept(db, retention, now_ns)
        if cut <= first:
            return gone
        while prune_some(db, cut):
            pass
        gone += (
            cut - first
        )  # what is left may take more room than its part: pages are not filled up again at once


def prune_some(db: sqlite3.Connection, cut: int) -> bool:
    """Let go of the oldest records before the number `cut`, as many as one transaction may take; whether it must go on.

    Raises sqlite3.Error.
    """
    (first,) = db.execute("SELECT min(seq) FROM record").fetchone()
    if first is None or first >= cut:
        (free,) = db.execute("PRAGMA freelist_count").fetchone()
        db.execute(f"PRAGMA incremental_vacuum({_PAGES_AT_ONCE})").fetchall()
        return bool(free > _PAGES_AT_ONCE)
    db.execute("BEGIN IMMEDIATE")
    try:
        _let_go(db, min(first + AT_ONCE, cut))
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # a full disk has ended it already
            db.execute("ROLLBACK")
        raise
    return True


def _let_go(db: sqlite3.Connection, end: int) -> None:
    """Delete all before the record `end`, in a transaction that nobody can write between."""
    for (session,) in db.execute("SELECT id FROM session").fetchall():
        _let_go_of_session(db, session, end)
    # Kept doubles of what goes need its bytes.
    db.execute(
        "INSERT OR IGNORE INTO doubled SELECT seq, kind, event_id, timestamp, raw, detail FROM record"
        " WHERE seq < :end AND seq IN (SELECT seq FROM double WHERE seq < :end)",
        {"end": end},
    )
    db.execute("DELETE FROM doubled WHERE NOT EXISTS (SELECT 1 FROM double WHERE double.seq = doubled.seq)")
    for (currency,) in db.execute("SELECT id FROM currency").fetchall():
        db.execute("DELETE FROM balance WHERE currency = ? AND seq < ?", (currency, end))
    db.execute("DELETE FROM record WHERE seq < ?", (end,))
    # Of sessions that left nothing, all but the newest, whose number must not come twice. One that still runs, and had
    # been silent for that long, will notice and begin anew.
    db.execute(
        "DELETE FROM session WHERE id < (SELECT max(id) FROM session)"
        " AND NOT EXISTS (SELECT 1 FROM record WHERE session = session.id)"
        " AND NOT EXISTS (SELECT 1 FROM double WHERE session = session.id)"
        " AND seen < (SELECT received FROM record WHERE seq = :end)",
        {"end": end},
    )
    db.execute("DELETE FROM checkpoint WHERE session NOT IN (SELECT id FROM session)")


def _let_go_of_session(db: sqlite3.Connection, session: int, end: int) -> None:
    """Delete a session's doubles and checkpoints of that age, and give it one where it goes on or may go on."""
    goes, stays = False, []
    for table, number in (("record", "seq"), ("double", "behind")):
        # Both numbers rise with the ordinal; the plus keeps SQLite from walking by them instead.
        oldest = db.execute(
            f"SELECT {number} FROM {table} WHERE session = ? ORDER BY ordinal LIMIT 1", (session,)
        ).fetchone()
        goes = goes or (oldest is not None and oldest[0] < end)
        stays += db.execute(
            f"SELECT ordinal FROM {table} WHERE session = ? AND +{number} >= ? ORDER BY ordinal LIMIT 1",
            (session, end),
        ).fetchall()
    if not goes:
        return
    next_one = min(stays)[0] if stays else _behind_all(db, session)
    if next_one:
        try:
            state = book_bytes(book_before(db, session, next_one))
        except IncompleteError:
            state = None  # whatever is missing was missing before; the session's next checkpoint mends it
        if state is not None:
            db.execute(
                "INSERT OR REPLACE INTO checkpoint VALUES (?, ?, ?, ?)", (session, next_one, end, state)
            )
    db.execute("DELETE FROM double WHERE session = ? AND ordinal < ?", (session, next_one))
    db.execute("DELETE FROM checkpoint WHERE session = ? AND ordinal < ?", (session, next_one))


def _behind_all(db: sqlite3.Connection, session: int) -> int:
    (last,) = db.execute(
        "SELECT max((SELECT coalesce(max(ordinal), -1) FROM record WHERE session = :id),"
        " (SELECT coalesce(max(ordinal), -1) FROM double WHERE session = :id))",
        {"id": session},
    ).fetchone()
    return int(last) + 1
