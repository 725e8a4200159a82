"""Several accounts: files `NAME.env` in the configuration folder, each by its name."""

import os
import re
from pathlib import Path
from typing import Final

from tui.settings.model import SettingsError
from tui.settings.place import printable
from tui.settings.sources import Source, file_source

LONGEST_SHOWN: Final = 60
"""Characters of a wrong name that an error repeats."""
_ENDING: Final = ".env"
_is_name = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII).fullmatch


def profile_path(name: str, config_dir: Path) -> Path:
    """The file of a profile. Raises SettingsError for what is no name, so that none leads out of the folder."""
    if not _is_name(name):
        raise SettingsError(
            f'"{printable(name[:LONGEST_SHOWN])}" is no name of a profile: '
            "it is made of letters of English, digits, - and _, 64 at most."
        )
    return config_dir / f"{name}{_ENDING}"


def profile_source(name: str, config_dir: Path, *, allow_insecure: bool) -> Source:
    """Read a profile's file, with the checks of every other. Raises SettingsError, which names those there are."""
    path = profile_path(name, config_dir)
    if not os.path.lexists(path):
        there = [each for each in profile_names(config_dir) if _is_name(each)]
        names = f"There are {', '.join(there)}." if there else "There are none."
        raise SettingsError(f"there is no profile {name}: {printable(str(path))} does not exist.\n{names}")
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
        raise SettingsError(f"{printable(str(config_dir))} cannot be read: {error.strerror}.") from None
