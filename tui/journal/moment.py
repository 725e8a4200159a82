"""The account at one moment: which record was the last, and which session knows best."""

import sqlite3
from collections.abc import Callable
from typing import Final, NamedTuple

from msgspec import Struct

from tui.core.book import Book
from tui.core.link import State
from tui.core.record import LinkRecord

_LATEST: Final = (1 << 63) - 1


class Moment(Struct, frozen=True):
    """The account as it stood at one moment, and how far that can be vouched for."""

    at: int
    """Unix ns, as it was asked for."""
    seq: int
    """The last record at or before it."""
    received: int
    """When that was, Unix ns."""
    book: Book
    link: LinkRecord | None
    """The last step of the link at or before it, of the same session."""
    heard: int
    """Until when, Unix ns, that session is known to have heard the exchange; at most `at`."""

    @property
    def is_vouched(self) -> bool:
        """Whether the link was LIVE then, so that these were the balances; if not, they are the last ones recorded."""
        return self.link is not None and self.link.state is State.LIVE and self.heard >= self.at


class Position(NamedTuple):
    """A place in what one session went through."""

    session: int
    ordinal: int
    """Of the last record or double at or before the moment."""
    upto: int = _LATEST
    """The record behind which none of that session's lies before it."""


_ITEM: Final = """
    SELECT ordinal, received FROM (
        SELECT * FROM (SELECT ordinal, received FROM record WHERE session = :session AND ordinal >= :ordinal
                       ORDER BY ordinal LIMIT 1)
        UNION ALL
        SELECT * FROM (SELECT ordinal, received FROM double WHERE session = :session AND ordinal >= :ordinal
                       ORDER BY ordinal LIMIT 1)
    ) ORDER BY ordinal LIMIT 1
"""

_BOUNDS: Final = """
    SELECT min(first), max(last) FROM (
        SELECT min(ordinal) AS first, max(ordinal) AS last FROM record WHERE session = :session
        UNION ALL SELECT min(ordinal), max(ordinal) FROM double WHERE session = :session
    )
"""


def last_record(db: sqlite3.Connection, moment: int) -> int | None:
    """The number of the last record received at or before `moment`, Unix ns. Raises sqlite3.Error."""
    found = db.execute(
        "SELECT seq FROM record INDEXED BY record_by_time WHERE received <= ?"
        " ORDER BY received DESC, seq DESC LIMIT 1",
        (moment,),
    ).fetchone()
    return None if found is None else int(found[0])


def best(db: sqlite3.Connection, moment: int, seq: int) -> Position:
    """Where to rebuild `moment` from, `seq` being the last record. Raises sqlite3.Error.

    That record's own session, unless it had ended and another one is known to have heard the exchange then: what that
    one heard may all have been recorded by the first already.
    """
    own, ordinal, ended = db.execute(
        "SELECT record.session, record.ordinal, coalesce(session.seen, 0) < ? FROM record"
        " LEFT JOIN session ON session.id = record.session WHERE seq = ?",
        (moment, seq),
    ).fetchone()
    found = Position(own, ordinal, seq)
    if not ended:
        return found
    hearing = db.execute(
        "SELECT id FROM session WHERE started <= ? AND seen >= ? AND id <> ? ORDER BY id DESC",
        (moment, moment, own),
    ).fetchall()
    for (session,) in hearing:
        last = _last_of(db, session, moment)
        if last is not None:
            return Position(session, last)
    return found


def _last_of(db: sqlite3.Connection, session: int, moment: int) -> int | None:
    """The ordinal of the last that a session went through by `moment`; halved down to, since times rise with it."""
    first, last = db.execute(_BOUNDS, {"session": session}).fetchone()
    if first is None:
        return None

    def item(ordinal: int) -> tuple[int, int]:
        found: tuple[int, int] = db.execute(_ITEM, {"session": session, "ordinal": ordinal}).fetchone()
        return found

    if item(first)[1] > moment:
        return None
    low, high = first, last
    while low < high:
        middle = (low + high + 1) // 2
        ordinal, received = item(middle)
        if received <= moment:
            low = ordinal
        else:
            high = middle - 1
    return int(low)


def link_at(
    db: sqlite3.Connection, position: Position, record_of: Callable[[int], LinkRecord | None]
) -> LinkRecord | None:
    """The last step of the link at a position, of that session. Raises sqlite3.Error and what `record_of` does."""
    found = db.execute(
        # SQLite would rather sort all that the session ever wrote: the plus leaves it no choice.
        "SELECT seq FROM record INDEXED BY record_of_rare_kind WHERE kind = 0 AND kind <> 2 AND seq <= ?"
        " AND +session = ? AND ordinal <= ? ORDER BY seq DESC LIMIT 1",
        (position.upto, position.session, position.ordinal),
    ).fetchone()
    return None if found is None else record_of(int(found[0]))
