"""A recording played back: the readings that the feed would have given, marked as a replay, with the recorded times."""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from typing import Final, assert_never

from msgspec.structs import replace

from tui.core.book import Book, settled
from tui.core.foreign import harmless
from tui.core.intake import take
from tui.core.link import Link, State
from tui.core.novelty import Novelties
from tui.core.record import Does, LinkRecord, Record
from tui.core.recording import Damaged, Heading, Line, RecordedMessage, RecordedStep
from tui.core.replaying import replayed
from tui.feed.recording_file import RecordingFile
from tui.feed.replay_clock import ReplayClock
from tui.feed.source import Reading
from tui.tongue import marked, say, say_number

ENDED: Final = marked("the recording ended")

NOTHING_TO_CONNECT: Final = marked("this is a replay: there is nothing to connect to")
"""Both to be said where they are shown."""

NOTHING_TO_COMPARE: Final = marked("this is a replay: there is no exchange to compare it with")

TICK: Final = 1.0
"""Seconds between two readings at most, while time goes on."""

BREATH: Final = 16
"""Readings in a row after which everybody else gets a turn."""

_NS: Final = 1_000_000
"""Nanoseconds of a millisecond."""


class Replay:
    """The readings of a recording, once. They end with it."""

    def __init__(self, file: RecordingFile, clock: ReplayClock, since: int | None = None) -> None:
        """Play back `file` by `clock`; what was received before `since` (Unix ns) is applied at once."""
        self._file = file
        self._clock = clock
        self._since = since
        self._book = Book()
        self._novelties = Novelties()
        self._notes = ""
        self._was_live = False
        self._given = 0
        self._is_open_to_time = since is None
        self.damaged = 0
        """Lines that were passed over."""
        pace = "max" if clock.speed is None else f"×{clock.speed:g}"
        clock.set(file.first if since is None else max(file.first, since))
        self.link = Link(state=State.REPLAY, pace=pace, moment=file.first // _NS)
        """What is said of the connection: that there is none."""

    @property
    def host(self) -> str:
        """Who was at the other end, for people."""
        return self._file.heading.host

    @property
    def what(self) -> str:
        """What stands where an account would: a recording has none."""
        return say("redacted recording") if self._file.heading.redacted else say("recording")

    def redial(self) -> str:
        """Say why that cannot be."""
        return say(NOTHING_TO_CONNECT)

    def compare(self) -> str:
        """Say why that cannot be."""
        return say(NOTHING_TO_COMPARE)

    async def readings(self) -> AsyncGenerator[Reading, None]:
        """Every reading, each when its time has come."""
        self._clock.set(self._clock.wall_ns())  # time begins when somebody looks
        yield Reading(self._book, self.link)
        never = asyncio.Event()
        while lines := await self._piece():
            for line in lines:
                was_open = self._is_open_to_time
                due = self._due(line)
                if not was_open and self._is_open_to_time:
                    yield self._reading(None, self._clock.wall())
                while due is not None and (now := self._clock.elapsed()) < due:
                    tick = now + TICK * (self._clock.speed or 0.0)
                    await self._clock.wait(never, min(due, tick))
                    if self._clock.elapsed() < due:
                        yield self._reading(None, self._clock.wall())
                for reading in self._told(line):
                    yield reading
                    self._given += 1
                    if self._given % BREATH == 0:
                        await asyncio.sleep(0)
        yield self._ended()

    async def _piece(self) -> list[Line]:
        """The next lines, read on a thread; a file that cannot be read any more ends there, and says so."""
        try:
            return await asyncio.to_thread(self._file.piece)
        except OSError as error:
            self._notes = say("{file} cannot be read on: {why}", file=self._file.name, why=error.strerror)
            return []

    def _due(self, line: Line) -> float | None:
        """When a line is to be told, by the replay's clock; None for at once."""
        if not isinstance(line, RecordedMessage | RecordedStep):
            return None
        if not self._is_open_to_time:
            if self._since is not None and line.received < self._since:
                return None
            self._is_open_to_time = True
        return self._clock.send_to(line.received)

    def _told(self, line: Line) -> Iterator[Reading]:
        match line:
            case RecordedMessage():
                yield self._message(line)
            case RecordedStep():
                yield self._step(line)
            case Damaged():
                self.damaged += 1
                yield self._said(
                    say(
                        "line {number} of the recording is damaged: {reason}",
                        number=line.number,
                        reason=line.reason,
                    )
                )
            case Heading():  # two recordings in one file: the book goes on
                yield self._said(say("another recording begins, of {host}", host=line.host))
            case _:
                assert_never(line)

    def _message(self, line: RecordedMessage) -> Reading:
        received, beyond = divmod(line.received, _NS)
        self._book, record = take(
            self._book,
            line.raw,
            is_text=line.is_text,
            received=received,
            seen=self._seen(line.received),
            generation=line.generation,
            novelties=self._novelties,
            beyond=beyond,
        )
        return self._reading(record, received)

    def _step(self, line: RecordedStep) -> Reading:
        received, beyond = divmod(line.received, _NS)
        notes = settled(self._book).notes if line.does is Does.SETTLED else ()
        record = LinkRecord(received, line.generation, line.state, line.words, notes, line.does, beyond)
        self._book = replayed(self._book, record)
        self._was_live = line.state is State.LIVE
        self._notes = "" if self._was_live else say("the link was {state}", state=line.state.value)
        return self._reading(record, received)

    def _seen(self, received: int) -> float:
        """When that was on the replay's clock; before it began to go, counted back from there."""
        if self._is_open_to_time:
            return self._clock.elapsed()
        return self._clock.elapsed() - max(0, self._clock.wall_ns() - received) / 1e9

    def _said(self, words: str) -> Reading:
        """A reading with a record of the replay itself."""
        moment = self.link.moment or 0
        record = LinkRecord(moment, self._book.generation, State.REPLAY, harmless(words))
        return self._reading(record, moment)

    def _reading(self, record: Record | None, moment: int) -> Reading:
        passed_over = self._passed_over() if self.damaged else ""
        reason = say("; ").join(part for part in (self._notes, passed_over) if part)
        vouched = moment if self._was_live else self.link.vouched
        self.link = replace(self.link, moment=moment, vouched=vouched, reason=reason)
        return Reading(self._book, self.link, record)

    def _ended(self) -> Reading:
        ended = say(ENDED)
        self._notes = say("; ").join(part for part in (ended, self._notes) if part)
        return self._said(ended)

    def _passed_over(self) -> str:
        return say_number(
            "{number} damaged line passed over", "{number} damaged lines passed over", self.damaged
        )
