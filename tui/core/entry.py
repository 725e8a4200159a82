"""What the book holds of one currency, and what there is to say of an event beside its changes."""

import enum
from collections.abc import Mapping

from msgspec import Struct

from tui.core.balance import Balance
from tui.tongue import marked


class Cause(enum.Enum):
    """How a change came to be seen; the value is a key in files, and is said where people read it."""

    UPDATE = marked("update")
    OFFLINE = marked("changed while offline")
    DRIFT = marked("drift")


class Change(Struct, frozen=True, gc=False):
    """One currency's step from one balance to the next."""

    before: Balance | None
    """None for a currency not known before."""
    after: Balance
    timestamp: int
    """The exchange's time of it, Unix ms; the time of receipt where the message's own cannot be true."""
    received: int
    """When it was received here, Unix ms."""
    event_id: str
    cause: Cause
    seen: float = 0.0
    """The same receipt by the clock that never steps, seconds: what ages are counted from."""


class Entry(Struct, frozen=True, gc=False):
    """What the book holds of one currency."""

    balance: Balance
    guard: int | None
    """The newest trusted timestamp that set this balance, Unix ms; an older message does not overwrite it."""
    generation: int
    """The connection that last named it."""
    listed: bool = True
    """False while the latest snapshot lacks it."""
    doubt: str = ""
    """Why this row may be wrong although the connection is sound, in English, since it is kept and compared: it is said
    where it is shown. Empty where nothing says so."""
    changes: tuple[Change, ...] = ()
    """The latest, newest first."""


class NoteKind(enum.Enum):
    """What is worth saying of an event beside its changes; the value is a key in files, as that of a cause."""

    PARTIAL_SNAPSHOT = marked("the snapshot is partial")
    OLDER_SNAPSHOT = marked("the snapshot is older than the last update")
    NOT_IN_SNAPSHOT = marked("not in the latest snapshot")
    OLDER = marked("older than what is known, passed over")
    FUTURE = marked("timestamp in the future, not trusted")
    BEFORE_2017 = marked("timestamp before 2017, not trusted")
    DATETIME_OFF = marked("datetime is not the time, timestamp is")
    ODD = marked("breaks 0 ≤ available + stake ≤ amount")
    LATE = marked("from an earlier connection, dropped")


class Note(Struct, frozen=True, gc=False):
    """One thing to say, and of which currencies."""

    kind: NoteKind
    currencies: tuple[str, ...] = ()


def news_in(before: Mapping[str, Entry], entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """The entries that are others than before."""
    if entries is before:
        return {}
    known = before.get
    return {currency: entry for currency, entry in entries.items() if known(currency) is not entry}
