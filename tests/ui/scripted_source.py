"""A source whose readings a test hands over one by one."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator

from tui.feed.source import Reading


class ScriptedSource:
    """A `tui.feed.source.Source` that says what it is given, when it is given."""

    def __init__(self, host: str = "127.0.0.1:9000") -> None:
        self.redials = 0
        """How often the user asked to connect again."""
        self.compares = 0
        """How often the user asked to compare."""
        self.no_comparison = ""
        """Why that cannot be."""
        self._host = host
        self._waiting: deque[Reading] = deque()
        self._news = asyncio.Event()
        self._all_taken = asyncio.Event()
        self._closed = asyncio.Event()

    @property
    def host(self) -> str:
        """Who is at the other end."""
        return self._host

    def redial(self) -> str:
        """Count it."""
        self.redials += 1
        return ""

    def compare(self) -> str:
        """Count it, and answer what the test wants answered."""
        self.compares += 1
        return self.no_comparison

    def push(self, *readings: Reading) -> None:
        """Say these next."""
        self._waiting.extend(readings)
        self._all_taken.clear()
        self._news.set()

    async def taken(self) -> None:
        """Wait until the reader has come back for more than there is."""
        await self._all_taken.wait()

    @property
    def is_closed(self) -> bool:
        """Whether whoever read has stopped reading."""
        return self._closed.is_set()

    async def closed(self) -> None:
        """Wait until whoever reads stops reading."""
        await self._closed.wait()

    async def readings(self) -> AsyncGenerator[Reading, None]:
        """Everything pushed, in order."""
        try:
            while True:
                while self._waiting:
                    yield self._waiting.popleft()
                self._all_taken.set()
                self._news.clear()
                await self._news.wait()
        finally:
            self._closed.set()
