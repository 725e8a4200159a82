"""From settings and a command line to lines on standard output."""

from __future__ import annotations

import asyncio
import os
import random
import sys
from typing import TYPE_CHECKING, Final

from tui.core.text import MINUS
from tui.feed.clock import SystemClock
from tui.feed.live import Live
from tui.feed.recorded import Recorded
from tui.reports.choosing import chosen
from tui.reports.exits import DONE
from tui.reports.snapshot import refusal
from tui.reports.watch.as_ndjson import Ndjson
from tui.reports.watch.as_text import Text
from tui.reports.watch.backlog import Backlog
from tui.reports.watch.condition import Condition
from tui.reports.watch.pipe import Pipe
from tui.reports.watch.watching import Watch
from tui.tongue import say, say_number

if TYPE_CHECKING:
    from argparse import Namespace

    from tui.feed.source import Source
    from tui.journal.access import JournalAccess
    from tui.reports.watch.forms import Form
    from tui.settings import Settings

PIPE_SECONDS: Final = 1.0
JOURNAL_SECONDS: Final = 0.5
"""How long leaving waits for what is still to be written."""


def run_watch(settings: Settings, options: Namespace, journal: JournalAccess | None) -> int:
    """Watch until something ends it; the exit code."""
    clock = SystemClock()
    source: Source = Live(settings, clock=clock, jitter=random.random)
    if journal is not None:
        journal.told = _complain
        journal.begin()
        source = Recorded(source, journal)
    form: Form = Ndjson(source.host) if options.format == "ndjson" else Text(settings.timezone)
    backlog = Backlog(lambda dropped: encoded(form.dropped(dropped) + "\n"), clock.wall)
    pipe = Pipe(_descriptor(), backlog)
    watch = Watch(
        source,
        clock,
        pipe,
        form,
        encoded,
        where=chosen(options),
        by_change=options.changes,
        condition=None if options.exit_when is None else Condition(options.exit_when),
    )
    code, is_whole = DONE, True
    try:
        code = asyncio.run(watch.run())
    finally:
        is_whole = pipe.close(PIPE_SECONDS)
        if journal is not None:
            journal.close(JOURNAL_SECONDS)
    if watch.trouble is not None:
        _complain(say("the lines cannot be written: {reason}", reason=watch.trouble.strerror))
    elif not is_whole:
        _complain(
            say_number(
                "nobody took the last {number} line", "nobody took the last {number} lines", len(backlog)
            )
        )
    if watch.refusal is not None:
        print(refusal(source.host, watch.refusal), file=sys.stderr)
    return code


def encoded(line: str) -> bytes:
    """A line in the alphabet of standard output; where that lacks a minus sign, no amount may lose it."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        return line.encode(encoding)
    except UnicodeEncodeError:
        return line.replace(MINUS, "-").encode(encoding, errors="replace")


def _descriptor() -> int:
    """Where lines go; nowhere if standard output was closed when Python started, its number may be another's."""
    return os.open(os.devnull, os.O_WRONLY) if sys.stdout is None else sys.stdout.fileno()


def _complain(sentence: str) -> None:
    if sentence:
        whole = say("{sentence}.", sentence=sentence)
        print(f"bitotui watch: {whole}", file=sys.stderr)
