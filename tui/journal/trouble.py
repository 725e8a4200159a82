"""What can be wrong with a journal, in words."""

import errno
import sqlite3
from typing import Final

from tui.journal.schema import ForeignError, TooNewError

_CORRUPT: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)

DAMAGED: Final = "the journal is damaged"

_BY_CODE: Final = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_READONLY: "the journal cannot be written to",
    sqlite3.SQLITE_CANTOPEN: "the journal cannot be opened",
    sqlite3.SQLITE_BUSY: "another program holds the journal",
    sqlite3.SQLITE_LOCKED: "another program holds the journal",
    sqlite3.SQLITE_PERM: "the journal cannot be written to",
    sqlite3.SQLITE_IOERR: "the disk does not do as it is told",
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
}

_PRIMARY: Final = 0xFF
"""SQLite's extended codes hold the primary one in their lowest byte."""


def _code(error: Exception) -> int:
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY


def is_corrupt(error: Exception) -> bool:
    """Whether the file itself is damaged, so that no later try will find it better."""
    return isinstance(error, sqlite3.DatabaseError) and _code(error) in _CORRUPT


def is_busy(error: Exception) -> bool:
    """Whether somebody else was at the file, so that a later try may find it free."""
    return isinstance(error, sqlite3.Error) and _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def words(error: Exception) -> str:
    """Why nothing can be recorded: the rest of a sentence that opens with "not recorded"."""
    match error:
        case TooNewError():
            return "a later version of bitotui wrote the journal"
        case ForeignError():
            return "the journal's place is taken by another program's file"
        case sqlite3.Error():
            return _BY_CODE.get(_code(error), "the journal cannot be used")
        case IsADirectoryError():
            return "the journal's place is taken by a folder"
        case OSError(errno=errno.ENOSPC):
            return "the disk is full"
        case OSError():
            return f"the journal's folder: {(error.strerror or 'cannot be used').lower()}"
        case _:
            return "the journal cannot be used"
