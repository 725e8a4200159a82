"""Frames become whole messages: bounds, reassembly, and pongs that were never asked for.

Built on wsproto 1.x: `Caps` is one of its extensions (a public interface; nothing is negotiated with it), and
`Frames` a `Connection` whose `events()` yields only what httpx-ws has to act on.
"""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from typing import Any

from wsproto.connection import Connection, ConnectionState, ConnectionType
from wsproto.events import CloseConnection, Event, Message, Ping, Pong, TextMessage
from wsproto.extensions import Extension
from wsproto.frame_protocol import CloseReason, FrameDecoder, FrameProtocol, Opcode, RsvBits

from tui.feed.inbox import Message as Whole
from tui.feed.limits import Limits
from tui.feed.plain import PlainMessages
from tui.feed.refusal import Lost
from tui.tongue import say

_READING = (ConnectionState.OPEN, ConnectionState.LOCAL_CLOSING)
_NO_RESERVED_BITS = RsvBits(rsv1=False, rsv2=False, rsv3=False)


class Caps(Extension):
    """Refuses a message by what its frames announce, before a byte of the surplus is taken in."""

    name = "caps"

    def __init__(self, limits: Limits) -> None:
        self.exceeded: str | None = None
        """Which bound was passed, in words."""
        self._limits = limits
        self._bytes = 0
        self._fragments = 0

    def enabled(self) -> bool:
        """Say yes always: it is a guard, not something to agree upon."""
        return True

    def offer(self) -> bool:
        """Say nothing of it to the peer."""
        return False

    def forget(self) -> None:
        """Count anew: a message is whole."""
        self._bytes = self._fragments = 0

    def frame_inbound_header(
        self, proto: FrameDecoder | FrameProtocol, opcode: Opcode, rsv: RsvBits, payload_length: int
    ) -> CloseReason | RsvBits:
        """Count the frames and bytes of the message that is under way."""
        del proto, rsv
        if not opcode.iscontrol():
            if opcode is not Opcode.CONTINUATION:
                self._bytes = self._fragments = 0
            self._bytes += payload_length
            self._fragments += 1
            if self._bytes > self._limits.message_bytes:
                self.exceeded = say("a message of more than {limit} bytes", limit=self._limits.message_bytes)
            elif self._fragments > self._limits.fragments:
                self.exceeded = say("a message of more than {limit} fragments", limit=self._limits.fragments)
        return _NO_RESERVED_BITS if self.exceeded is None else CloseReason.MESSAGE_TOO_BIG


@dataclass(frozen=True, slots=True)
class Hears:
    """Who is told of what arrives; none of them may wait."""

    message: Callable[[Whole], None]
    ping: Callable[[], None]
    pong: Callable[[bytes], None]
    end: Callable[[Lost, int], None]
    """Why the peer's side is over, and the close code that answers it."""


class Frames(Connection):
    """The client's side of an open websocket connection."""

    def __init__(self, limits: Limits, hears: Hears) -> None:
        self._caps = Caps(limits)
        self._hears = hears
        self._parts = bytearray()
        self._plain = PlainMessages(limits.message_bytes)
        self._unread = b""
        self._is_over = False
        super().__init__(ConnectionType.CLIENT, extensions=[self._caps])

    def receive_data(self, data: bytes | None) -> None:
        """Take in what was read; `events()` tells of it. Raises wsproto's `LocalProtocolError` after the end."""
        if data and not self._is_over and self.state in _READING:
            self._unread += data
        else:
            super().receive_data(data)

    def events(self) -> Generator[Event, None, None]:
        """Tell of what has arrived, and yield what has to be answered: the end, or the latest ping.

        Of several pings in one read only the last is answered (RFC 6455, section 5.5.3), so that a flood
        costs one write a read.
        """
        ping: Ping | None = None
        for event in self._told():
            match event:
                case Message():
                    self._take_part(event)
                case Ping():
                    self._hears.ping()
                    ping = event
                case Pong():
                    self._hears.pong(bytes(event.payload))
                case CloseConnection():
                    self._is_over = True
                    self._end(event)
                    yield event
                    return
        if ping is not None and self.state is ConnectionState.OPEN:
            yield ping

    def _told(self) -> Iterator[Event]:
        """What wsproto makes of all that is not plain."""
        unread, self._unread = self._unread, b""
        for piece in self._plain.read(unread, self._take):
            super().receive_data(piece)
            yield from super().events()
        yield from super().events()

    def _take(self, message: bytes) -> None:
        self._hears.message(Whole(message, text=True))

    def _take_part(self, event: Message[Any]) -> None:
        is_text = isinstance(event, TextMessage)
        data = event.data.encode() if isinstance(event.data, str) else event.data
        if event.message_finished:
            self._caps.forget()
        if event.message_finished and not self._parts:
            self._hears.message(Whole(bytes(data), is_text))
            return
        self._parts += data
        if event.message_finished:
            self._hears.message(Whole(bytes(self._parts), is_text))
            self._parts.clear()

    def _end(self, event: CloseConnection) -> None:
        if self.state in {ConnectionState.OPEN, ConnectionState.LOCAL_CLOSING}:
            # wsproto reports a violation as if the peer had closed, and leaves the state as it was.
            why = self._caps.exceeded or event.reason
            code = int(event.code)
            words = say("the server broke the protocol ({code}): {why}", code=code, why=why)
            self._hears.end(Lost(words), code)
        elif event.code == CloseReason.NO_STATUS_RCVD:
            self._hears.end(Lost(say("closed by the server without a code")), CloseReason.NORMAL_CLOSURE)
        else:
            code, text = int(event.code), event.reason or ""
            if text:
                reason = say("closed by the server with code {code}: {reason}", code=code, reason=text)
            else:
                reason = say("closed by the server with code {code}", code=code)
            self._hears.end(Lost(reason, code, text), code)
