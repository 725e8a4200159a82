"""Colours and attributes: the shortest sequence from one pen to another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_OFF: Final = {
    "1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "6": "25", "7": "27", "8": "28", "9": "29",
    "21": "24", "51": "54", "52": "54", "53": "55",
}  # fmt: skip
_DRAWS_ON_BLANKS: Final = frozenset({"4", "7", "9", "21", "51", "52", "53"})
_EXTENDED: Final = {"5": 2, "2": 4}
"""How many parameters follow 38 or 48: an index, or three components, and the one that says which."""


@dataclass(frozen=True, slots=True)
class Pen:
    """An SGR parameter string, taken apart."""

    foreground: str
    """The parameters that set it, "" for the terminal's own."""
    background: str
    attributes: frozenset[str]
    """Bold, underline and their like, by their parameter."""


@lru_cache(maxsize=4096)
def parse(pen: str) -> Pen:
    """Take an SGR parameter string apart, as Rich writes them: nothing is reset within one."""
    foreground = background = ""
    attributes = set()
    codes = pen.split(";") if pen else []
    at = 0
    while at < len(codes):
        code = codes[at]
        length = 1
        if code in {"38", "48"} and at + 1 < len(codes):
            length += _EXTENDED.get(codes[at + 1], 1)
        whole = ";".join(codes[at : at + length])
        at += length
        if code == "38" or _colour(code, 3, 9):
            foreground = whole if code != "39" else ""
        elif code == "48" or _colour(code, 4, 10):
            background = whole if code != "49" else ""
        else:
            attributes.add(code)
    return Pen(foreground, background, frozenset(attributes))


@lru_cache(maxsize=4096)
def canonical(pen: str) -> str:
    """Give the same pen, without what says no more than the terminal's own colours."""
    parsed = parse(pen)
    return ";".join(filter(None, [*sorted(parsed.attributes), parsed.foreground, parsed.background]))


@lru_cache(maxsize=4096)
def without_colours(pen: str) -> str:
    """Give the same pen in the terminal's own colours."""
    return ";".join(sorted(parse(pen).attributes))


def _colour(code: str, normal: int, bright: int) -> bool:
    return code.isdigit() and int(code) // 10 in {normal, bright} and int(code) % 10 != 8  # noqa: PLR2004 (38/48)


@lru_cache(maxsize=8192)
def step(old: str | None, new: str) -> str:
    """Find the shortest sequence that turns one pen into another; None is a pen nobody knows."""
    if old == new:
        return ""
    whole = f"\x1b[0;{new}m" if new else "\x1b[m"
    if old is None:
        return whole
    before, after = parse(old), parse(new)
    gone = {_OFF.get(code) for code in before.attributes - after.attributes}
    if None in gone:
        return whole
    parts = sorted(code for code in gone if code)
    # 22 takes both bold and dim away, so what stays of the two has to be said again
    parts += sorted(
        code for code in after.attributes if code not in before.attributes or _OFF.get(code) in gone
    )
    if before.foreground != after.foreground:
        parts.append(after.foreground or "39")
    if before.background != after.background:
        parts.append(after.background or "49")
    return min(f"\x1b[{';'.join(parts)}m", whole, key=len) if parts else ""


@lru_cache(maxsize=4096)
def erases(pen: str, paints_background: bool) -> bool:
    """Whether erasing in this pen leaves the same as writing spaces in it.

    Erased cells take the background only where the terminal says so (terminfo's `bce`), and never a line.
    """
    parsed = parse(pen)
    if parsed.attributes & _DRAWS_ON_BLANKS:
        return False
    return paints_background or not parsed.background
