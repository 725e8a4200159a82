"""A file that nobody else may read."""

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from tui.tongue import say


def write_private(place: Path, text: str, *, mark: str = "") -> None:
    """Write a file with mode 0600, in one step: a reader sees the old text or the new one, never a part.

    With a `mark`, the file begins with it, and an older file that does not is somebody's own: it is left alone.
    Raises OSError, with a message fit for people, when it cannot be written.
    """
    target = Path(os.path.realpath(place))
    if target.exists() and not stat.S_ISREG(target.stat().st_mode):
        raise OSError(say("it is a directory") if target.is_dir() else say("it is not a regular file"))
    if mark and target.exists() and not _begins_with(target, mark):
        raise OSError(say("there is a file that bitotui did not write; name another, or remove it first"))
    handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)  # made with mode 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(mark + text)
            file.flush()
            os.fsync(handle)
        Path(temporary).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise


def _begins_with(file: Path, mark: str) -> bool:
    with file.open("rb") as opened:
        start = opened.read(len(mark.encode()))
    return not start or start == mark.encode()
