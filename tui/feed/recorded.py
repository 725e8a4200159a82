"""A source whose every record is kept before anyone sees it."""

import contextlib
from collections.abc import AsyncGenerator
from typing import Protocol

from tui.core.book import Book
from tui.core.record import Record
from tui.feed.source import Reading, Source


class Recorder(Protocol):
    """Where records are kept. Neither method ever waits."""

    def put(self, record: Record, book: Book) -> None:
        """Keep what happened, and the book that came of it."""
        ...

    def alive(self) -> None:
        """Know that the exchange is heard, though nothing happens."""
        ...


class Recorded:
    """Passes readings on, each once its record has been handed to the recorder."""

    def __init__(self, source: Source, recorder: Recorder) -> None:
        self._source = source
        self._recorder = recorder

    @property
    def host(self) -> str:
        """Who is at the other end, for people."""
        return self._source.host

    def redial(self) -> str:
        """Drop what there is and connect now, or say in words why that cannot be."""
        return self._source.redial()

    def compare(self) -> str:
        """Compare the book with the exchange now, or say in words why that cannot be."""
        return self._source.compare()

    async def readings(self) -> AsyncGenerator[Reading, None]:
        """Every reading of the source."""
        async with contextlib.aclosing(self._source.readings()) as readings:
            async for reading in readings:
                if reading.record is not None:
                    self._recorder.put(reading.record, reading.book)
                elif reading.link.is_live:
                    self._recorder.alive()
                yield reading
