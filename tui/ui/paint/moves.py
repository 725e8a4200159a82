"""The cursor: the shortest way from where it stands to where it must be."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

UNSURE: Final = -1
"""A column that is not certain: behind the last one, or behind a character of disputed width."""


class Place(NamedTuple):
    """Where the cursor stands, counted from 0 at the top left."""

    y: int
    x: int


@lru_cache(maxsize=16384)
def move(start: Place | None, y: int, x: int) -> str:
    """Find the shortest way to line `y`, column `x`; a start of None is a place that nobody knows."""
    ways = [_absolute(y, x)]
    if start is not None:
        across = _across(start.x, x)
        if start.y == y:
            ways.append(across)
        elif start.x != UNSURE or x == 0:
            ways.append(_down(y - start.y) + across)
            if start.x == x:
                ways.append(f"\x1b[{y + 1}d")
    return min(ways, key=len)


def _absolute(y: int, x: int) -> str:
    line = str(y + 1) if y else ""
    return f"\x1b[{line};{x + 1}H" if x else f"\x1b[{line}H"


def _down(lines: int) -> str:
    return _csi(abs(lines), "B" if lines > 0 else "A")


def _across(start: int, x: int) -> str:
    if start == x:
        return ""
    ways = [f"\x1b[{x + 1}G" if x else "\r"]
    if start != UNSURE:
        ways.append(_csi(abs(x - start), "C" if x > start else "D"))
        if x < start:
            ways.append("\b" * (start - x))
    return min(ways, key=len)


def _csi(count: int, final: str) -> str:
    return f"\x1b[{count}{final}" if count > 1 else f"\x1b[{final}"
