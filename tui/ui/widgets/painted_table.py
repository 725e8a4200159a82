"""A table that draws each row once and keeps the strip; `FastTable` adds the data's side.

Stock `DataTable` counts changes, and the count is part of every cache key: one changed cell sends every
visible cell through Rich again. Here a row is one cached strip (`row_strips`) and stock's caches are not
asked. Row labels, fixed rows or columns, tall rows, a column cursor and a header that is not one line high
are drawn by stock code at stock cost, with cells as literal as here.

Internals of Textual touched, each guarded by `tests/ui/widgets/test_fast_table_internals.py`:

- overridden: `DataTable._clear_caches`, `_compute_row_renderables`; `_on_resize` runs before DataTable's own;
- called: `DataTable._get_row_style`, `_get_styles_to_render_cell` (an `lru_cache`),
  `_should_render_row_labels`;
- read: `DataTable._data`, `_row_locations`, `_show_hover_cursor`;
- built: `textual.widgets._data_table.RowRenderables`, `textual.renderables.styled.Styled`.
"""

from __future__ import annotations

from functools import cached_property
from operator import is_not
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip
from textual.widgets._data_table import RowRenderables
from textual.widgets.data_table import CellType, RowKey

from tui.ui.widgets.cell_text import renderable
from tui.ui.widgets.ground import Grounded
from tui.ui.widgets.lined_table import HEADER, LinedTable
from tui.ui.widgets.row_strips import CellStyles, Frame, Look, RowState, StripCache, cell_segments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text
    from textual import events
    from textual.geometry import Region

LINES_KEPT = 256
"""More than any window shows."""


class PaintedTable(LinedTable[CellType]):
    """A DataTable whose rows are drawn once. Build on `FastTable`, which is the whole."""

    _look: Look | None = None
    _frame: Frame | None = None
    """Set while lines are rendered."""

    @cached_property
    def _strips(self) -> StripCache:
        """The rows drawn last, as wide as all columns."""
        return StripCache()

    @cached_property
    def _lines_drawn(self) -> dict[RowKey, tuple[Strip, int, int, Strip]]:
        """Whole lines, each with the strip, the width and the first cell that it was made of."""
        return {}

    _header: tuple[tuple[RowState, int, int], list[Text], Strip] | None = None
    """The header's line, and what it was made of."""

    @cached_property
    def _edges(self) -> dict[tuple[bool, RowState], Style]:
        """The style right of the last column, by (is header, state)."""
        return {}

    def _current_look(self) -> Look:
        pseudo = self.get_pseudo_class_state()
        return Look(
            base=self.ground.style,
            backdrop=self.ground.background,
            columns=tuple((column.key, column.get_render_width(self)) for column in self.ordered_columns),
            padding=self.cell_padding,
            css_wins=(self.cursor_foreground_priority == "css", self.cursor_background_priority == "css"),
            state=(pseudo.enabled, pseudo.focus, self.show_cursor, self.cursor_type == "row"),
        )

    def _see(self) -> Look:
        """Take a fresh look; whatever was drawn under another one is dropped."""
        look = self._current_look()
        if look != self._look:
            self._drop_strips()
            self._get_styles_to_render_cell.cache_clear()
            self._look = look
        return look

    def _drop_strips(self) -> None:
        self._strips.clear()
        self._lines_drawn.clear()
        self._header = None
        self._edges.clear()
        self._look = None

    def _clear_caches(self) -> None:
        self._drop_strips()
        super()._clear_caches()

    def notify_style_update(self) -> None:
        """Draw all rows again, since a style, a theme or a pseudo-class changed."""
        self._drop_strips()
        super().notify_style_update()

    def _on_resize(self, _: events.Resize) -> None:
        # Stock code keeps rows as wide as the window was; DataTable's own handler does not repaint them.
        if not self.is_fast:
            self._clear_caches()
            self.refresh()

    def vacancy(self) -> str:
        """What stands in the first line while there is no row; empty for nothing."""
        return ""

    def _vacant_line(self, frame: Frame, index: int) -> Strip:
        words = self.vacancy() if index == 0 else ""
        line = Strip([Segment(" " * frame.look.padding + words, frame.look.base)]) if words else Strip([])
        return line.adjust_cell_length(frame.width, frame.look.base)

    def _frame_now(self) -> Frame:
        lit = self.show_cursor and self.cursor_type != "none"
        scroll = self.scroll_offset
        return Frame(
            look=self._see(),
            head=self._head,
            width=self.size.width,
            left=scroll.x,
            top=scroll.y,
            cursor=self.cursor_coordinate if lit else None,
            hover=self.hover_coordinate if lit and self._show_hover_cursor else None,
            lights_rows=self.cursor_type == "row",
            has_stripes=self.zebra_stripes,
        )

    def render_lines(self, crop: Region) -> list[Strip]:
        """Render the lines of `crop`, reading once what they share."""
        if not self.is_fast:
            return super(Grounded, self).render_lines(crop)
        self._frame = self._frame_now()
        try:
            return super().render_lines(crop)
        finally:
            self._frame = None

    def render_line(self, y: int) -> Strip:
        """Render line `y` of the window: the header, a row, or a blank below the last one."""
        frame = self._frame
        if frame is None:
            if not self.is_fast:
                return super().render_line(y)
            frame = self._frame_now()
        look = frame.look
        if y < frame.head:
            return self._header_line(frame)
        index = y - frame.head + frame.top
        row = self._row_locations.get_key(index)
        if row is None:
            return self._vacant_line(frame, index)
        state = frame.state(index)
        strip = self._strips.get(row, state)
        if strip is None:
            cells = self._data[row]
            strip = self._draw(look, index, state, [cells.get(key) for key, _ in look.columns])
            self._strips.put(row, state, strip)
        known = self._lines_drawn.get(row)
        if known is not None and known[0] is strip and known[1:3] == (frame.width, frame.left):
            return known[3]
        line = self._to_edge(frame, index, state, strip)
        if len(self._lines_drawn) >= LINES_KEPT:
            self._lines_drawn.clear()
        self._lines_drawn[row] = strip, frame.width, frame.left, line
        return line

    def _header_line(self, frame: Frame) -> Strip:
        labels = [column.label for column in self.ordered_columns]
        state = frame.state(HEADER)
        known = self._header
        is_known = known is not None and known[0] == (state, frame.width, frame.left)
        if known is None or not is_known or any(map(is_not, known[1], labels)):
            strip = self._draw(frame.look, HEADER, state, labels)
            line = self._to_edge(frame, HEADER, state, strip)
            known = self._header = (state, frame.width, frame.left), labels, line
        return known[2]

    def _draw(self, look: Look, index: int, state: RowState, cells: Sequence[object]) -> Strip:
        """Draw one row, all its columns, without the rest of the line."""
        console = self.app.console
        row_style = self._get_row_style(index, look.base)
        segments: list[Segment] = []
        for column, ((_, width), cell) in enumerate(zip(look.columns, cells, strict=True)):
            here = (-1, column)
            component, after = self._component(
                index, state.hover in here, state.cursor in here, look.css_wins
            )
            styles = CellStyles(row_style + component, after)
            segments += cell_segments(console, cell, width, look.padding, styles)
        return Strip(segments, look.width).simplify()

    def _component(
        self, index: int, hover: bool, cursor: bool, css_wins: tuple[bool, bool] = (False, False)
    ) -> tuple[Style, Style]:
        return self._get_styles_to_render_cell(
            index == HEADER,
            False,
            False,
            hover,
            cursor,
            self.show_cursor,
            self._show_hover_cursor,
            *css_wins,
        )

    def _to_edge(self, frame: Frame, index: int, state: RowState, strip: Strip) -> Strip:
        """Bring a row's strip to the window's width: go on to the right edge, or cut at either side."""
        look, width, left = frame.look, frame.width, frame.left
        rest = width - look.width
        if rest > 0:
            name = (index == HEADER, state)
            style = self._edges.get(name)
            if style is None:
                style = self._edges[name] = self._edge_style(look, index, state)
            strip = Strip([*strip, Segment(" " * rest, style)], width)
        if left or rest < 0:
            strip = strip.crop(left, left + width).adjust_cell_length(width, look.base)
        return strip

    def _edge_style(self, look: Look, index: int, state: RowState) -> Style:
        row_style = self._get_row_style(index, look.base)
        if self.cursor_type == "row":
            return row_style + self._component(index, state.hover is not None, state.cursor is not None)[0]
        if row_style.bgcolor is None:
            return Style.from_color(row_style.color, None)
        faded = Color.from_rich_color(row_style.bgcolor).blend(look.backdrop, factor=0.25)
        return Style.from_color(row_style.color, faded.rich_color)

    def _compute_row_renderables(self, row_index: int) -> RowRenderables:
        """Give stock code the cells of a row, a `str` as literal text."""
        if row_index == HEADER:
            return super()._compute_row_renderables(row_index)
        row = self.rows[self._row_locations.get_key(row_index) or RowKey()]
        lines = row.height != 1
        label = row.label if self._should_render_row_labels and row.label else None
        return RowRenderables(label, [renderable(cell, lines=lines) for cell in self.get_row_at(row_index)])
