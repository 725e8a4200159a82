"""What stands beside one another in a line of the status: each phrase whole or not at all."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from rich.cells import cell_len

BETWEEN: Final = " · "


class Part(Struct, frozen=True):
    """A phrase; empty where there is nothing to say."""

    text: str
    leaves: int = 0
    """Where there is no room for all: 1 leaves first, then 2 and so on; 0 never does."""


def joined(*texts: str) -> str:
    """What there is of them, beside one another."""
    return BETWEEN.join(text for text in texts if text)


def fitting(parts: Sequence[Part], room: int) -> str:
    """As many of the parts as fit into `room` cells, in their order; those that never leave may be longer than that."""
    leaving = sorted((part for part in parts if part.leaves and part.text), key=lambda part: part.leaves)
    staying = list(parts)
    while leaving and cell_len(joined(*(part.text for part in staying))) > room:
        staying.remove(leaving.pop(0))
    return joined(*(part.text for part in staying))
