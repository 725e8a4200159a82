"""How long the journal keeps what happened, and how it lets go of it without losing the way back to what it keeps."""

import sqlite3
from typing import Final

from msgspec import Struct

from tui.journal.codec import book_bytes
from tui.journal.rebuild import IncompleteError, book_before

_DAY_NS: Final = 86_400 * 10**9

AT_ONCE: Final = 2_000
"""Records deleted in one transaction: another session may be waiting to write."""

_ROOM: Final = 0.9
"""A journal that is too large is cut to this part of what it may be, so as not to be cut again at once."""


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
    """The number of the oldest record that stays."""
    first, end = db.execute("SELECT coalesce(min(seq), 1), coalesce(max(seq), 0) + 1 FROM record").fetchone()
    young = db.execute(
        # The plus keeps SQLite from its index on time: the first that is young enough is near the beginning.
        "SELECT seq FROM record WHERE +received >= ? ORDER BY seq LIMIT 1",
        (now_ns - retention.days * _DAY_NS,),
    ).fetchone()
    cut = int(end if young is None else young[0])
    used, most = used_bytes(db), retention.megabytes << 20
    if used > most:
        cut = max(cut, first + int((end - first) * (1 - _ROOM * most / used)))
    return cut


def prune(db: sqlite3.Connection, retention: Retention, now_ns: int) -> int:
    """Delete what need not be kept; how many records that were. Raises sqlite3.Error."""
    cut = first_kept(db, retention, now_ns)
    (first,) = db.execute("SELECT coalesce(min(seq), ?) FROM record", (cut,)).fetchone()
    if first >= cut:
        return 0
    _anchor(db, cut)
    for end in [*range(first + AT_ONCE, cut, AT_ONCE), cut]:
        _delete(db, end)
    db.execute("BEGIN IMMEDIATE")
    db.execute("DELETE FROM checkpoint WHERE seq < ?", (cut,))
    db.execute("DELETE FROM session WHERE NOT EXISTS (SELECT 1 FROM record WHERE session = session.id)"
               " AND seen < (SELECT min(received) FROM record)")  # fmt: skip
    db.execute("COMMIT")
    db.execute("PRAGMA incremental_vacuum").fetchall()
    return int(cut - first)


def _anchor(db: sqlite3.Connection, cut: int) -> None:
    """Give every session that goes on behind `cut` a checkpoint there, so that nothing before it is needed."""
    going_on = db.execute(
        """
        SELECT session, min(ordinal) FROM (
            SELECT session, ordinal FROM record WHERE seq >= :cut
            UNION ALL SELECT session, ordinal FROM double WHERE seq >= :cut AND behind >= :cut
        ) GROUP BY session
        """,
        {"cut": cut},
    ).fetchall()
    for session, ordinal in going_on:
        if not ordinal:
            continue
        try:
            state = book_before(db, session, ordinal)
        except IncompleteError:
            continue
        db.execute(
            "INSERT OR REPLACE INTO checkpoint VALUES (?, ?, ?, ?)",
            (session, ordinal, cut, book_bytes(state)),
        )


def _delete(db: sqlite3.Connection, end: int) -> None:
    db.execute("BEGIN IMMEDIATE")
    try:
        for (currency,) in db.execute("SELECT id FROM currency").fetchall():
            db.execute("DELETE FROM balance WHERE currency = ? AND seq < ?", (currency, end))
        db.execute("DELETE FROM double WHERE seq < ? OR behind < ?", (end, end))
        db.execute("DELETE FROM record WHERE seq < ?", (end,))
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
