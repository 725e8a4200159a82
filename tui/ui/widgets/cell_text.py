"""What a table cell says, as text that is safe and exactly as wide as its column.

A `str` is taken literally, never as markup, and no character that is not printable reaches the terminal:
controls, bidi and zero-width characters show as U+FFFD, and every blank of another width shows as a space.
Each character is replaced by exactly one, so the spans of a `Text` stay where they are.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.protocol import is_renderable
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import RenderableType

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
"""Stands where a character was that a terminal must not get."""


def printable(text: str, *, lines: bool = False) -> str:
    """Replace what is not printable in `text`; with `lines`, a newline stays."""
    if text.isprintable():
        return text
    return "".join(
        character
        if character.isprintable() or (lines and character == "\n")
        else " "
        if unicodedata.category(character) == "Zs"
        else REPLACEMENT
        for character in text
    )


def literal(text: str | Text, *, lines: bool = False) -> Text:
    """`text` as a `Text` without anything unprintable: the same object if it was so already, else a copy."""
    if isinstance(text, str):
        return Text(printable(text, lines=lines), no_wrap=not lines, end="")
    plain = text.plain
    clean = printable(plain, lines=lines)
    if clean == plain:
        return text
    copy = text.copy()
    copy.plain = clean
    return copy


def renderable(value: object, *, lines: bool = False) -> RenderableType:
    """Give Rich a cell to draw; as in `DataTable`, a float has two decimals and None is blank."""
    match value:
        case str() | Text():
            return literal(value, lines=lines)
        case None:
            return literal("")
        case float():
            return literal(f"{value:.2f}")
        case _ if is_renderable(value):
            return value  # type: ignore[return-value]  # is_renderable is no type guard
        case _:
            return literal(str(value), lines=lines)


def same_cell(old: object, new: object) -> bool:
    """Whether `new` looks just like `old`; `Text.__eq__` alone overlooks style, justify and overflow."""
    if old is new:
        return True
    if type(old) is not type(new):
        return False
    if isinstance(old, Text) and isinstance(new, Text):
        return (
            old.plain == new.plain
            and old.style == new.style
            and old.spans == new.spans
            and old.justify == new.justify
            and old.overflow == new.overflow
            and old.no_wrap == new.no_wrap
        )
    return bool(old == new)


def fit(text: str, width: int, justify: str | None) -> str:
    """Cut or pad printable `text` to exactly `width` terminal cells; right and centre as Rich places them."""
    if justify in {"right", "center"}:
        text = text.rstrip()
        room = width - (len(text) if text.isascii() else cell_len(text))
        if room > 0:
            text = " " * (room if justify == "right" else room // 2) + text
    if text.isascii():
        return text[:width].ljust(width)
    return set_cell_size(text, width)
