"""What can be wrong with a journal, in words."""

import errno
import sqlite3
from typing import Final

from tui.journal.schema import ForeignError, TooNewError
from tui.tongue import marked, say

_CORRUPT: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)

DAMAGED: Final = marked("the journal is damaged")
"""To be said where it is shown."""

_UNUSABLE: Final = marked("the journal cannot be used")

_BY_CODE: Final = {
    sqlite3.SQLITE_FULL: marked("the disk is full"),
    sqlite3.SQLITE_READONLY: marked("the journal cannot be written to"),
    sqlite3.SQLITE_CANTOPEN: marked("the journal cannot be opened"),
    sqlite3.SQLITE_BUSY: marked("another program holds the journal"),
    sqlite3.SQLITE_LOCKED: marked("another program holds the journal"),
    sqlite3.SQLITE_PERM: marked("the journal cannot be written to"),
    sqlite3.SQLITE_IOERR: marked("the disk does not do as it is told"),
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
            return say("a later version of bitotui wrote the journal")
        case ForeignError():
            return say("the journal's place is taken by another program's file")
        case sqlite3.Error():
            return say(_BY_CODE.get(_code(error), _UNUSABLE))
        case IsADirectoryError():
            return say("the journal's place is taken by a folder")
        case OSError(errno=errno.ENOSPC):
            return say("the disk is full")
        case OSError():
            why = error.strerror.lower() if error.strerror else say("cannot be used")
            return say("the journal's folder: {why}", why=why)
        case _:
            return say(_UNUSABLE)
