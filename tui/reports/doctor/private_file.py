"""A file for its owner alone, written in one step."""

import stat
from pathlib import Path

from tui.private_file import replacing
from tui.tongue import say


def fault(path: Path, shown: str = "") -> str:
    """Say why nothing should be written to `path`, which is `shown` as given where it is not itself; or nothing."""
    file = shown or path
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        if path.absolute().parent.is_dir():
            return ""
        return say("{file} lies in a folder that does not exist", file=file)
    except OSError as error:
        return say("{file} cannot be written: {reason}", file=file, reason=error.strerror)
    if stat.S_ISDIR(mode):
        return say("{file} is a folder", file=file)
    return "" if stat.S_ISREG(mode) else say("{file} is no regular file", file=file)


def write(path: Path, text: str) -> None:
    """Write with mode 0600: whoever reads sees the old text or the new one, never a part. Raises OSError."""
    if problem := fault(path):
        raise OSError(problem)
    with replacing(path) as file:
        file.write(text.encode())
