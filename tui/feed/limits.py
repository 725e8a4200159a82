"""How much a peer may take: time, bytes and frames."""

from dataclasses import dataclass
from typing import Final

READ_BYTES: Final = 16 * 1024
"""Taken from the network at a time: what 100 ms of a flood cannot fill with frames to be parsed."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one connection, in seconds, bytes and counts; tests shrink them."""

    connect_seconds: float = 15.0
    """One deadline around name look-up, TCP, proxy, TLS, headers, upgrade and the body of a refusal."""
    write_seconds: float = 5.0
    """A write that takes longer ends the connection: the peer does not read."""
    close_seconds: float = 2.0
    """Leaving takes no longer, whatever the peer does; half of it may go to waiting for its goodbye."""
    message_bytes: int = 1 << 20
    """Of one message, all its fragments together (ACCEPTANCE.md, On an open stream)."""
    fragments: int = 4096
    """Of one message."""
    header_bytes: int = 64 * 1024
    """Of the answer to the upgrade, status line included."""
    refusal_bytes: int = 16 * 1024
    """Of a refusal's body; what lies beyond is not read."""
    refusal_seconds: float = 3.0
    """For a refusal's body: the status is known by then, and the body only explains it."""
    ping_every: float = 10.0
    """From one ping of ours to the next; the first goes out on open."""
    pong_within: float = 5.0
    """After which an unanswered ping is overdue."""
    pings_unanswered: int = 3
    """So many in a row, after others were answered, and the way to the peer is gone, though it still speaks."""
    silence_seconds: float = 15.0
    """Without a byte from the peer the connection is half-open, and ends.

    Anything counts: data, pongs, its own pings. From a peer that never pongs data is thus kept, and not LIVE
    (DESIGN.md).
    """
    behind_messages: int = 65_536
    behind_bytes: int = 64 << 20
    """What may wait for a consumer that is behind, before the connection is given up."""
