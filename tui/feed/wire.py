"""httpx-ws's session with this program's bounds, through its public `session_class`.

Names of httpx-ws 0.9 that are not documented and that this rests on, each guarded by a test: the attributes
`stream` and `connection`, which are read at every use; `close`, which every failure ends in;
`_background_receive`, wrapped so that nothing it may raise reaches the caller as a cancellation.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import anyio
import httpcore
import httpx
from httpx_ws import AsyncWebSocketSession

from tui.core.foreign import harmless
from tui.feed.frames import Frames, Hears
from tui.feed.handshake import check_upgrade
from tui.feed.limits import READ_BYTES, Limits
from tui.feed.refusal import Lost
from tui.feed.stream import Stream
from tui.tongue import say

TERMS: Final = "bitotui.terms"
"""The request extension under which a `Wire` finds its terms."""


@dataclass(slots=True)
class Terms:
    """What a connection is opened with, and the stream it got."""

    limits: Limits
    clock: Callable[[], float]
    hears: Hears
    stream: Stream | None = None


class Wire(AsyncWebSocketSession):
    """An open connection: the reader, the writer and the goodbye."""

    def __init__(
        self,
        stream: httpcore.AsyncNetworkStream,
        *,
        max_message_size_bytes: int = READ_BYTES,
        queue_size: int = 1,
        keepalive_ping_interval_seconds: float | None = None,
        keepalive_ping_timeout_seconds: float | None = None,
        response: httpx.Response | None = None,
    ) -> None:
        """Raise `BadPeer` unless the answer is a valid one."""
        assert response is not None  # noqa: S101 - always passed by the one who makes it, httpx-ws
        check_upgrade(response)
        super().__init__(
            stream,
            max_message_size_bytes=max_message_size_bytes,
            queue_size=queue_size,
            keepalive_ping_interval_seconds=keepalive_ping_interval_seconds,
            keepalive_ping_timeout_seconds=keepalive_ping_timeout_seconds,
            response=response,
        )
        terms: Terms = response.request.extensions[TERMS]
        assert terms.stream is not None  # noqa: S101 - an answer came through it
        date = response.headers.get("date")
        self.date_header = None if date is None else harmless(date)
        """The answer's `Date`."""
        self.bytes = terms.stream
        """What httpx-ws's `stream` wraps."""
        self._hears = terms.hears
        self._limits = terms.limits
        self.connection = Frames(terms.limits, terms.hears)
        self.bytes.opened(self._broke)

    async def close(self, code: int = 1000, reason: str | None = None) -> None:
        """Say goodbye, wait a little for the answer, and close, all within `close_seconds`."""
        with anyio.move_on_after(self._limits.close_seconds):
            self.bytes.lingers = True
            await super().close(code, reason)
        self.bytes.lingers = False
        await self.bytes.aclose()

    def _broke(self, reason: str) -> None:
        self._hears.end(Lost(reason), 1011)

    async def _background_receive(self, max_bytes: int) -> None:
        try:
            await super()._background_receive(max_bytes)
        except Exception as error:  # noqa: BLE001 - anything else would cancel the task that uses the session
            self._broke(say("the reader failed: {what}", what=type(error).__name__))
