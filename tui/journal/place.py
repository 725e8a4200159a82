"""Where a journal lies: one file for each account, in the user's state folder, its owner's alone."""

import hashlib
import os
from pathlib import Path
from typing import Final

_NAME_BYTES: Final = 12


def default_state_dir() -> Path:
    """Name the folder `bitotui` in the user's state folder (XDG_STATE_HOME counts); it need not exist."""
    from platformdirs import user_state_path  # noqa: PLC0415 - only a journal needs it

    return user_state_path("bitotui", appauthor=False)


def journal_path(state_dir: Path, identity: str, host: str) -> Path:
    """The file for an account of the exchange at `host`; its name says nothing of whose it is."""
    account = hashlib.blake2b(f"{identity}\0{host}".encode(), digest_size=_NAME_BYTES)
    return state_dir / "journal" / f"{account.hexdigest()}.db"


def make_private(path: Path) -> None:
    """Make sure of the folder, and of a file in it that nobody else can read. Raises OSError.

    SQLite gives the files that it puts beside it the same mode.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    path.chmod(0o600)
