"""The faults at the door: in front of who is let in, and behind it until the first message."""

import asyncio
from collections.abc import Callable

from websockets.asyncio.server import ServerConnection
from websockets.http11 import Request, Response

from tui.exchange.door import Door
from tui.exchange.faults.frames import PING, PONG, frame
from tui.exchange.faults.line import line_of
from tui.exchange.faults.refusals import refusal
from tui.exchange.faults.switch import Faults
from tui.exchange.signing import Verifier

_ONE_BYTE_A_TURN = (1, 0.0)
_PING, _PONG = frame(PING)[:1], frame(PONG)[:1]
_SWITCHING_PROTOCOLS = 101
_GOING_AWAY = 1_001
_HEADER_LINE = 4_000
_PING_HEAD = 2


class Gate:
    """Answers upgrades as the faults say, and otherwise as the door does."""

    def __init__(
        self,
        door: Door,
        verifier: Verifier,
        faults: Faults,
        *,
        now_ms: Callable[[], int],
        elsewhere: Callable[[], str],
        balance_refusal: Callable[[], Response | None],
    ) -> None:
        self._door = door
        self._verifier = verifier
        self._max_skew_ms = verifier.max_skew_ms
        self._faults = faults
        self._now_ms = now_ms
        self._elsewhere = elsewhere
        self._balance_refusal = balance_refusal

    async def route(self, connection: ServerConnection, request: Request) -> Response | None:
        """Answer a request, or let it become a stream by answering None."""
        tolerance = self._faults.value("tolerance")
        self._verifier.max_skew_ms = (
            self._max_skew_ms if tolerance is None else round(float(tolerance) * 1_000)
        )
        if self._door.is_for_balance(request) and (refused := self._balance_refusal()) is not None:
            self._door.heard(connection)
            return refused
        if not self._door.is_for_stream(request):
            return self._door.route(connection, request)
        if self._faults.take("silence"):
            await connection.wait_closed()
            return None
        line = line_of(connection)
        if self._faults.value("segments"):
            line.gait = _ONE_BYTE_A_TURN
        if seconds := self._faults.take("drip"):
            line.gait = 1, float(seconds)
        if status := self._faults.take("refuse"):
            self._door.heard(connection)
            return refusal(
                int(status),
                body=self._faults.value("body"),
                retry_after=self._faults.value("retry-after"),
                location=self._faults.value("location") or self._elsewhere(),
                now_ms=self._now_ms(),
            )
        return self._door.route(connection, request)

    def answered(self, connection: ServerConnection, request: Request, response: Response) -> None:
        """Date and log an answer, and spoil what is to be spoilt of it."""
        self._door.answered(connection, request, response)
        if size := self._faults.take("headers"):
            for place in range(0, int(size), _HEADER_LINE):
                response.headers[f"X-Filler-{place}"] = "x" * min(_HEADER_LINE, int(size) - place)
        if response.status_code != _SWITCHING_PROTOCOLS:
            return
        if kind := self._faults.take("accept"):
            _spoil_accept(response, kind)
        if self._faults.take("glue"):
            line_of(connection).glue()

    def tap(self, connection: ServerConnection, data: bytes) -> bytes:
        """Change the pings and pongs that the library writes."""
        if data[:1] == _PING:
            return self._pinged(connection, data)
        if data[:1] == _PONG:
            if self._faults.value("no-pong"):
                return b""
            if self._faults.value("empty-pong"):
                return frame(PONG) + data
            if self._faults.value("double-pong"):
                return data * 2
        return data

    def _pinged(self, connection: ServerConnection, data: bytes) -> bytes:
        line, is_swallowed = line_of(connection), self._faults.value("no-ping") is not None
        if is_swallowed or line.mute or line.deaf:
            # The library hangs up on whoever does not answer; here it is to believe that the answer came.
            asyncio.get_running_loop().call_soon(connection.acknowledge_pings, data[_PING_HEAD:])
        return b"" if is_swallowed else data

    async def flapped(self, connection: ServerConnection, first: Callable[[], list[str]]) -> bool:
        """Close what has only just been opened, if that is the fault."""
        kind = self._faults.take("flap")
        if kind is None:
            return False
        for text in first() if kind == "snapshot" else ():
            await connection.send(text)
        await connection.close(_GOING_AWAY)
        return True


def _spoil_accept(response: Response, kind: str) -> None:
    right = response.headers.pop("Sec-WebSocket-Accept")
    if kind == "wrong":
        response.headers["Sec-WebSocket-Accept"] = right[::-1]
    elif kind == "empty":
        response.headers["Sec-WebSocket-Accept"] = ""
    elif kind == "doubled":
        response.headers["Sec-WebSocket-Accept"] = right
        response.headers["Sec-WebSocket-Accept"] = right
