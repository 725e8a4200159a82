"""A file for its owner alone that takes another one's place in one step."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """What is written here is the file at `path` in the end, mode 0600, or is nowhere if anything goes wrong.

    Whoever reads sees the old file or all of the new one. A link stays a link: what it leads to is replaced. Raises
    OSError.
    """
    target = path.resolve()
    descriptor, temporary = tempfile.mkstemp(
        prefix=f".{target.name}.", dir=target.parent
    )  # made with mode 0600
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(descriptor)
        Path(temporary).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
