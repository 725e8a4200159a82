"""A compositor that renders what is dirty, and nothing around it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.strip import Strip
    from textual.widget import Widget

LINES_FOR_A_BLOCK: Final = 8
"""Lines that are kept cost less than another call for the next block, as long as they are no more than these."""


class NarrowCompositor(Compositor):
    """Textual's own compositor asks every widget for all its lines when any cell is dirty, and cuts them up.

    This one asks the widget that a dirty region lies in for that region alone; for whole lines where the widget
    `keeps_lines`, since cutting up a line takes longer than comparing it. Where a region lies in several widgets,
    or something stands before it, Textual's way is taken.

    Internals of Textual relied upon: `Screen._compositor`, `Compositor.render_partial_update`, `_dirty_regions`,
    `_regions_to_spans`, and that `visible_widgets` runs from the front to the back.
    """

    def render_partial_update(self) -> ChopsUpdate | None:
        """Render what is dirty, or give None where nothing is."""
        screen = self.size.region
        dirty = {inside for region in self._dirty_regions if (inside := region.intersection(screen)).area}
        wanted: dict[tuple[Widget, int, int], set[int]] = {}
        for block in _blocks(self._regions_to_spans(dirty)):
            place = self._place(block)
            if place is None:
                return super().render_partial_update()
            wanted.setdefault(place, set()).update(block.line_range)
        self._dirty_regions.clear()
        if not wanted:
            return None
        chops: list[dict[int, Strip]] = [{} for _ in range(screen.height)]
        ends: list[list[int]] = [[] for _ in range(screen.height)]
        spans: list[tuple[int, int, int]] = []
        for (widget, first, end), lines in wanted.items():
            region, _ = self.visible_widgets[widget]
            for block in self._joined(widget, list(_blocks((y, first, end) for y in lines))):
                strips = widget.render_lines(block.translate((-region.x, -region.y)))
                for y, strip in zip(block.line_range, strips, strict=False):
                    chops[y][first] = strip
                    ends[y].append(end)
                    spans.append((y, first, end))
        return ChopsUpdate(chops, sorted(spans), ends)

    def _place(self, block: Region) -> tuple[Widget, int, int] | None:
        """The widget that a block lies in, in full view, and the columns to ask it for; None for any other block."""
        for widget, (region, clip) in self.visible_widgets.items():
            if clip.overlaps(block) and region.overlaps(block):
                if not (clip.contains_region(block) and region.contains_region(block)):
                    return None
                if getattr(widget, "keeps_lines", False):
                    first, end = max(region.x, clip.x), min(region.right, clip.right)
                    if self._is_in_front(widget, Region(first, block.y, end - first, block.height)):
                        return widget, first, end
                return widget, block.x, block.right
        return None

    def _joined(self, widget: Widget, blocks: list[Region]) -> list[Region]:
        """One block for several with little between them, where a widget gives the lines between as it gave them."""
        whole = Region.from_union(blocks)
        is_dense = whole.height <= len(blocks) * LINES_FOR_A_BLOCK
        if len(blocks) > 1 and is_dense and getattr(widget, "keeps_lines", False):
            return [whole] if self._is_in_front(widget, whole) else blocks
        return blocks

    def _is_in_front(self, widget: Widget, block: Region) -> bool:
        """Whether nothing stands before a widget in a block that lies in it."""
        for other, (region, clip) in self.visible_widgets.items():
            if other is widget:
                return True
            if clip.overlaps(block) and region.overlaps(block):
                return False
        return False


def _blocks(spans: Iterable[tuple[int, int, int]]) -> Iterator[Region]:
    """The fewest blocks of lines below each other that cover these spans of (line, first column, end)."""
    ordered = sorted((first, end, y) for y, first, end in spans)
    blocks = [
        Region(first, lines[0][1][2], end - first, len(lines))
        for (first, end, _), run in groupby(
            enumerate(ordered), lambda item: (item[1][0], item[1][1], item[1][2] - item[0])
        )
        if (lines := list(run))
    ]
    yield from sorted(blocks, key=lambda block: (block.y, block.x))
