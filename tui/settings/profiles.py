"""Several accounts: files `NAME.env` in the configuration folder, each by its name."""

import os
import re
from pathlib import Path
from typing import Final

from tui.settings.model import SettingsError
from tui.settings.place import printable
from tui.settings.sources import Source, file_source
from tui.tongue import say

LONGEST_SHOWN: Final = 60
"""Characters of a wrong name that an error repeats."""
_ENDING: Final = ".env"
_is_name = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII).fullmatch


def profile_path(name: str, config_dir: Path) -> Path:
    """The file of a profile. Raises SettingsError for what is no name, so that none leads out of the folder."""
    if not _is_name(name):
        raise SettingsError(
            say(
                '"{name}" is no name of a profile: '
                "it is made of letters of English, digits, - and _, 64 at most.",
                name=printable(name[:LONGEST_SHOWN]),
            )
        )
    return config_dir / f"{name}{_ENDING}"


def profile_source(name: str, config_dir: Path, *, allow_insecure: bool) -> Source:
    """Read a profile's file, with the checks of every other. Raises SettingsError, which names those there are."""
    path = profile_path(name, config_dir)
    if not os.path.lexists(path):
        there = [each for each in profile_names(config_dir) if _is_name(each)]
        known = say(", ").join(there)
        names = say("There are {names}.", names=known) if there else say("There are none.")
        lack = say("there is no profile {name}: {path} does not exist.", name=name, path=printable(str(path)))
        raise SettingsError(f"{lack}\n{names}")
    return file_source(path, str(path), allow_insecure=allow_insecure)


def profile_names(config_dir: Path) -> list[str]:
    """What stands before `.env` in the names of the folder, sorted; not all of it need be a profile's name.

    Raises SettingsError for a folder that cannot be read.
    """
    try:
        return sorted(
            path.name.removesuffix(_ENDING)
            for path in config_dir.iterdir()
            if path.name.endswith(_ENDING) and path.name != _ENDING
        )
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        place = printable(str(config_dir))
        raise SettingsError(say("{file} cannot be read: {why}.", file=place, why=error.strerror)) from None
