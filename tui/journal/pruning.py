"""Letting go of what is old at somebody's word, beside the sessions that write."""

import sqlite3
from pathlib import Path

from tui.journal.opening import leave, opened
from tui.journal.place import identity_of
from tui.journal.retention import Retention, prune
from tui.journal.schema import ForeignError, TooNewError
from tui.journal.store import Journal, JournalError
from tui.journal.trouble import words
from tui.tongue import say


def pruned(path: Path, retention: Retention, now_ns: int) -> int:
    """Prune the journal at `path`; how many records that were. Raises JournalError."""
    Journal(path).close()  # whatever else is there is said, and stays as it is
    try:
        identity = identity_of(path)
        db = opened(path)
        try:
            return prune(db, retention, now_ns)
        finally:
            if identity is not None:
                leave(db, path, identity)
    except (sqlite3.Error, OSError, TooNewError, ForeignError) as error:
        raise JournalError(say("{path}: {why}", path=path, why=words(error))) from error
