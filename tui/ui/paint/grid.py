"""What should stand on the screen: Textual's updates, kept as cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual._compositor import ChopsUpdate, LayoutUpdate

from tui.ui.paint.cells import is_wide

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.strip import Strip

    from tui.ui.paint.cells import Palette, Row


class Grid:
    """The wanted cells of a terminal of `width` columns and `height` lines."""

    def __init__(self, width: int, height: int, palette: Palette) -> None:
        self.width, self.height = width, height
        self.rows: list[Row] = [[None] * width for _ in range(height)]
        """One row a line; a cell that Textual has not rendered yet is None. Rows are replaced, never changed."""
        self.dirty: dict[int, int] = {}
        """Lines that may differ from what the terminal shows, the oldest first, each with the count of frames
        that have passed it over."""
        self._palette = palette
        self._strips: list[dict[int, Strip]] = [{} for _ in range(height)]

    def apply(self, update: LayoutUpdate | ChopsUpdate) -> set[int]:
        """Take over what the compositor rendered; gives the lines that this touched."""
        touched = set()
        for y, x, strip in pieces(update):
            if 0 <= y < self.height and self._put(y, x, strip):
                touched.add(y)
        self.dirty.update(dict.fromkeys(sorted(touched - self.dirty.keys()), 0))
        return touched

    def touch_all(self) -> None:
        """Compare every line at the next frame."""
        self.dirty = dict.fromkeys(range(self.height), 0)

    def _put(self, y: int, x: int, strip: Strip) -> bool:
        """Place a strip; False when it stands there already."""
        strips = self._strips[y]
        if strips.get(x) is strip:
            return False
        end = x + strip.cell_length
        if x < 0 or end <= x or x >= self.width:
            return False
        for start in [
            start for start, other in strips.items() if start < end and start + other.cell_length > x
        ]:
            del strips[start]
        strips[x] = strip
        cells = self._palette.cells(strip)
        if x == 0 and end == self.width:
            self.rows[y] = cells  # type: ignore[assignment]  # a list of cells that nobody changes is a row
            return True
        row = self.rows[y].copy()
        row[x:end] = cells
        del row[self.width :]
        _mend(row, x, min(end, self.width))
        self.rows[y] = row
        return True


def _mend(row: Row, start: int, end: int) -> None:
    """Blank the halves of wide characters that columns `start` to `end` have cut off."""
    for left in (start - 1, len(row) - 1):
        cell = row[left] if left >= 0 else None
        follower = row[left + 1] if left + 1 < len(row) else None
        if cell is not None and is_wide(cell[0]) and (follower is None or follower[0]):
            row[left] = (" ", cell[1])
    behind = row[end] if end < len(row) else None
    if behind is not None and behind[0] == "":
        row[end] = (" ", behind[1])


def pieces(update: LayoutUpdate | ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
    """Give an update's strips, each with its line and its first column."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            x = update.region.x
            for strip in line:
                yield y, x, strip
                x += strip.cell_length
        return
    for y, first, last in update.spans:
        for end, (x, piece) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if piece is not None and x < last and end > first:
                yield y, x, piece
