"""What the wire can say: frozen values, bad input among them."""

from collections.abc import Mapping

from msgspec import Struct

from tui.core.balance import Balance


class Event(Struct, frozen=True, gc=False):
    """A balance message, decoded whole (PROTOCOL.md, Messages)."""

    event_id: str
    """For people: it finds and links, and decides nothing. Harmless text; empty where the wire had none."""
    timestamp: int
    """The time of the event, Unix milliseconds by the exchange's clock."""
    datetime: str
    """As sent, harmless: Taiwan time that wears a Z. Shown raw, never computed with."""
    balances: Mapping[str, Balance]
    """By currency, in the order of the message. Not to be changed."""
    raw: bytes
    """The message as received."""


class Ignored(Struct, frozen=True, gc=False):
    """A message that is no balance event, and leaves no hole in the book."""

    what: str
    """What it was, in words."""
    raw: bytes
    """The message as received."""


class Rejected(Struct, frozen=True, gc=False):
    """A message that should have moved the book and could not: a hole that only a snapshot heals."""

    reason: str
    """What was wrong, in words, harmless."""
    raw: bytes
    """The message as received."""


Decoded = Event | Ignored | Rejected
"""What `wire.decode` makes of any bytes."""
