"""Whether an event was seen before. It marks, for people; it never decides what applies (rule 5)."""

import enum
from collections import OrderedDict
from typing import Final

from tui.core.amount import ZERO, plain
from tui.core.balance import Balance
from tui.core.events import Event

REMEMBERED: Final = 4_096
"""How many of the latest eventIDs are compared."""


class Novelty(enum.Enum):
    """What an eventID says of an event."""

    NEW = ""
    DUPLICATE = "DUPLICATE"
    CONFLICT = "CONFLICT"


_FEW: Final = 4
"""Balances that are remembered themselves; of more, and all of a snapshot, only the hash of what they say."""

_Content = int | tuple[int, tuple[Balance, ...]]


_NEW: Final = Novelty.NEW


class Novelties:
    """The latest eventIDs with what each one said."""

    def __init__(self, remembered: int = REMEMBERED) -> None:
        self._remembered = remembered
        self._contents: OrderedDict[str, _Content] = OrderedDict()

    def judge(self, event: Event) -> Novelty:
        """Compare `event` with the remembered one of the same eventID, and remember it."""
        if not event.event_id:
            return _NEW
        balances = tuple(event.balances.values())
        content: _Content = (event.timestamp, balances)
        if len(balances) > _FEW:
            content = _hashed(content)
        known = self._contents.setdefault(event.event_id, content)
        if known is not content:
            return Novelty.DUPLICATE if _hashed(known) == _hashed(content) else Novelty.CONFLICT
        if len(self._contents) > self._remembered:
            self._contents.popitem(last=False)
        return _NEW


def _hashed(content: _Content) -> int:
    """What a message says, in a number; made of few balances only once an eventID comes again."""
    if isinstance(content, int):
        return content
    timestamp, balances = content
    return hash((str(timestamp), frozenset(map(_text, balances))))


def _text(balance: Balance) -> tuple[str, str, str, str, bool]:
    """A balance as text, zeros of no meaning apart: Python hashes some numbers alike, as -1 and -2."""
    return (
        balance.currency,
        plain(balance.amount or ZERO),
        plain(balance.available or ZERO),
        plain(balance.stake or ZERO),
        balance.tradable,
    )
