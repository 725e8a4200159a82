"""A source whose code is loaded after the first paint: the network's libraries take longer than the screen's."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable

from tui.feed.source import NOT_LIVE, Reading, Source
from tui.tongue import say


class LateSource:
    """Stands in for the source that `load` makes; `load` runs on a thread, so that keys are answered meanwhile."""

    def __init__(self, host: str, load: Callable[[], Callable[[], Source]]) -> None:
        self._host = host
        self._load = load
        self._source: Source | None = None

    @property
    def host(self) -> str:
        """Who is at the other end, for people."""
        return self._host

    def redial(self) -> str:
        """Drop what there is and connect now; while still loading, that is about to happen anyway."""
        return self._source.redial() if self._source is not None else say("connecting already")

    def compare(self) -> str:
        """Compare the book with the exchange now, or say in words why that cannot be."""
        return self._source.compare() if self._source is not None else say(NOT_LIVE)

    async def readings(self) -> AsyncGenerator[Reading, None]:
        """Every reading of the source, once it is loaded."""
        make = await asyncio.to_thread(self._load)
        self._source = make()
        async with contextlib.aclosing(self._source.readings()) as readings:
            async for reading in readings:
                yield reading
