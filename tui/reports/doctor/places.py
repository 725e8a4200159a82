"""Every place that settings may come from, each looked at whether or not an earlier one has them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tui.settings import SettingsError
from tui.settings.file import Nothing, read_file
from tui.settings.permissions import Doubt
from tui.settings.profiles import profile_path
from tui.settings.sources import environment_source, file_source


@dataclass(frozen=True, slots=True)
class Look:
    """What one place holds."""

    place: str
    """In words, safe to show."""
    lack: str = ""
    """Why it gives no API key, as the rest of a sentence; empty if it has one."""
    fault: str = ""
    """Why it cannot be read, as a whole sentence."""
    is_file: bool = True
    doubts: tuple[Doubt, ...] = ()
    """Why the file should not be believed."""

    @property
    def has_key(self) -> bool:
        """Whether there is an API key in it."""
        return not (self.lack or self.fault)


def look(
    env_file: Path | None,
    environ: Mapping[str, str],
    working_dir: Path,
    config_dir: Path,
    profile: str | None = None,
) -> tuple[Look, ...]:
    """Look at the places that `settings.load` would, in its order."""
    if profile is not None:
        path = profile_path(profile, config_dir)
        return (_file(path, str(path)),)
    if env_file is not None:
        return (_file(working_dir / env_file, str(env_file)),)
    environment = environment_source(environ)
    path = config_dir / ".env"
    return (
        Look(environment.place, environment.lack, is_file=False),
        _file(working_dir / ".env", "./.env"),
        _file(path, str(path)),
    )


def _file(path: Path, place: str) -> Look:
    try:
        contents = read_file(path, place)
        source = file_source(path, place, allow_insecure=True)
    except SettingsError as error:
        return Look(place, fault=str(error.args[0]))
    doubts = () if isinstance(contents, Nothing) else contents.doubts
    return Look(source.place, source.lack, doubts=doubts)
