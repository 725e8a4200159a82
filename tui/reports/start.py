"""From settings and a command line to a printed table."""

import random
from argparse import Namespace

from tui.core.query import Column, Query
from tui.feed.clock import SystemClock
from tui.feed.live import Live
from tui.reports.choosing import chosen
from tui.reports.snapshot import Wish, run
from tui.reports.snapshot_arguments import COLUMNS
from tui.settings import Settings


def run_snapshot(settings: Settings, options: Namespace | None = None) -> int:
    """Print the balances once, all of them unless a command line asks for less; the exit code."""
    clock = SystemClock()
    source = Live(settings, clock=clock, jitter=random.random)
    return run(source, clock) if options is None else run(source, clock, _wish(options))


def _wish(options: Namespace) -> Wish:
    name, is_reversed = options.sort
    column = list(Column)[COLUMNS.index(name)]
    view = Query(sort=column, descending=is_reversed, where=chosen(options))
    return Wish(view, options.format, options.timeout)
