"""Where a journal lies: one file for each account, in the user's state folder, its owner's alone."""

import contextlib
import errno
import fcntl
import hashlib
import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tui.tongue import say

_NAME_BYTES: Final = 12

Identity = tuple[int, int]
"""Device and inode: which file it is, whatever it is called."""

_BESIDE: Final = ("-wal", "-shm")
"""What SQLite puts beside a file, and what it is part of."""


def journal_path(state_dir: Path, identity: str, host: str) -> Path:
    """The file for an account of the exchange at `host`; its name says nothing of whose it is."""
    account = hashlib.blake2b(f"{identity}\0{host}".encode(), digest_size=_NAME_BYTES)
    return state_dir / "journal" / f"{account.hexdigest()}.db"


def identity_of(path: Path) -> Identity | None:
    """Which file is called so now; None where there is none. Raises OSError."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def make_private(path: Path, now_ns: int) -> Identity:
    """Make sure of the folder, and of a file in it that nobody else can read; which file that is. Raises OSError.

    SQLite gives the files that it puts beside it the same mode. What lies beside a file that is gone is set aside: it
    would be taken for a part of the new one. A file that is there is not opened here, since closing it would end the
    locks that SQLite holds on it elsewhere in this process.
    """
    for folder in (path.parent.parent, path.parent):
        # `parents` alone would make the upper one open to others.
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone(path.parent):
        if not path.exists():
            if any(_beside(path, ending).exists() for ending in _BESIDE):
                _rename(path, now_ns, "orphaned")
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, say("is no regular file"), str(path))
        if stat.S_IMODE(found.st_mode) & 0o077:
            path.chmod(stat.S_IMODE(found.st_mode) & 0o700)
    return found.st_dev, found.st_ino


def set_aside(path: Path, damaged: Identity | None, now_ns: int) -> Path | None:
    """Rename a damaged journal, so that it is never overwritten; where it is now. Raises OSError.

    None where the file of that name is another one by now: somebody else has set it aside.
    """
    with _alone(path.parent):
        if damaged is None or identity_of(path) != damaged:
            return None
        return _rename(path, now_ns, "corrupt")


def _rename(path: Path, now_ns: int, why: str) -> Path:
    stamp = datetime.fromtimestamp(now_ns / 1e9, UTC).strftime("%Y%m%d-%H%M%S")
    number, aside = 0, path.with_name(f"{path.name}.{why}-{stamp}")
    while any(_beside(aside, ending).exists() for ending in ("", *_BESIDE)):
        number += 1
        aside = path.with_name(f"{path.name}.{why}-{stamp}-{number}")
    # The file goes last: as long as it is there, what is beside it is taken for a part of nothing else.
    for ending in (*_BESIDE, ""):
        if (part := _beside(path, ending)).exists():
            part.rename(_beside(aside, ending))
    return aside


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """While no other session makes or renames files here, where the folder can be locked."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
