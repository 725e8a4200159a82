"""Which journal is meant, and from when to when: what the command line says of it."""

import os
import time
from argparse import Namespace
from datetime import tzinfo
from pathlib import Path
from typing import Final

from msgspec import Struct

from tui.core.foreign import harmless
from tui.core.when import At, ById, Unclear, when
from tui.journal.place import journal_path
from tui.reports.account_settings import account_settings
from tui.settings import Keeping, default_state_dir, keeping_from, timezone_from
from tui.tongue import say

_MS: Final = 1_000_000
"""Nanoseconds of a millisecond."""


class UsageError(Exception):
    """What is asked for cannot be; its text is for people."""


class Which(Struct, frozen=True):
    """A journal, and what the settings say of it."""

    path: Path
    zone: tzinfo | None
    keeping: Keeping
    host: str = ""
    """Who it was heard from; empty where only the journal knows."""


def which(options: Namespace, secrets: list[str]) -> Which:
    """The journal that `--journal` names, or that of the account; secrets are added to `secrets` as soon as known.

    Raises SettingsError, UsageError.
    """
    if options.demo:
        raise UsageError(say("a demo keeps its journal for itself, and throws it away; leave --demo out"))
    if options.journal is not None:
        return Which(Path(options.journal), timezone_from(os.environ), keeping_from(os.environ))
    settings = account_settings(options)
    secrets += [settings.api_key.reveal(), settings.api_secret.reveal(), settings.identity]
    path = journal_path(default_state_dir(), settings.identity, settings.stream_host)
    return Which(path, settings.timezone, settings.keeping, settings.stream_host)


def span(options: Namespace, zone: tzinfo | None) -> tuple[int | None, int | None]:
    """What `--since` and `--until` say, Unix ns; None where nothing. Raises UsageError."""
    since = _moment("--since", options.since, zone)
    until = _moment("--until", options.until, zone)
    if since is not None and until is not None and until < since:
        raise UsageError(say("--until is before --since"))
    # Moments are told to the millisecond, and all of it is meant.
    return (
        None if since is None else since * _MS,
        None if until is None else until * _MS + _MS - 1,
    )


def _moment(name: str, text: str | None, zone: tzinfo | None) -> int | None:
    if text is None:
        return None
    match when(text, time.time_ns() // _MS, zone):
        case At(unix_ms):
            return unix_ms
        case ById():
            why = say("an eventID is no time here; --event-id finds it")
        case Unclear(words):
            why = words
    raise UsageError(say('{option} "{typed}": {why}', option=name, typed=harmless(text, 60), why=why))
