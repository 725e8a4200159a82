"""A file for its owner alone, written in one step."""

import contextlib
import os
import stat
import tempfile
from pathlib import Path


def fault(path: Path) -> str:
    """Say why nothing should be written to `path`, as the rest of a sentence that opens with it; or nothing."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return "" if path.absolute().parent.is_dir() else "lies in a folder that does not exist"
    except OSError as error:
        return f"cannot be written: {error.strerror}"
    if stat.S_ISDIR(mode):
        return "is a folder"
    return "" if stat.S_ISREG(mode) else "is no regular file"


def write(path: Path, text: str) -> None:
    """Write with mode 0600: whoever reads sees the old text or the new one, never a part. Raises OSError."""
    if problem := fault(path):
        raise OSError(problem)
    target = path.resolve()
    descriptor, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)  # mode 0600
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
