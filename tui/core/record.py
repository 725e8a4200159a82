"""What happened, in order: one record for each message and for each step of the link."""

import enum

from msgspec import Struct

from tui.core.entry import Change, Note
from tui.core.link import State
from tui.core.novelty import Novelty
from tui.tongue import marked


class Kind(enum.Enum):
    """What a message was; the value is a key in files, and is said where people read it."""

    SNAPSHOT = marked("snapshot")
    UPDATE = marked("update")
    REJECTED = marked("rejected")
    IGNORED = marked("ignored")


class Does(enum.Enum):
    """What a step of the link did to the book."""

    NOTHING = "nothing"
    OPENED = "opened"
    """A new connection began: `book.opened`."""
    RELIEVED = "relieved"
    """A planned connection took over: its snapshot is the next record."""
    SETTLED = "settled"
    """A partial snapshot had had its time: `book.settled`."""


class MessageRecord(Struct, frozen=True, gc=False):
    """One message and what it did."""

    received: int
    """Unix ms by this machine's clock."""
    generation: int
    kind: Kind
    raw: bytes
    """As received."""
    event_id: str = ""
    timestamp: int = 0
    """The exchange's own, Unix ms, as sent."""
    datetime: str = ""
    """As sent, harmless."""
    currencies: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    notes: tuple[Note, ...] = ()
    novelty: Novelty = Novelty.NEW
    reason: str = ""
    """Why it was rejected or ignored."""
    beyond: int = 0
    """Nanoseconds beyond `received`, below a million."""
    is_text: bool = True
    """Whether it came as text; a binary frame is ignored whatever it holds."""


class LinkRecord(Struct, frozen=True, gc=False):
    """One step of the connection."""

    received: int
    """Unix ms by this machine's clock."""
    generation: int
    state: State
    words: str
    """In the language in which it happened; nothing reads them but people."""
    notes: tuple[Note, ...] = ()
    does: Does = Does.NOTHING
    beyond: int = 0
    """Nanoseconds beyond `received`, below a million."""
    lost: int = 0
    """How many records it stands in the place of, which could not be kept."""


Record = MessageRecord | LinkRecord
