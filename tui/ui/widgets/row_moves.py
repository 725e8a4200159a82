"""Where the cursor lands, and which lines differ, when a table's rows move. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

Key = TypeVar("Key")


def landing(order: Sequence[Key], index: int, remaining: Container[Key]) -> Key | None:
    """Where a cursor on row `index` of the old `order` goes: its own key if that remains, else the nearest.

    Of two as near, the lower one on the screen, so that removing a row brings its successor under the cursor.
    None if no row remains.
    """
    for distance in range(max(index + 1, len(order) - index)):
        for near in (index + distance, index - distance):
            if 0 <= near < len(order) and order[near] in remaining:
                return order[near]
    return None


def runs(lines: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """(first line, number of lines) of each run of lines that are marked."""
    first = 0
    for line, marked in enumerate((*lines, False)):
        if not marked:
            if line > first:
                yield first, line - first
            first = line + 1
