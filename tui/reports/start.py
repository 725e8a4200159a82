"""From settings to a printed table."""

import random

from tui.feed.clock import SystemClock
from tui.feed.live import Live
from tui.reports.snapshot import run
from tui.settings import Settings


def run_snapshot(settings: Settings) -> int:
    """Print the balances once; the exit code."""
    clock = SystemClock()
    return run(Live(settings, clock=clock, jitter=random.random), clock)
