"""One `.env` from the disk: opened once, judged and read by the same descriptor."""

import os
import stat
from pathlib import Path

from msgspec import Struct

from tui.settings.model import SettingsError
from tui.settings.permissions import Doubt, doubts
from tui.settings.place import printable
from tui.settings.secret import Secret
from tui.tongue import say

LARGEST = 65_536
"""Bytes; a `.env` of ours has under one thousand."""


class Nothing(Struct, frozen=True):
    """There is no file to read."""

    reason: str
    """The rest of a sentence that opens with the file."""


class Contents(Struct, frozen=True):
    """What a file holds, and why it should perhaps not be believed."""

    text: Secret
    doubts: tuple[Doubt, ...]


def read_file(path: Path, place: str) -> Contents | Nothing:
    """Read the file at `path`, shown as `place`; no file, or a folder, is `Nothing`.

    Raises SettingsError for all that is there and cannot be read as text: no permission, a pipe or a
    device (which is opened without waiting, and never read), more than 64 KiB, invalid UTF-8.
    """
    shown = printable(place)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError):
        return Nothing(say("does not exist"))
    except OSError as error:
        raise SettingsError(say("{file} cannot be read: {why}.", file=shown, why=error.strerror)) from None
    try:
        status = os.fstat(descriptor)
        if stat.S_ISDIR(status.st_mode):
            return Nothing(say("is a folder, not a file"))
        if not stat.S_ISREG(status.st_mode):
            raise SettingsError(
                say("{file} is a pipe or a device; settings are read from a regular file only.", file=shown)
            )
        found = doubts(status, path, place)
        text = _text(descriptor)
    except OSError as error:
        raise SettingsError(say("{file} cannot be read: {why}.", file=shown, why=error.strerror)) from None
    finally:
        os.close(descriptor)
    if isinstance(text, str):
        raise SettingsError(say("{file} {fault}.", file=shown, fault=text))
    return Contents(text, found)


def _text(descriptor: int) -> Secret | str:
    """Read what is there, or say why it is no text of ours.

    The bytes stay in this frame, and no exception leaves it with them: a decoding error would carry
    the whole file.
    """
    data = b""
    while len(data) <= LARGEST and (more := os.read(descriptor, LARGEST + 1 - len(data))):
        data += more
    if len(data) > LARGEST:
        return say("is larger than {limit} KiB, too large for a file of settings", limit=LARGEST // 1024)
    try:
        return Secret(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return say("is not valid UTF-8; save it as UTF-8 text")
