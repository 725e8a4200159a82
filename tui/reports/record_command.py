"""The command line of `bitotui record`, and what it says on standard error."""

import asyncio
import random
import secrets
import sys
from argparse import Namespace

from tui.core.foreign import harmless
from tui.core.redaction import Redaction
from tui.feed.clock import SystemClock
from tui.feed.live import Live
from tui.reports.exits import NO_CONNECTION, REFUSED, USAGE
from tui.reports.record import Recorder
from tui.reports.recording_output import Output, OutputError, opened
from tui.settings import Settings
from tui.tongue import say, say_number
from tui.tongue.english import in_english


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
        _tell(say("recording {host} to {file}; ctrl+c ends it", host=source.host, file=output.name))
        with in_english():  # what the link says goes into the file
            done = asyncio.run(Recorder(source, output, hidden, redaction).run(clock, options.seconds))
        if done.code in (REFUSED, NO_CONNECTION) and not done.messages:
            output.remove()
            return _complain(done.why, done.code)
        if done.why:
            _tell(done.why)
        _tell(_summary(output, done.messages, done.steps, is_masked=redaction is not None))
        return done.code
    finally:
        output.close()


def _summary(output: Output, messages: int, steps: int, *, is_masked: bool) -> str:
    facts = {
        "messages": say_number("{number} message", "{number} messages", messages),
        "steps": say_number("{number} step", "{number} steps", steps),
        "bytes": f"{output.written:,}",
        "file": output.name,
    }
    if is_masked:
        return say(
            "recorded {messages} and {steps} of the link, {bytes} bytes, amounts masked, to {file}", **facts
        )
    return say("recorded {messages} and {steps} of the link, {bytes} bytes, to {file}", **facts)


def _complain(sentence: str, code: int) -> int:
    _tell(sentence)
    return code


def _tell(sentence: str) -> None:
    print(f"bitotui record: {harmless(sentence, 400)}", file=sys.stderr)
