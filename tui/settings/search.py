"""Settings, whole, from the first place that has an API key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.settings.comparing import comparing_from
from tui.settings.endpoints import endpoints
from tui.settings.folders import nonce_path
from tui.settings.keeping import keeping_from
from tui.settings.model import Settings, SettingsError
from tui.settings.profiles import profile_source
from tui.settings.sources import Source, environment_source, file_source
from tui.settings.url import shown_host
from tui.settings.values import (
    API_KEY,
    API_SECRET,
    CREDENTIALS,
    IDENTITY,
    PREFERENCES,
    TIMEZONE,
    credential_fault,
)
from tui.settings.zone import find_zone
from tui.tongue import say, say_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from zoneinfo import ZoneInfo


def timezone_from(environ: Mapping[str, str]) -> ZoneInfo | None:
    """Give the time zone of an environment, for a run without an account; None is the system's.

    Raises SettingsError for a name that is no time zone.
    """
    return find_zone(environ.get(TIMEZONE, "").strip())


def load(
    *,
    env_file: Path | None,
    environ: Mapping[str, str],
    working_dir: Path,
    config_dir: Path,
    stream_url: str | None = None,
    rest_url: str | None = None,
    allow_insecure_env: bool = False,
    profile: str | None = None,
    state_dir: Path | None = None,
) -> Settings:
    """Find the settings; raise SettingsError, whose text is for the user, if they cannot be used.

    An explicit `env_file`, or the file of a `profile`, is the only place looked at. Otherwise the first of the
    environment, `working_dir/.env` and `config_dir/.env` that holds an API key gives everything: credentials and
    URLs are never mixed from two places, so a planted file cannot send a key elsewhere. The two URL
    arguments, the user's explicit word on the command line, stand above it. The preferences
    (BITOTUI_TIMEZONE, BITOTUI_AGREEMENT and those of the journal) come from the same place too, but are no
    credentials: where the place has none, the environment's counts.

    The stream and REST hosts are either both BitoPro's or both not: one changed alone would send the
    same key to two parties, and is refused. Nothing is exported to the environment. In `state_dir` is the file by
    which those who share a key agree on nonces.
    """
    environment = environment_source(environ)
    del environ  # a traceback with locals would show it
    is_explicit = env_file is not None or profile is not None
    if env_file is not None and profile is not None:
        raise SettingsError(
            say("--profile and --env-file both say where the settings are; give one of them.")
        )
    if profile is not None:
        places = iter([profile_source(profile, config_dir, allow_insecure=allow_insecure_env)])
    elif env_file is not None:
        places = iter([file_source(working_dir / env_file, str(env_file), allow_insecure=allow_insecure_env)])
    else:
        places = _places(environment, working_dir, config_dir, allow_insecure_env)
    source, passed_over = _first_with_key(places)
    _check_credentials(source)
    stream, rest = endpoints(source, stream_url, rest_url)
    preferred = {
        name: value.reveal()
        for name in PREFERENCES
        if (value := source.values.get(name) or environment.values.get(name)) is not None
    }
    unused = [environment] if is_explicit else passed_over
    api_key = source.values[API_KEY]
    return Settings(
        api_key=api_key,
        api_secret=source.values[API_SECRET],
        identity=source.values[IDENTITY].reveal(),
        stream_url=stream,
        rest_url=rest,
        timezone=find_zone(preferred.get(TIMEZONE, "")),
        found_in=source.place,
        notices=(*source.notices, *_said_of_unused(unused, source)),
        keeping=keeping_from(preferred),
        comparing=comparing_from(preferred),
        profile=profile or "",
        nonces=None if state_dir is None else nonce_path(state_dir, api_key, shown_host(stream)),
    )


def _places(
    environment: Source, working_dir: Path, config_dir: Path, allow_insecure: bool
) -> Iterator[Source]:
    """Look at one place after the other; a file is opened only when its turn comes."""
    yield environment
    yield file_source(working_dir / ".env", "./.env", allow_insecure=allow_insecure)
    path = config_dir / ".env"
    yield file_source(path, str(path), allow_insecure=allow_insecure)


def _first_with_key(places: Iterator[Source]) -> tuple[Source, list[Source]]:
    """Find the first place with an API key, and those passed over on the way to it."""
    passed_over: list[Source] = []
    for source in places:
        if not source.lack:
            return source, passed_over
        passed_over.append(source)
    looked = "".join(f"\n  {source.place} {source.lack}" for source in passed_over)
    raise SettingsError(
        say(
            "{name} is not set; looked in:{places}\nSet {names}, all in one place; .env.example shows how.",
            name=API_KEY,
            places=looked,
            names=_listed(CREDENTIALS),
        )
    )


def _check_credentials(source: Source) -> None:
    """Refuse a set with something missing, or with a value that cannot be right."""
    missing = [name for name in CREDENTIALS if name not in source.values]
    if missing:
        raise SettingsError(
            say_number(
                "{names} is missing or empty in {place}, where {name} was found."
                "\nAll settings come from that one place: add what is missing there.",
                "{names} are missing or empty in {place}, where {name} was found."
                "\nAll settings come from that one place: add what is missing there.",
                len(missing),
                names=_listed(missing),
                place=source.place,
                name=API_KEY,
            )
        )
    for name in CREDENTIALS:
        if fault := credential_fault(name, source.values[name]):
            raise SettingsError(say("{name} in {place} {fault}.", name=name, place=source.place, fault=fault))


def _said_of_unused(unused: list[Source], used: Source) -> Iterator[str]:
    """Say which credentials and URLs were seen elsewhere and not taken."""
    for source in unused:
        if ignored := [name for name in source.values if name not in PREFERENCES]:
            yield say(
                "{names} in {place} not used: all settings come from {used}",
                names=_listed(ignored),
                place=source.place,
                used=used.place,
            )
    if "@" not in used.values[IDENTITY].reveal():
        yield say("{name} has no @; it should be the account's e-mail", name=IDENTITY)


def _listed(names: Iterable[str]) -> str:
    """Write names as a sentence does: "A, B and C"."""
    *before, last = names
    return say("{names} and {last}", names=say(", ").join(before), last=last) if before else last
