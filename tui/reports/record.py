"""`bitotui record`: every message and every step of the link, written as it comes."""

import asyncio
import contextlib
import signal
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from tui.core import words
from tui.core.link import Link, State
from tui.core.record import LinkRecord, MessageRecord, Record
from tui.core.recording import came_as_text, header, link_line, message_line
from tui.core.redaction import Redaction
from tui.feed.clock import Clock
from tui.feed.source import Reading, Source
from tui.reports.doctor.redact import sieve
from tui.reports.exits import DONE, NO_CONNECTION, REFUSED, UNEXPECTED
from tui.reports.recording_output import Output
from tui.tongue import say

PATIENCE: Final = 15.0
"""Seconds to wait for the first connection."""

SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

_NS: Final = 1_000_000


class Recorded(Struct, frozen=True):
    """What came of recording."""

    code: int
    """To exit with."""
    why: str = ""
    """What ended it, in words; empty where it was asked to end."""
    messages: int = 0
    steps: int = 0


class Recorder:
    """Writes what a source says."""

    def __init__(
        self, source: Source, output: Output, secrets: Sequence[str], redaction: Redaction | None = None
    ) -> None:
        """Write to `output`, never any of `secrets`, and masked by `redaction` where there is one."""
        self._source = source
        self._output = output
        self._secrets = [secret.lower() for secret in secrets if secret]
        self._clean = sieve(secrets)
        self._redaction = redaction
        self._link = Link()
        self._messages = 0
        self._steps = 0
        self._writing: asyncio.Future[None] | None = None

    async def run(self, clock: Clock, seconds: float | None = None, patience: float = PATIENCE) -> Recorded:
        """Record until a signal comes or `seconds` are over; the first connection must come within `patience`."""
        asked = asyncio.Event()
        begun = clock.elapsed()
        until = None if seconds is None else begun + seconds
        first = begun + patience if seconds is None else begun + min(patience, seconds)
        with _signals_heeded(asked):
            recording = asyncio.create_task(self._record())
            recording.add_done_callback(lambda _: asked.set())
            is_in_vain = not await clock.wait(asked, first) and first != until and not self._link.generation
            if not is_in_vain:
                await clock.wait(asked, until)
            if recording.done():
                return recording.result()
            recording.cancel()
            await asyncio.gather(recording, return_exceptions=True)
            if problem := await self._last_line():
                return self._ended(UNEXPECTED, problem)
        if not is_in_vain:
            return self._ended(DONE)
        facts = {"number": f"{patience:g}", "host": self._source.host}
        why = words.trouble(self._link)
        said = (
            say("no connection within {number} s to {host}: {why}", **facts, why=why)
            if why
            else say("no connection within {number} s to {host}", **facts)
        )
        return self._ended(NO_CONNECTION, said)

    async def _record(self) -> Recorded:
        try:
            await self._write(header(self._source.host, redacted=self._redaction is not None))
            async with contextlib.aclosing(self._source.readings()) as readings:
                async for reading in readings:
                    refused = await self._take(reading)
                    if refused:
                        return self._ended(REFUSED, refused)
        except BrokenPipeError:
            raise
        except OSError as error:
            return self._ended(UNEXPECTED, self._unwritten(error))
        return self._ended(DONE)

    async def _take(self, reading: Reading) -> str:
        """Write a reading's record; say why, where the exchange has refused for good."""
        link = self._link = reading.link
        if reading.record is not None:
            await self._write(self._line(reading.record), reading.record)
        if link.state is State.REFUSED and link.retry_at is None:  # nobody is there to press r
            facts = {"host": self._source.host, "reason": link.reason, "advice": link.advice}
            if link.status is None:
                return say("refused by {host}: {reason}; {advice}", **facts)
            return say("refused by {host} ({status}): {reason}; {advice}", status=link.status, **facts)
        return ""

    def _line(self, record: Record) -> bytes:
        received = record.received * _NS + record.beyond
        if isinstance(record, LinkRecord):
            said = self._clean(record.words)
            if self._redaction is not None:
                said = self._redaction.words(said)
            return link_line(received, record.generation, record.state, said, record.does)
        raw, is_text = self._cleaned(record.raw), came_as_text(record)
        if self._redaction is not None:
            raw, is_text = self._redaction.message(raw, is_text=is_text), True
        return message_line(received, record.generation, raw, is_text=is_text)

    def _cleaned(self, raw: bytes) -> bytes:
        """The bytes as received, unless a secret of ours came back in them."""
        text = raw.decode("utf-8", "surrogateescape")
        folded = text.lower()
        if not any(secret in folded for secret in self._secrets):
            return raw
        return self._clean(text).encode("utf-8", "surrogateescape")

    async def _write(self, line: bytes, record: Record | None = None) -> None:
        # On a thread: a disk or a pipe that is slow must not keep pings from being answered.
        self._writing = asyncio.ensure_future(asyncio.to_thread(self._put, line, record))
        await asyncio.shield(self._writing)

    def _put(self, line: bytes, record: Record | None) -> None:
        self._output.write(line)
        self._messages += isinstance(record, MessageRecord)
        self._steps += isinstance(record, LinkRecord)

    async def _last_line(self) -> str:
        """Let the line that is being written be a whole one, and be counted; say why that cannot be."""
        if self._writing is None:
            return ""
        (problem,) = await asyncio.gather(self._writing, return_exceptions=True)
        return self._unwritten(problem) if isinstance(problem, OSError) else ""

    def _unwritten(self, error: OSError) -> str:
        return say("{file} cannot be written: {reason}", file=self._output.name, reason=error.strerror)

    def _ended(self, code: int, why: str = "") -> Recorded:
        return Recorded(code, why, self._messages, self._steps)


@contextlib.contextmanager
def _signals_heeded(asked: asyncio.Event) -> Iterator[None]:
    """Take whatever asks a program to end for the wish to stop recording, as long as the context lasts."""
    loop = asyncio.get_running_loop()
    for number in SIGNALS:
        loop.add_signal_handler(number, asked.set)
    try:
        yield
    finally:
        for number in SIGNALS:
            loop.remove_signal_handler(number)
