"""The settings of this run: what was found, what may be used of it, and where the way leads."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tui.reports.doctor.places import Look, look
from tui.settings import DEFAULT_STREAM_URL, Settings, SettingsError, load
from tui.settings.url import STREAM_SCHEMES, normal_url, url_fault


@dataclass(frozen=True, slots=True)
class Given:
    """What the command line and its surroundings say of the settings."""

    env_file: Path | None
    environ: Mapping[str, str]
    working_dir: Path
    config_dir: Path
    stream_url: str | None = None
    rest_url: str | None = None
    allow_insecure_env: bool = False
    profile: str | None = None
    state_dir: Path | None = None

    def __repr__(self) -> str:
        return f"Given(env_file={self.env_file!r})"


@dataclass(frozen=True, slots=True)
class Found:
    """What there is."""

    looks: tuple[Look, ...]
    settings: Settings | None
    """Also where they may not be used; None where there are none."""
    error: str
    """Why they cannot be used; empty if they can."""
    stream_url: str | None
    """Where to look for the exchange; None if that cannot be known."""

    @property
    def used(self) -> Look | None:
        """The place they come from."""
        return next((each for each in self.looks if not each.lack), None)

    @property
    def usable(self) -> Settings | None:
        """The settings if they may be used to sign."""
        return None if self.error else self.settings


def find(given: Given) -> Found:
    """Find the settings, and what every place lacks."""
    looks = look(given.env_file, given.environ, given.working_dir, given.config_dir, given.profile)
    settings, error = _loaded(given, allow_insecure=given.allow_insecure_env)
    if settings is None:
        # The way there can be looked at even if the credentials may not be used.
        settings, _ = _loaded(given, allow_insecure=True)
    return Found(looks, settings, error, _stream_url(given, settings, looks))


def _loaded(given: Given, *, allow_insecure: bool) -> tuple[Settings | None, str]:
    try:
        return load(
            env_file=given.env_file,
            environ=given.environ,
            working_dir=given.working_dir,
            config_dir=given.config_dir,
            stream_url=given.stream_url,
            rest_url=given.rest_url,
            allow_insecure_env=allow_insecure,
            profile=given.profile,
            state_dir=given.state_dir,
        ), ""
    except SettingsError as error:
        return None, str(error.args[0])


def _stream_url(given: Given, settings: Settings | None, looks: tuple[Look, ...]) -> str | None:
    if settings is not None:
        return settings.stream_url
    if given.stream_url is not None:
        return None if url_fault(given.stream_url, STREAM_SCHEMES) else normal_url(given.stream_url)
    return None if any(each.has_key or each.fault for each in looks) else DEFAULT_STREAM_URL
