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


class Novelties:
    """The latest eventIDs with what each one said."""

    def __init__(self, remembered: int = REMEMBERED) -> None:
        self._remembered = remembered
        self._contents: OrderedDict[str, int] = OrderedDict()

    def judge(self, event: Event) -> Novelty:
        """Compare `event` with the remembered one of the same eventID, and remember it."""
        if not event.event_id:
            return Novelty.NEW
        content = hash((str(event.timestamp), frozenset(map(_content, event.balances.values()))))
        known = self._contents.get(event.event_id)
        if known is not None:
            return Novelty.DUPLICATE if known == content else Novelty.CONFLICT
        self._contents[event.event_id] = content
        if len(self._contents) > self._remembered:
            self._contents.popitem(last=False)
        return Novelty.NEW


def _content(balance: Balance) -> tuple[str, str, str, str, bool]:
    """A balance as text, zeros of no meaning apart: Python hashes some numbers alike, as -1 and -2."""
    return (
        balance.currency,
        plain(balance.amount or ZERO),
        plain(balance.available or ZERO),
        plain(balance.stake or ZERO),
        balance.tradable,
    )
