"""What the terminal shows, as far as the bytes sent to it tell, and the next frame for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tui.ui.paint.diff import Brush, Stroke, paint_line
from tui.ui.paint.moves import Place, move
from tui.ui.paint.scroll import find, moved, sequence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.ui.paint.cells import Row
    from tui.ui.paint.grid import Grid

_NOTHING_KNOWN: Final = Brush(None, None)
_LINES_WORTH_SCROLLING: Final = 3
_PASSED_OVER: Final = 8
"""After so many frames without it, a line is painted before its turn."""

RESET: Final = "\x1b[r\x1b[?6l\x1b[?7l\x1b(B\x1b[?25l"
"""No scroll region, absolute addresses, no wrapping, ASCII, no cursor: the modes that a frame relies on."""


class Shadow:
    """The cells that a terminal of `width` columns and `height` lines shows, None where nobody knows.

    `bce`: the terminal fills erased cells with the background colour (terminfo).
    """

    def __init__(self, width: int, height: int, *, bce: bool) -> None:
        self.width, self.height, self._bce = width, height, bce
        self.rows: list[Row] = []
        self._brush = _NOTHING_KNOWN
        self.forget()

    def forget(self) -> None:
        """Nothing is known of the terminal any more (start, resize, resume, a repaint asked for)."""
        self.rows = [[None] * self.width for _ in range(self.height)]
        self._brush = _NOTHING_KNOWN

    def frame(self, grid: Grid, first: Iterable[int] = (), limit: int | None = None) -> str:
        """Write what brings the terminal closer to `grid`, or all the way when it fits into `limit`.

        The lines `first` are painted before all others, in that order; then those that wait longest. Lines
        are whole, and at least one is painted: the others that would exceed `limit` characters stay in
        `grid.dirty`. A line that was passed over several times is painted whatever the limit says.
        """
        dirty = [y for y in grid.dirty if self._differs(grid, y)]
        out: list[str] = []
        fresh: list[int] = []
        if len(dirty) >= _LINES_WORTH_SCROLLING:
            fresh = self._scroll(grid.rows, dirty, limit, out)
            dirty = [y for y in dict.fromkeys([*dirty, *range(self.height)]) if self._differs(grid, y)]
        left = {y: grid.dirty.get(y, 0) for y in dirty}
        overdue = next((y for y, passed in left.items() if passed >= _PASSED_OVER), None)
        size = sum(map(len, out))
        for y in dict.fromkeys([*(y for y in [*first, *fresh] if y in left), *dirty]):
            stroke = paint_line(y, grid.rows[y], self.rows[y], self._brush, bce=self._bce)
            if limit is not None and size and size + len(stroke.data) > limit and y != overdue:
                if overdue not in left:
                    break
                continue
            out.append(stroke.data)
            size += len(stroke.data)
            self._take(y, grid.rows[y], stroke)
            del left[y]
        grid.dirty = {y: passed + 1 for y, passed in left.items()}
        return "".join(out)

    def lines(self, grid: Grid, lines: Iterable[int], limit: int | None = None) -> str:
        """Write what makes these lines show what they should, as far as `limit` goes, and no others."""
        out = ""
        for y in dict.fromkeys(lines):
            if limit is not None and len(out) >= limit:
                break
            if y in grid.dirty and self._differs(grid, y):
                stroke = paint_line(y, grid.rows[y], self.rows[y], self._brush, bce=self._bce)
                out += stroke.data
                self._take(y, grid.rows[y], stroke)
            grid.dirty.pop(y, None)
        return out

    def is_at(self, y: int, x: int) -> bool:
        """Whether the terminal's own cursor stands there already."""
        return self._brush.place == (y, x)

    def cursor(self, y: int, x: int) -> str:
        """Write what brings the terminal's own cursor to a place."""
        data = move(self._brush.place, y, x)
        self._brush = self._brush._replace(place=Place(y, x))
        return data

    def _differs(self, grid: Grid, y: int) -> bool:
        if y >= self.height:
            return False
        want, shown = grid.rows[y], self.rows[y]
        return want is not shown and want != shown

    def _take(self, y: int, want: Row, stroke: Stroke) -> None:
        shown = self.rows[y]
        self.rows[y] = (
            want if all(want) else [b if a is None else a for a, b in zip(want, shown, strict=True)]
        )
        self._brush = stroke.brush

    def _scroll(self, want: list[Row], dirty: list[int], limit: int | None, out: list[str]) -> list[int]:
        """Let lines that moved be moved; gives the lines that came in empty."""
        scroll = find(want, self.rows, dirty, None if limit is None else limit / 4)
        if scroll is None:
            return []
        plain = self._brush.pen == ""
        out.append(sequence(scroll, self.height, edit_lines=not plain))
        self.rows = moved(self.rows, scroll, plain=plain)
        self._brush = Brush(None, self._brush.pen)
        return list(scroll.fresh)
