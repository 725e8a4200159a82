"""Nonces that only rise: for this process and, where a file is shared, for all on this machine with the same key."""

import contextlib
import fcntl
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tui.core import auth

_TRIES: Final = 10
_TRY_SECONDS: Final = 0.001
"""The file is held for microseconds: who waits for longer goes on without it."""

_LONGEST: Final = 20
"""Digits of any number that is taken for a nonce."""

_FAR: Final = 5_000
"""Milliseconds ahead of the clock beyond which another's nonce came from a clock that was wrong."""

_ROUNDED: Final = 1_000
"""Milliseconds by which the exchange's time may be more than its `Date`, which counts whole seconds, has taught."""


class Nonces:
    """Gives each nonce once. The file holds the last one that anybody signed, and nothing else."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._last = 0
        self._others = 0
        """The last in the file that was not ours."""
        self._ours = 0
        """The last that this process wrote into it."""
        self._is_falling = False

    def fall(self, accepted: int) -> None:
        """Begin again above `accepted`, the last that opened a connection: later ones came from a wrong clock."""
        self._last, self._is_falling = accepted, True

    def next(self, now_ms: int, *, overtaken: bool = False) -> int:
        """A nonce for `now_ms`, Unix ms by the exchange's clock; waits a few milliseconds at most.

        A number in the file that is far ahead of `now_ms` counts only where a nonce of ours was refused under a right
        clock (`overtaken`). While ours is falling, one counts that somebody else signed by the exchange's time.
        """
        with self._shared() as descriptor:
            shared = _read(descriptor)
            if shared != self._ours:
                self._others = shared
            known = self._others if self._is_falling else shared
            far = _ROUNDED if self._is_falling else _FAR
            counts = known <= now_ms + far or (overtaken and not self._is_falling)
            self._ours = self._last = auth.next_nonce(now_ms, max(self._last, known if counts else 0))
            if counts or self._is_falling:  # else it may be this clock that is wrong, and behind
                _write(descriptor, self._last)
            self._is_falling = False
        return self._last

    @contextlib.contextmanager
    def _shared(self) -> Iterator[int | None]:
        """The file, locked; None where it cannot be used, which keeps nobody from connecting."""
        descriptor = None if self._path is None else _opened(self._path)
        try:
            yield descriptor
        finally:
            if descriptor is not None:
                os.close(descriptor)


def _opened(path: Path) -> int | None:
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
    try:
        for folder in (path.parent.parent, path.parent):  # a mode is given to the last folder of a path alone
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, flags, 0o600)
    except OSError:
        return None
    with contextlib.suppress(OSError):
        found = os.fstat(descriptor)
        if stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid() and _locked(descriptor):
            return descriptor
    os.close(descriptor)
    return None


def _locked(descriptor: int) -> bool:
    for _ in range(_TRIES):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(_TRY_SECONDS)
        else:
            return True
    return False


def _read(descriptor: int | None) -> int:
    """The number in the file; 0 where it holds none."""
    if descriptor is None:
        return 0
    try:
        text = os.pread(descriptor, _LONGEST + 1, 0)
    except OSError:
        return 0
    return int(text) if text.isdigit() and len(text) <= _LONGEST else 0


def _write(descriptor: int | None, nonce: int) -> None:
    if descriptor is None:
        return
    with contextlib.suppress(OSError):
        os.ftruncate(descriptor, os.pwrite(descriptor, str(nonce).encode(), 0))
