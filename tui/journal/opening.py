"""The journal's file opened for writing, and left; also when it is renamed or deleted meanwhile."""

import ctypes
import sqlite3
import time
from pathlib import Path
from typing import Final

from tui.journal.place import Identity, identity_of
from tui.journal.schema import migrate
from tui.journal.trouble import is_busy

BUSY_SECONDS: Final = 2.0
"""How long another session may hold the file before this one tries again later."""

_AGAIN_SECONDS: Final = 0.02

_WAL_BYTES: Final = 16 << 20
"""To which the write-ahead log is cut once it is folded in."""


def opened(path: Path, seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    """Open the journal at `path`, of this version. Raises sqlite3.Error and `schema.migrate`'s."""
    until = time.monotonic() + seconds
    while True:
        db = sqlite3.connect(path, timeout=seconds, isolation_level=None, check_same_thread=False)
        try:
            migrate(db)
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = FULL")
            db.execute(f"PRAGMA journal_size_limit = {_WAL_BYTES}")
        except sqlite3.Error as error:
            db.close()
            # Two that make the same file at once do not wait for each other in SQLite.
            if not is_busy(error) or time.monotonic() >= until:
                raise
            time.sleep(_AGAIN_SECONDS)
        except BaseException:
            db.close()
            raise
        else:
            return db


def leave(db: sqlite3.Connection, path: Path, identity: Identity) -> None:
    """Close a journal; the last one out folds the write-ahead log into it. Raises sqlite3.Error and OSError."""
    if identity_of(path) == identity:
        db.close()
        return
    # SQLite would delete the write-ahead log by its name, which may be that of another journal's by now: so it is never
    # told, and the kernel closes the file when this process ends.
    if db.in_transaction:
        db.rollback()
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(db))
