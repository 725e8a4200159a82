"""The command line of `bitotui record`, and what it says on standard error."""

import asyncio
import random
import secrets
import sys
from argparse import Namespace

from tui.core.foreign import harmless
from tui.core.redaction import Redaction
from tui.core.words import count
from tui.feed.clock import SystemClock
from tui.feed.live import Live
from tui.reports.exits import NO_CONNECTION, REFUSED, USAGE
from tui.reports.record import Recorder
from tui.reports.recording_output import Output, OutputError, opened
from tui.settings import Settings


def main(settings: Settings, options: Namespace) -> int:
    """Record until asked to end; the exit code. Raises BrokenPipeError when nobody reads it."""
    hidden = (settings.api_key.reveal(), settings.api_secret.reveal(), settings.identity)
    clock = SystemClock()
    source = Live(settings, clock=clock, jitter=random.random)
    redaction = Redaction(secrets.randbelow, source.host) if options.redact else None
    try:
        output = opened(options.file, sys.stdout.buffer, replaces=options.force)
    except OutputError as error:
        return _complain(str(error), USAGE)
    try:
        _say(f"recording {source.host} to {output.name}; ctrl+c ends it")
        done = asyncio.run(Recorder(source, output, hidden, redaction).run(clock, options.seconds))
        if done.code in (REFUSED, NO_CONNECTION) and not done.messages:
            output.remove()
            return _complain(done.why, done.code)
        if done.why:
            _say(done.why)
        _say(_summary(output, done.messages, done.steps, is_masked=redaction is not None))
        return done.code
    finally:
        output.close()


def _summary(output: Output, messages: int, steps: int, *, is_masked: bool) -> str:
    what = f"{count(messages, 'message')} and {count(steps, 'step')} of the link"
    masked = ", amounts masked" if is_masked else ""
    return f"recorded {what}, {output.written:,} bytes{masked}, to {output.name}"


def _complain(sentence: str, code: int) -> int:
    _say(sentence)
    return code


def _say(sentence: str) -> None:
    print(f"bitotui record: {harmless(sentence, 400)}", file=sys.stderr)
