"""How many cells of a terminal a text takes, and texts brought to a width: a character of Chinese takes two."""

import unicodedata
from typing import Final

_WIDE: Final = frozenset("WF")
"""The classes of East Asian width that take two cells (Unicode, UAX #11); ambiguous ones take one."""

_OF_NO_WIDTH: Final = frozenset(("Mn", "Me", "Cf"))


def cells(text: str) -> int:
    """The cells that `text` takes, which holds no control characters; what combines with a character takes none."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def padded(text: str, width: int) -> str:
    """`text` with blanks behind it, up to `width` cells; as it is where it takes as many or more."""
    return text + " " * (width - cells(text))


def set_right(text: str, width: int) -> str:
    """`text` with blanks before it, up to `width` cells; as it is where it takes as many or more."""
    return " " * (width - cells(text)) + text


def _cells(character: str) -> int:
    if unicodedata.category(character) in _OF_NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1
