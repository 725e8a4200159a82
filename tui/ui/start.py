"""From settings to a running screen."""

from __future__ import annotations

import gc
import os
import random
import sys
from typing import TYPE_CHECKING, Final

from tui.feed.clock import Clock, SystemClock
from tui.feed.late import LateSource
from tui.preferences.file import Remembered
from tui.reports.exits import USAGE
from tui.tongue import say
from tui.ui.app import BitotuiApp
from tui.ui.leaving import leaving
from tui.ui.look.terminal import terminal_of
from tui.ui.look.theming import Asked

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.feed.source import Source
    from tui.journal.access import JournalAccess
    from tui.preferences.file import PreferencesFile
    from tui.preferences.sections import Preferences
    from tui.settings import Settings

JOURNAL_SECONDS: Final = 0.5
"""How long leaving waits for the journal to take what still waits to be written."""


def run(
    settings: Settings,
    *,
    mouse: bool,
    journal: JournalAccess | None = None,
    memory: PreferencesFile | None = None,
    theme: str = "",
    is_ascii: bool = False,
) -> int:
    """Show the screen until the user leaves; the exit code. Raises what the app crashed of.

    `theme` and `is_ascii` are what the command line asks for, and go before what is remembered.
    """
    clock = SystemClock()
    remembered = memory.load() if memory is not None else Remembered()
    app = BitotuiApp(
        LateSource(settings.stream_host, lambda: _loaded(settings, clock, journal)),
        identity=settings.shown_account,
        is_demo=settings.is_demo,
        zone=settings.timezone,
        clock=clock,
        notices=(*settings.notices, *remembered.notices),
        journal=journal,
        preferences=remembered.preferences,
        memory=memory,
        look=asked(theme, is_ascii=is_ascii),
    )
    try:
        return shown(app, mouse=mouse) if can_show(app, theme) else USAGE
    finally:
        if memory is not None:
            _keep(memory, app.preferences)
        if journal is not None:
            journal.close(JOURNAL_SECONDS)


def asked(theme: str, *, is_ascii: bool) -> Asked:
    """What the command line and the terminal ask of the look."""
    return Asked(theme, is_ascii, terminal_of(os.environ))


def can_show(app: BitotuiApp, theme: str) -> bool:
    """Whether there is the theme that the command line asks for; where there is not, that is said."""
    if theme and theme not in app.available_themes:
        print(f"bitotui: {' '.join(app.look_notices)}", file=sys.stderr)
        return False
    return True


def _keep(memory: PreferencesFile, preferences: Preferences) -> None:
    """Write what was not written yet."""
    try:
        memory.save(preferences)
    except OSError as error:
        words = say("preferences not kept: {path}: {why}", path=memory.path, why=error.strerror)
        print(f"bitotui: {words}", file=sys.stderr)


def shown(app: BitotuiApp, *, mouse: bool) -> int:
    """Show `app` until the user leaves; the exit code. Raises what it crashed of.

    GNU screen, which tells by STY that it is there, holds `esc` back until the next key while the mouse is taken.
    """
    mouse = mouse and "STY" not in os.environ
    terminal = sys.__stdin__.fileno() if sys.__stdin__ is not None else None
    with leaving(app, terminal) as deadline:
        app.on_leaving = deadline.begin
        result = app.run(mouse=mouse)
    if app.crash is not None:
        raise app.crash
    return result or 0


def _loaded(settings: Settings, clock: Clock, journal: JournalAccess | None) -> Callable[[], Source]:
    """Import what the network and the journal need; what is given back makes the source, on the loop that runs it."""
    from tui.feed.live import Live  # noqa: PLC0415 - the screen stands before httpx is loaded
    from tui.feed.recorded import Recorded  # noqa: PLC0415

    if journal is not None:
        journal.begin()
    # All that is loaded stays: from now on garbage is looked for in what comes, and not in that.
    gc.freeze()
    gc.enable()

    def make() -> Source:
        minutes = settings.comparing
        every = None if minutes is None else minutes * 60.0
        live = Live(settings, clock=clock, jitter=random.random, compares_every=every)
        return live if journal is None else Recorded(live, journal)

    return make
