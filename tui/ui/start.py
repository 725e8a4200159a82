"""From settings to a running screen."""

import gc
import random
import sys
from collections.abc import Callable

from tui.feed.clock import Clock, SystemClock
from tui.feed.late import LateSource
from tui.feed.source import Source
from tui.settings import Settings
from tui.ui.app import BitotuiApp
from tui.ui.leaving import leaving


def run(settings: Settings, *, mouse: bool) -> int:
    """Show the screen until the user leaves; the exit code. Raises what the app crashed of."""
    clock = SystemClock()
    app = BitotuiApp(
        LateSource(settings.stream_host, lambda: _loaded(settings, clock)),
        identity=settings.masked_identity,
        zone=settings.timezone,
        clock=clock,
        notices=settings.notices,
    )
    return shown(app, mouse=mouse)


def shown(app: BitotuiApp, *, mouse: bool) -> int:
    """Show `app` until the user leaves; the exit code. Raises what it crashed of."""
    terminal = sys.__stdin__.fileno() if sys.__stdin__ is not None else None
    with leaving(app, terminal) as deadline:
        app.on_leaving = deadline.begin
        result = app.run(mouse=mouse)
    if app.crash is not None:
        raise app.crash
    return result or 0


def _loaded(settings: Settings, clock: Clock) -> Callable[[], Source]:
    """Import the network's libraries; what is given back makes the source, on the loop that will run it."""
    from tui.feed.live import Live  # noqa: PLC0415 - the screen stands before httpx is loaded

    # All that is loaded stays: from now on garbage is looked for in what comes, and not in that.
    gc.freeze()
    gc.enable()
    return lambda: Live(settings, clock=clock, jitter=random.random)
