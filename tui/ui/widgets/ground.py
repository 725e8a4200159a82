"""What a widget's lines are drawn on, looked up again only when a style has changed.

Textual looks colours up through all ancestors, and takes each line through borders, padding, tint and opacity, for
every line it renders. `Grounded` keeps the first, and spares the second where a widget has nothing of the kind.

Internals of Textual relied upon, each guarded by `tests/ui/widgets/test_ground.py`: `RenderStyles._cache_key`,
which changes with every rule; that `Widget.render_lines` does to the lines of `Widget.render_line` only what
`_is_plain` rules out, beside the app's line filters; `Widget.hover_style`'s `_link_id`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.style import Style
from textual.color import Color

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.strip import Strip
    from textual.widget import Widget

    _Base = Widget
else:
    _Base = object


class Ground(NamedTuple):
    """What is the same for all lines of a widget."""

    style: Style
    """The widget's own style."""
    background: Color
    """Its background."""
    is_plain: bool
    """Whether a line of the widget is painted just as the widget renders it."""


class Grounded(_Base):
    """Put before `Widget` or a kind of it, for a widget that renders by `render_line`."""

    keeps_lines = True
    """Whether a line that did not change is given as the same object again; `paint.narrow` asks for whole lines."""

    _ground_key: tuple[int, ...] = ()
    _known_ground = Ground(Style.null(), Color(0, 0, 0, 0), is_plain=False)

    @property
    def ground(self) -> Ground:
        """What the lines are drawn on now."""
        key = tuple([node.styles._cache_key for node in self.ancestors_with_self])  # noqa: SLF001 (see above)
        if key != self._ground_key:
            self._known_ground = Ground(self.rich_style, self.background_colors[1], self._is_plain())
            self._ground_key = key
        return self._known_ground

    def render_lines(self, crop: Region) -> list[Strip]:
        """Render the lines in `crop`; those of a plain widget as they are, so that equal lines are one object."""
        ground = self.ground
        if not ground.is_plain or self.hover_style._link_id:  # noqa: SLF001 (see above)
            return super().render_lines(crop)
        width = self.size.width
        strips = []
        for y in crop.line_range:
            strip = self.render_line(y)
            if strip.cell_length != width:
                strip = strip.adjust_cell_length(width, Style.from_color(None, ground.background.rich_color))
            strips.append(strip)
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, ground.background) for strip in strips]
        if crop.column_span != (0, width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def _is_plain(self) -> bool:
        styles = self.styles
        return not (
            styles.gutter
            or styles.tint.a
            or self.opacity != 1.0
            or styles.text_opacity != 1.0
            or styles.has_rule("hatch")
            or any(edge for edge, _ in styles.outline)
        )
