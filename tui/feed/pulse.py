"""Signs of life: pings of ours and their pongs, and the peer's own pings."""

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

_REMEMBERED: Final = 16
"""Unanswered pings; a peer that answers none must not make us keep them all."""


class Pulse:
    """What is known of the peer's liveness; times are the clock's seconds (PROTOCOL.md, Keeping alive)."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.pong_at: float | None = None
        """When a ping of ours was last answered."""
        self.round_trip: float | None = None
        """Seconds that answer took."""
        self.peer_ping_at: float | None = None
        """When the peer last pinged."""
        self.on_sign: Callable[[], None] | None = None
        """Called when one of these has changed."""
        self.answered = asyncio.Event()
        """Set by a pong to a ping of ours."""
        self._clock = clock
        self._unanswered: OrderedDict[bytes, float] = OrderedDict()

    def ping(self) -> bytes:
        """Note a ping that goes out now, and return its payload, which nobody can guess."""
        payload = secrets.token_bytes(8)
        self._unanswered[payload] = self._clock()
        while len(self._unanswered) > _REMEMBERED:
            self._unanswered.popitem(last=False)
        return payload

    def pong(self, payload: bytes) -> None:
        """Take a pong; one that answers no ping of ours, or answers again, is legal and means nothing."""
        if payload not in self._unanswered:
            return
        self.pong_at = self._clock()
        self.round_trip = self.pong_at - self._unanswered[payload]
        # A pong answers the pings before its own as well (RFC 6455, section 5.5.3).
        while self._unanswered.popitem(last=False)[0] != payload:
            pass
        self.answered.set()
        self._tell()

    def peer_ping(self) -> None:
        """Take a ping from the peer."""
        self.peer_ping_at = self._clock()
        self._tell()

    @property
    def unanswered(self) -> int:
        """How many pings of ours are waiting for their pong, as far as they are remembered."""
        return len(self._unanswered)

    def unanswered_seconds(self) -> float:
        """How long the oldest unanswered ping has been waiting; 0 if none is."""
        return self._clock() - next(iter(self._unanswered.values())) if self._unanswered else 0.0

    def _tell(self) -> None:
        if self.on_sign is not None:
            self.on_sign()
