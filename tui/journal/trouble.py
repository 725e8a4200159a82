"""What can be wrong with a journal, in words, and what may be done about it."""

import errno
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tui.journal.schema import ForeignError, TooNewError

_CORRUPT: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)

_BY_CODE: Final = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_READONLY: "the journal cannot be written to",
    sqlite3.SQLITE_CANTOPEN: "the journal cannot be opened",
    sqlite3.SQLITE_BUSY: "another program holds the journal",
    sqlite3.SQLITE_LOCKED: "another program holds the journal",
    sqlite3.SQLITE_PERM: "the journal cannot be written to",
    sqlite3.SQLITE_IOERR: "the disk does not do as it is told",
    sqlite3.SQLITE_CORRUPT: "the journal is damaged",
    sqlite3.SQLITE_NOTADB: "the journal is damaged",
}

_PRIMARY: Final = 0xFF
"""SQLite's extended codes hold the primary one in their lowest byte."""

BESIDE: Final = ("", "-wal", "-shm")
"""What belongs to one journal."""


def _code(error: Exception) -> int:
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY


def is_corrupt(error: Exception) -> bool:
    """Whether the file itself is damaged, so that no later try will find it better."""
    return isinstance(error, sqlite3.DatabaseError) and _code(error) in _CORRUPT


def words(error: Exception) -> str:
    """Why nothing can be recorded: the rest of a sentence that opens with "not recorded"."""
    match error:
        case TooNewError():
            return "a later version of bitotui wrote the journal"
        case ForeignError():
            return "the journal's place is taken by another program's file"
        case sqlite3.Error():
            return _BY_CODE.get(_code(error), "the journal cannot be used")
        case OSError(errno=errno.ENOSPC):
            return "the disk is full"
        case OSError():
            return f"the journal's folder: {(error.strerror or 'cannot be used').lower()}"
        case _:
            return "the journal cannot be used"


def set_aside(path: Path, now_ns: int, exists: Callable[[Path], bool] = Path.exists) -> Path:
    """Rename a damaged journal, so that it is never overwritten; where it is now. Raises OSError."""
    stamp = datetime.fromtimestamp(now_ns / 1e9, UTC).strftime("%Y%m%d-%H%M%S")
    number = 0
    while exists(aside := path.with_name(f"{path.name}.corrupt-{stamp}{f'-{number}' if number else ''}")):
        number += 1
    for ending in BESIDE:
        part = path.with_name(path.name + ending)
        if part.exists():
            part.rename(aside.with_name(aside.name + ending))
    return aside
