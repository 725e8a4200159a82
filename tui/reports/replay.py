"""`bitotui replay`: what it is asked for is looked up in the file, then a screen or plain text shows it."""

import asyncio
import os
import sys
import time
from argparse import Namespace
from collections.abc import Callable
from datetime import tzinfo
from pathlib import Path
from typing import Final, assert_never

from tui.core.query import Query
from tui.core.text import date_and_clock
from tui.core.when import At, ById, Unclear, when
from tui.feed.clock import SystemClock
from tui.feed.recording_file import RecordingError, RecordingFile
from tui.feed.replay import Replay
from tui.feed.replay_clock import ReplayClock
from tui.feed.source import Reading
from tui.reports.exits import DONE, USAGE
from tui.reports.plain import table
from tui.reports.snapshot import put
from tui.settings import SettingsError, timezone_from
from tui.tongue import say, say_number

NOTHING: Final = 1

_NS: Final = 1_000_000

Show = Callable[[RecordingFile, float | None, int | None, tzinfo | None, bool], int]
"""Shows a recording, at a speed, from a moment on, its times in a zone, with the mouse or not; the exit code."""


def main(options: Namespace, show: Show) -> int:
    """Open what the user named, and show it; the exit code."""
    try:
        zone = timezone_from(os.environ)
        file = RecordingFile(Path(options.file))
    except (RecordingError, SettingsError) as error:
        return _complain(str(error), USAGE)
    try:
        since = None if options.since is None else _since(file, options.since, zone)
        if isinstance(since, str):
            return _complain(f"--from: {since}", USAGE)
        return show(file, options.speed, since, zone, not options.no_mouse)
    finally:
        file.close()


def _since(file: RecordingFile, text: str, zone: tzinfo | None) -> int | str:
    """The moment that `text` means, Unix ns; a sentence where it means none. Now is when the recording ends."""
    last = file.last // _NS or time.time_ns() // _NS
    meant = when(text, last, zone)
    match meant:
        case At():
            return meant.unix_ms * _NS
        case ById():
            try:
                found = file.find(meant.prefix)
            except OSError as error:
                return say("{file} cannot be read: {reason}", file=file.name, reason=error.strerror)
            if found is not None:
                return found
            return say("no eventID in {file} begins with {prefix}", file=file.name, prefix=meant.prefix)
        case Unclear():
            return say(
                "{fault}; the recording ends at {at}", fault=meant.words, at=date_and_clock(last, zone)
            )
        case _:
            assert_never(meant)


def print_end(
    file: RecordingFile, _speed: float | None, since: int | None, _zone: tzinfo | None, _mouse: bool
) -> int:
    """Print the balances that a recording ends with, for where there is no terminal."""
    clock = ReplayClock(SystemClock(), None)
    source = Replay(file, clock, since)
    last = asyncio.run(_last(source))
    if source.damaged:
        passed_over = say_number(
            "{number} damaged line passed over", "{number} damaged lines passed over", source.damaged
        )
        _complain(passed_over, DONE)
    if not last.book.entries:
        return _complain(say("{file} holds no balances", file=file.name), NOTHING)
    return put(table(last.book, Query(), clock.elapsed()))


async def _last(source: Replay) -> Reading:
    async for reading in source.readings():
        last = reading
    return last


def _complain(sentence: str, code: int) -> int:
    print(f"bitotui replay: {sentence}", file=sys.stderr)
    return code
