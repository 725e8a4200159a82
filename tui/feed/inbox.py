"""Messages between the reader, which never waits, and the consumer, which may."""

import asyncio
from collections import deque
from typing import Final

from msgspec import Struct

from tui.feed.limits import Limits
from tui.feed.refusal import Lost
from tui.tongue import say

_OVERRUN: Final = 1008
"""RFC 6455 has no code for a client that cannot keep up; a policy of ours is what ends it."""


class Message(Struct, frozen=True, gc=False):
    """One whole message as it came off the wire."""

    data: bytes
    """The payload; of a text message the UTF-8 bytes themselves."""
    text: bool
    """Whether it came as text; BitoPro sends nothing else."""


class Inbox:
    """A queue that is bounded by count and by bytes, and that can end, once and for ever."""

    def __init__(self, limits: Limits) -> None:
        self.lost: Lost | None = None
        """How it ended."""
        self.answer = 1000
        """The close code that says so to the peer."""
        self._limits = limits
        self._waiting: deque[Message] = deque()
        self._waiting_bytes = 0
        self._news = asyncio.Event()
        self._end = asyncio.Event()

    def put(self, message: Message) -> None:
        """Keep a message; a full inbox ends, since dropping one would leave a silent hole."""
        if self.lost is not None:
            return
        self._waiting.append(message)
        self._waiting_bytes += len(message.data)
        if (
            len(self._waiting) > self._limits.behind_messages
            or self._waiting_bytes > self._limits.behind_bytes
        ):
            self.end(Lost(say("reader overrun: too many messages wait to be taken")), _OVERRUN)
        self._news.set()

    def end(self, lost: Lost, answer: int = 1000) -> None:
        """Nothing more comes. The first reason stands."""
        if self.lost is None:
            self.lost, self.answer = lost, answer
            self._news.set()
            self._end.set()

    async def ended(self) -> None:
        """Wait for the end."""
        await self._end.wait()

    async def get(self) -> Message:
        """Return the next message; after the last one raise `Lost`, again at every call.

        Cancelling loses nothing: a message leaves the queue in the very step that returns it.
        """
        while not self._waiting:
            if self.lost is not None:
                # A new one each time: an exception that is raised again grows a longer traceback each time.
                raise Lost(self.lost.reason, self.lost.code, self.lost.close_reason)
            self._news.clear()
            await self._news.wait()
        message = self._waiting.popleft()
        self._waiting_bytes -= len(message.data)
        return message
