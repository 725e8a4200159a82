"""From settings to a running screen."""

import random
import sys

from tui.feed.clock import SystemClock
from tui.feed.live import Live
from tui.settings import Settings
from tui.ui.app import BitotuiApp
from tui.ui.leaving import leaving


def run(settings: Settings, *, mouse: bool) -> int:
    """Show the screen until the user leaves; the exit code. Raises what the app crashed of."""
    clock = SystemClock()
    app = BitotuiApp(
        Live(settings, clock=clock, jitter=random.random),
        identity=settings.masked_identity,
        zone=settings.timezone,
        clock=clock,
        notices=settings.notices,
    )
    terminal = sys.__stdin__.fileno() if sys.__stdin__ is not None else None
    with leaving(app, terminal) as deadline:
        app.on_leaving = deadline.begin
        result = app.run(mouse=mouse)
    if app.crash is not None:
        raise app.crash
    return result or 0
