"""The file that preferences are kept in: read once, written in one step, set aside when it is broken."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from msgspec import Struct

from tui.preferences.sections import Preferences
from tui.private_file import replacing
from tui.tongue import say

MOST_BYTES = 256 * 1024
"""Of a file that is read: nobody's preferences are longer."""


class Remembered(Struct, frozen=True):
    """What was found at the start, and in sentences what the user should be told about it."""

    preferences: Preferences = Preferences()
    notices: tuple[str, ...] = ()


class PreferencesFile:
    """One profile's preferences; who writes in a session last keeps the other session's entries but its own."""

    def __init__(self, path: Path, stamp: Callable[[], str]) -> None:
        """Keep them at `path`; `stamp` gives the moment that tells broken files that were set aside apart."""
        self._path = path
        self._stamp = stamp
        self._saved = Preferences()
        self._turn = Lock()

    @property
    def path(self) -> Path:
        """Where they are kept."""
        return self._path

    def load(self) -> Remembered:
        """What is kept; whatever cannot be used is said, and never an error."""
        try:
            text = self._text()
        except FileNotFoundError:
            return Remembered()
        except OSError as error:
            return Remembered(
                notices=(
                    say("preferences not read: {path}: {why}", path=self._path, why=error.strerror or error),
                )
            )
        except ValueError as error:
            return Remembered(notices=(self._told_aside(str(error)),))
        from tui.preferences.reading import BrokenError, read  # noqa: PLC0415 - most starts have no file

        try:
            found = read(text)
        except BrokenError as error:
            return Remembered(notices=(self._told_aside(str(error)),))
        self._saved = found.preferences
        notices = tuple(
            say("in {path}: {fault}", path=self._path.name, fault=fault) for fault in found.faults
        )
        return Remembered(found.preferences, notices)

    def save(self, preferences: Preferences) -> None:
        """Write what differs from what was last loaded or saved. For any thread. Raises OSError."""
        with self._turn:
            if preferences != self._saved:
                self._write(preferences)

    def _write(self, preferences: Preferences) -> None:
        from tui.preferences.reading import BrokenError  # noqa: PLC0415 - most sessions change nothing
        from tui.preferences.writing import written  # noqa: PLC0415 - as above

        try:
            text = written(self._text(), self._saved, preferences)
        except (FileNotFoundError, ValueError, BrokenError) as error:
            # What was put there while we ran may be of worth to somebody, though nobody can read it.
            if not isinstance(error, FileNotFoundError):
                self._set_aside()
            text = written("", Preferences(), preferences)
        self._replace(text)
        self._saved = preferences

    def _text(self) -> str:
        # Whatever else stands there, such as a pipe that nobody writes to, must not hold the start up.
        handle = os.open(self._path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            mode = os.fstat(handle).st_mode
            if stat.S_ISDIR(mode):
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            if not stat.S_ISREG(mode):
                raise OSError(errno.EINVAL, say("it is no regular file"))
            with os.fdopen(handle, "rb", closefd=False) as file:
                raw = file.read(MOST_BYTES + 1)
        finally:
            os.close(handle)
        if len(raw) > MOST_BYTES:
            raise ValueError(say("longer than {number} bytes", number=MOST_BYTES))
        try:
            return raw.decode()
        except UnicodeDecodeError:
            raise ValueError(say("it is not UTF-8")) from None

    def _set_aside(self) -> Path:
        """Give the file another name, which is given back. Raises OSError."""
        aside = self._path.with_name(f"{self._path.name}.broken-{self._stamp()}")
        return self._path.rename(aside)

    def _told_aside(self, why: str) -> str:
        """Set the file aside, and say so."""
        try:
            aside = self._set_aside()
        except OSError as error:
            return say(
                "preferences not read, and not to be set aside ({trouble}): {path}: {why}",
                trouble=error.strerror,
                path=self._path,
                why=why,
            )
        return say("preferences could not be read and were set aside as {path}: {why}", path=aside, why=why)

    def _replace(self, text: str) -> None:
        target = self._path.resolve()  # a link, as people who share their dotfiles have, leads elsewhere
        for folder in (target.parent.parent, target.parent):  # with `parents`, only the last has the mode
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with replacing(target) as file:
            file.write(text.encode())


def preferences_path(state_dir: Path, profile: str, *, is_demo: bool = False) -> Path:
    """Name the file of a profile; that of a demo is its own."""
    name = "demo" if is_demo else f"profile-{profile}" if profile else "default"
    return state_dir / "preferences" / f"{name}.toml"
