"""The loop of a watch: readings become lines, until the pipe is closed, a condition holds, or someone says so."""

import asyncio
import contextlib
import signal
from collections.abc import Callable
from typing import Final, Protocol, assert_never

from tui.core.entry import Entry, NoteKind
from tui.core.expression import Expression, holds
from tui.core.link import Link, State
from tui.core.query import ALL_PASS
from tui.core.record import Kind, LinkRecord, MessageRecord
from tui.feed.clock import Clock
from tui.feed.source import Reading, Source
from tui.reports.exits import CAME_TRUE, DONE, REFUSED, UNEXPECTED
from tui.reports.watch.condition import Condition
from tui.reports.watch.forms import Form
from tui.tongue import say

_SIGNALS: Final = (signal.SIGTERM, signal.SIGHUP)


class Output(Protocol):
    """Where lines go. No method ever waits."""

    def begin(self, ended: Callable[[OSError | None], None]) -> None:
        """Start, and say from whichever thread when nothing more can be written."""
        ...

    def put(self, line: bytes, *, is_last: bool = False) -> None:
        """Write a line."""
        ...


class Watch:
    """One watch of one source."""

    def __init__(
        self,
        source: Source,
        clock: Clock,
        output: Output,
        form: Form,
        encoded: Callable[[str], bytes],
        *,
        where: Expression = ALL_PASS,
        by_change: bool = False,
        condition: Condition | None = None,
    ) -> None:
        self.refusal: Link | None = None
        """The link as it was refused, where that ended the watch."""
        self.trouble: OSError | None = None
        """Why nothing more could be written, where that ended the watch."""
        self._source, self._clock, self._output = source, clock, output
        self._form, self._encoded = form, encoded
        self._where, self._by_change, self._condition = where, by_change, condition
        self._last: Reading | None = None
        self._state: State | None = None
        self._moved = asyncio.Event()

    async def run(self) -> int:
        """Watch; the exit code. Raises what the source raised."""
        loop = asyncio.get_running_loop()
        ended: asyncio.Future[int] = loop.create_future()

        def end(code: int) -> None:
            if not ended.done():
                ended.set_result(code)

        def output_ended(error: OSError | None) -> None:
            self.trouble = error
            with contextlib.suppress(RuntimeError):  # the loop has ended by itself meanwhile
                loop.call_soon_threadsafe(end, DONE if error is None else UNEXPECTED)

        handled = [number for number in _SIGNALS if signal.getsignal(number) is not signal.SIG_IGN]
        for number in handled:
            loop.add_signal_handler(number, end, DONE)
        self._output.begin(output_ended)
        tasks = [asyncio.create_task(self._read())]
        if self._condition is not None and self._condition.looks_at_age:
            tasks.append(asyncio.create_task(self._mind(self._condition)))
        try:
            await asyncio.wait([ended, *tasks], return_when=asyncio.FIRST_COMPLETED)
            finished = next((task for task in tasks if task.done()), None)
            return finished.result() if finished is not None else ended.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            for number in handled:
                loop.remove_signal_handler(number)

    async def _read(self) -> int:
        """Take every reading; an exit code once one of them ends the watch."""
        async with contextlib.aclosing(self._source.readings()) as readings:
            async for reading in readings:
                self._last = reading
                self._tell(reading)
                if self._comes_true():
                    return CAME_TRUE
                self._moved.set()
                if reading.link.state is State.REFUSED and not reading.link.was_live:
                    self.refusal = reading.link
                    return REFUSED
        return DONE

    async def _mind(self, condition: Condition) -> int:
        """Look at the condition when time alone may make it true; its exit code once it is."""
        while not self._comes_true():
            self._moved.clear()
            await self._clock.wait(self._moved, condition.due_at())
        return CAME_TRUE

    def _comes_true(self) -> bool:
        """Whether the condition holds now; the row is said."""
        if self._condition is None or self._last is None:
            return False
        entry = self._condition.first(self._last.book, self._last.link, self._clock.elapsed())
        if entry is not None:
            self._put(self._form.condition(entry, self._clock.wall()), is_last=True)
        return entry is not None

    def _tell(self, reading: Reading) -> None:
        """Say what a reading brings."""
        state = reading.link.state
        match reading.record:
            case LinkRecord():
                self._put(self._form.link(reading.record))
            case MessageRecord():
                self._tell_message(reading, reading.record)
            case None:
                if state is not self._state:
                    said = say("{state} to {host}", state=state.value.lower(), host=self._source.host)
                    record = LinkRecord(self._clock.wall(), reading.link.generation, state, said)
                    self._put(self._form.link(record))
            case _:
                assert_never(reading.record)
        self._state = state

    def _tell_message(self, reading: Reading, record: MessageRecord) -> None:
        if record.kind in (Kind.REJECTED, Kind.IGNORED):
            self._put(self._form.oddity(record))
            return
        is_late = any(note.kind is NoteKind.LATE for note in record.notes)
        entries = [] if is_late else self._wanted(reading, record)
        if self._by_change:
            wanted = {entry.balance.currency for entry in entries}
            for change in record.changes:
                if change.after.currency in wanted:
                    self._put(self._form.change(record, change))
        elif entries or self._where == ALL_PASS:
            self._put(self._form.event(record, entries))

    def _wanted(self, reading: Reading, record: MessageRecord) -> list[Entry]:
        """The rows that an event names and the expression lets pass, as they stand after it."""
        known = reading.book.entries
        now = self._clock.elapsed()
        named = [known[currency] for currency in record.currencies if currency in known]
        return [entry for entry in named if holds(self._where, entry, now)]

    def _put(self, line: str, *, is_last: bool = False) -> None:
        self._output.put(self._encoded(line + "\n"), is_last=is_last)
