"""The tables, and how a journal of an earlier version becomes one of this."""

import sqlite3
from typing import Final

APPLICATION: Final = 0x6269746F
"""SQLite's application_id: `bito`. Another file is none of ours and stays as it is."""

MIGRATIONS: Final = (
    """
    CREATE TABLE session (
        id INTEGER PRIMARY KEY,
        host TEXT NOT NULL,
        started INTEGER NOT NULL,
        seen INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE record (
        seq INTEGER PRIMARY KEY,
        session INTEGER NOT NULL,
        ordinal INTEGER NOT NULL,
        received INTEGER NOT NULL,
        generation INTEGER NOT NULL,
        kind INTEGER NOT NULL,
        event_id TEXT NOT NULL,
        timestamp INTEGER NOT NULL,
        raw BLOB NOT NULL,
        detail BLOB NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX record_of_session ON record (session, ordinal);
    CREATE INDEX record_by_event_id ON record (event_id COLLATE NOCASE, seq) WHERE event_id <> '';
    CREATE INDEX record_by_time ON record (received, seq);
    CREATE INDEX record_of_rare_kind ON record (kind, seq) WHERE kind <> 2;
    CREATE TABLE double (
        session INTEGER NOT NULL,
        ordinal INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        behind INTEGER NOT NULL,
        received INTEGER NOT NULL,
        generation INTEGER NOT NULL,
        PRIMARY KEY (session, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX double_of_record ON double (seq);
    CREATE TABLE doubled (
        seq INTEGER PRIMARY KEY,
        kind INTEGER NOT NULL,
        event_id TEXT NOT NULL,
        timestamp INTEGER NOT NULL,
        raw BLOB NOT NULL,
        detail BLOB NOT NULL
    ) STRICT;
    CREATE TABLE currency (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE balance (
        currency INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        received INTEGER NOT NULL,
        amount TEXT NOT NULL,
        available TEXT NOT NULL,
        stake TEXT NOT NULL,
        PRIMARY KEY (currency, seq)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE checkpoint (
        session INTEGER NOT NULL,
        ordinal INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        book BLOB NOT NULL,
        PRIMARY KEY (session, ordinal)
    ) STRICT, WITHOUT ROWID;
    """,
)
"""One script for each version, from the empty file on.

`record` holds what came, in one sequence without gaps: `received` is in Unix ns, `kind` a place in `codec.KINDS`,
`ordinal` counts within the session from 0. `double` holds what another session had recorded already, eventID and bytes
alike: `seq` names that record, `behind` the newest record when it was written. `doubled` holds what doubles that are
kept still need of records that were let go. `balance` holds each
currency's values behind the events that name it: all that an update names, all of a session's first snapshot, and of
later snapshots what they moved. `checkpoint` is the book before the record or double of that ordinal.
"""

VERSION: Final = len(MIGRATIONS)


class TooNewError(Exception):
    """The journal was written by a later version; it is left as it is."""


class ForeignError(Exception):
    """The file is a database of something else; it is left as it is."""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables to this version, in one step or not at all.

    Raises TooNewError, ForeignError, and sqlite3.Error for a file that cannot be read or written.
    """
    version = check(connection)
    if version == VERSION:
        return
    if version == 0:
        # What can only be chosen while the file is empty.
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = check(connection)  # another session may have been faster
        for script in MIGRATIONS[version:]:
            for statement in script.split(";"):
                if statement.strip():
                    connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has ended it already
            connection.execute("ROLLBACK")
        raise


def check(connection: sqlite3.Connection) -> int:
    """The version of the file, 0 for an empty one. Raises TooNewError, ForeignError and sqlite3.Error."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if application != APPLICATION and (application or version or tables):
        raise ForeignError
    if version > VERSION:
        raise TooNewError
    return int(version)
