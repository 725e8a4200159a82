"""Who but the user could read or change a file of credentials."""

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from tui.settings.place import pasteable, printable
from tui.tongue import say

ROOT = 0


class Doubt(Struct, frozen=True):
    """A reason not to trust a file."""

    reason: str
    """The rest of a sentence that opens with the file."""
    mend: str
    """The exact command that takes the reason away."""


def file_doubts(status: os.stat_result, place: str, user: int) -> Iterable[Doubt]:
    """Judge the file itself by the status of the descriptor it is read from."""
    if status.st_uid not in {user, ROOT}:
        yield Doubt(
            say("belongs to another user (uid {user})", user=status.st_uid),
            f'sudo chown "$(id -un)" {pasteable(place)}',
        )
    mode = stat.S_IMODE(status.st_mode)
    if mode & 0o077:
        yield Doubt(
            say("is open to other users (mode {mode})", mode=f"{mode:04o}"), f"chmod 600 {pasteable(place)}"
        )


def folder_doubts(status: os.stat_result, folder: str) -> Iterable[Doubt]:
    """Judge a folder: where everybody may rename, everybody may put another file in its place."""
    if status.st_mode & stat.S_IWOTH and not status.st_mode & stat.S_ISVTX:
        yield Doubt(
            say("lies in a folder in which everybody can replace it ({folder})", folder=printable(folder)),
            f"chmod o-w {pasteable(folder)}",
        )


def doubts(status: os.stat_result, path: Path, place: str) -> tuple[Doubt, ...]:
    """Collect every reason not to trust the file opened at `path` and shown as `place`.

    A symbolic link counts with both folders, its own and that of the file it leads to. Raises OSError
    if a folder is gone meanwhile.
    """
    found = [
        *file_doubts(status, place, os.geteuid()),
        *folder_doubts(path.parent.stat(), str(Path(place).parent)),
    ]
    target = path.resolve().parent
    if target != path.parent.resolve():
        found += folder_doubts(target.stat(), str(target))
    return tuple(found)
