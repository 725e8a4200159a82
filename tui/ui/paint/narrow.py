"""A compositor that renders what is dirty, and nothing around it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.strip import Strip


class NarrowCompositor(Compositor):
    """Textual's own compositor asks every widget for all its lines when any cell is dirty, and cuts them up.

    This one asks the widget that a dirty region lies in for that region alone. Where a region lies in several
    widgets, or something stands before it, Textual's way is taken.

    Internals of Textual relied upon: `Screen._compositor`, `Compositor.render_partial_update`, `_dirty_regions`,
    `_regions_to_spans`, and that `visible_widgets` runs from the front to the back.
    """

    def render_partial_update(self) -> ChopsUpdate | None:
        """Render what is dirty, or give None where nothing is."""
        screen = self.size.region
        dirty = {inside for region in self._dirty_regions if (inside := region.intersection(screen)).area}
        spans = sorted(self._regions_to_spans(dirty))
        blocks = list(_blocks(spans))
        rendered = [self._rendered(block) for block in blocks]
        if not all(rendered):
            return super().render_partial_update()
        self._dirty_regions.clear()
        if not spans:
            return None
        chops: list[dict[int, Strip]] = [{} for _ in range(screen.height)]
        ends: list[list[int]] = [[] for _ in range(screen.height)]
        for block, strips in zip(blocks, rendered, strict=True):
            for y, strip in zip(block.line_range, strips, strict=False):
                chops[y][block.x] = strip
                ends[y].append(block.right)
        return ChopsUpdate(chops, spans, ends)

    def _rendered(self, block: Region) -> list[Strip]:
        """The strips of a block that lies in one widget, in full view; none for any other."""
        for widget, (region, clip) in self.visible_widgets.items():
            if clip.overlaps(block) and region.overlaps(block):
                if clip.contains_region(block) and region.contains_region(block):
                    return widget.render_lines(block.translate((-region.x, -region.y)))
                return []
        return []


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
