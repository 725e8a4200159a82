"""One line: what the terminal shows against what it should show, as the bytes between the two."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from tui.ui.paint.cells import width_is_sure
from tui.ui.paint.moves import UNSURE, Place, move
from tui.ui.paint.sgr import erases, step

if TYPE_CHECKING:
    from tui.ui.paint.cells import Cell, Row

_ERASE_LINE: Final = "\x1b[K"
_LONG_BLANK: Final = re.compile("( {12,})")
"""Shorter stretches of spaces are cheaper written out than erased (ECH) and stepped over (CUF)."""


class Brush(NamedTuple):
    """The terminal's state that matters to the next character written."""

    place: Place | None
    """Where its cursor stands; None when nobody knows."""
    pen: str | None
    """The SGR parameters in force; None when nobody knows."""


class Stroke(NamedTuple):
    """What repaints one line."""

    data: str
    """The sequence to write, "" when the line is right already."""
    brush: Brush
    """The terminal's state behind it."""


def paint_line(y: int, want: Row, shown: Row, brush: Brush, *, bce: bool) -> Stroke:
    """Find the cheapest sequence that makes line `y` show `want` where it shows `shown` now.

    Both rows are equally long and hold whole wide characters only. Cells of `want` that are None are left
    alone. `bce`: erased cells take the background (terminfo).
    """
    changed = [
        x for x, (a, b) in enumerate(zip(want, shown, strict=True)) if a is not b and a != b and a is not None
    ]
    if not changed:
        return Stroke("", brush)
    line = _Line(y, want, changed, bce, brush.place, brush.pen)
    tail = line.tail()
    done = 0
    for index, x in enumerate(changed):
        if x >= tail:
            break
        cell = want[x]
        if x >= done and cell is not None and cell[0]:
            line.go(x)
            done = line.run(index, cell[1], tail)
    if tail < len(want):
        line.erase_from(tail)
    return Stroke("".join(line.out), Brush(line.place, line.pen))


class _Line:
    """One line on its way out: what has been written of it, and where that leaves the cursor and the pen."""

    def __init__(
        self, y: int, want: Row, changed: list[int], bce: bool, place: Place | None, pen: str | None
    ) -> None:
        self.y, self.want, self.changed, self.bce = y, want, changed, bce
        self.place, self.pen = place, pen
        self.out: list[str] = []

    def tail(self) -> int:
        """Find the column from which one erasure paints the rest; the width when writing is cheaper."""
        want, last = self.want, self.want[-1]
        tail = len(want)
        if last is not None and last[0] == " " and erases(last[1], self.bce):
            while tail and (want[tail - 1] is last or want[tail - 1] == last):
                tail -= 1
        worth_it = len(self.changed) - bisect_left(self.changed, tail) > len(_ERASE_LINE)
        return tail if worth_it else len(want)

    def go(self, x: int) -> None:
        """Bring the cursor to column `x`, over what is right already where that is shorter than a jump."""
        jump = move(self.place, self.y, x)
        if self.place is not None and self.place.y == self.y and 0 < x - self.place.x <= len(jump):
            between = self.want[self.place.x : x]
            text = "".join(cell[0] for cell in between if cell is not None and cell[1] == self.pen)
            if len(text) == len(between) and text.isascii() and self.place.x != UNSURE:
                jump = text
        self.out.append(jump)
        self.place = Place(self.y, x)

    def run(self, index: int, pen: str, tail: int) -> int:
        """Write the changed neighbours from `changed[index]` on that share a pen; give the column behind."""
        want, changed = self.want, self.changed
        start = end = changed[index]
        text: list[str] = []
        while index < len(changed) and changed[index] == end < tail:
            cell = want[end]
            if cell is None or cell[1] != pen:
                break
            text.append(cell[0])
            index += 1
            end += 1
            if end < len(want) and _is_right_half(want[end]):
                index += index < len(changed) and changed[index] == end
                end += 1
            if len(cell[0]) > 1:
                break
        self.out.append(step(self.pen, pen))
        self.pen = pen
        self._write("".join(text), start, end)
        return end

    def _write(self, text: str, start: int, end: int) -> None:
        width = len(self.want)
        if not (text.isascii() and erases(self.pen or "", self.bce)):
            self.out.append(text)
            self.place = Place(self.y, end if end < width and _measures_surely(text) else UNSURE)
            return
        x = start
        for blank, part in enumerate(_LONG_BLANK.split(text)):
            if not part:
                continue
            if blank % 2:
                self.out.append(f"\x1b[{len(part)}X")
                x += len(part)
            else:
                self.out += [move(self.place, self.y, x), part]
                x += len(part)
                self.place = Place(self.y, x if x < width else UNSURE)

    def erase_from(self, x: int) -> None:
        """Erase the rest of the line from column `x` on."""
        cell = self.want[x]
        pen = cell[1] if cell is not None else ""
        self.out += [move(self.place, self.y, x), step(self.pen, pen), _ERASE_LINE]
        self.place, self.pen = Place(self.y, x), pen


def _is_right_half(cell: Cell | None) -> bool:
    return cell is not None and cell[0] == ""


@lru_cache(maxsize=1024)
def _measures_surely(text: str) -> bool:
    return text.isascii() or all(map(width_is_sure, text))
