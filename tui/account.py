"""Whose account a command is for: its settings, or a demo's, and where its journal lies."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from tui.reports.exits import USAGE

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from tui.journal.access import JournalAccess
    from tui.preferences.file import PreferencesFile
    from tui.settings import Settings

    Use = Callable[[Settings, argparse.Namespace], int]


def with_settings(options: argparse.Namespace, secrets: list[str], use: Use) -> int:
    """Use the account's settings; what must stay secret is added to `secrets` as soon as it is known."""
    gc.disable()  # nothing of what is loaded is garbage, and looking for it takes a tenth of the time
    from tui.reports.account_settings import account_settings, demo_fault  # noqa: PLC0415 - as above
    from tui.settings import SettingsError  # noqa: PLC0415 - as above

    try:
        if options.demo:
            demo_fault(options)
            return _with_demo(options, secrets, use)
        settings = account_settings(options)
        secrets += _secret_words(settings)
        return use(settings, options)
    except SettingsError as error:
        print(f"bitotui: {error}", file=sys.stderr)
        return USAGE
    finally:
        gc.enable()


def _with_demo(options: argparse.Namespace, secrets: list[str], use: Use) -> int:
    from tui.demo import demo_settings  # noqa: PLC0415 - only a demo needs a server
    from tui.settings import comparing_from, keeping_from, timezone_from  # noqa: PLC0415 - not for --help

    with demo_settings(
        timezone=timezone_from(os.environ),
        keeping=keeping_from(os.environ),
        comparing=comparing_from(os.environ),
    ) as settings:
        secrets += _secret_words(settings)
        return use(settings, options)


def _secret_words(settings: Settings) -> list[str]:
    return [settings.api_key.reveal(), settings.api_secret.reveal(), settings.identity]


def journal_of(settings: Settings, options: argparse.Namespace) -> JournalAccess | None:
    """Where what happens is kept; a demo's in a throw-away folder, never beside a real one."""
    if options.no_journal or not settings.keeping.is_on:
        return None
    from pathlib import Path  # noqa: PLC0415 - not for --help

    from tui.journal.access import JournalAccess  # noqa: PLC0415 - as above
    from tui.journal.place import journal_path  # noqa: PLC0415 - as above
    from tui.settings import default_state_dir  # noqa: PLC0415 - as above

    folder = None
    if options.demo:
        from tempfile import mkdtemp  # noqa: PLC0415 - only a demo needs it

        folder = Path(mkdtemp(prefix="bitotui-demo-"))
    return JournalAccess(
        journal_path(folder or default_state_dir(), settings.identity, settings.stream_host),
        host=settings.stream_host,
        days=settings.keeping.days,
        megabytes=settings.keeping.megabytes,
        throw_away=folder,
    )


def memory_of(settings: Settings, options: argparse.Namespace) -> PreferencesFile:
    """Where what the screen remembers is kept, for each profile by itself."""
    return memory_named(settings.profile, is_demo=options.demo)


def memory_named(profile: str = "", *, is_demo: bool = False) -> PreferencesFile:
    """The same of a profile by its name; without one, of who has no profiles."""
    from datetime import UTC, datetime  # noqa: PLC0415 - not for --help

    from tui.preferences.file import PreferencesFile, preferences_path  # noqa: PLC0415 - as above
    from tui.settings import default_state_dir  # noqa: PLC0415 - as above

    path = preferences_path(default_state_dir(), profile, is_demo=is_demo)
    return PreferencesFile(path, stamp=lambda: f"{datetime.now(UTC):%Y%m%d-%H%M%S}")
