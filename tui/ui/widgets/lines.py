"""A few lines of text that repaint only where they differ."""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tui.ui.widgets.cell_text import same_cell


class Lines(Widget):
    """Shows lines as they are given: no markup, no wrapping, cut at the edge."""

    DEFAULT_CSS = """
    Lines { width: 1fr; height: 1; }
    """

    _lines: tuple[Text, ...] = ()
    _fitted: Size | None = None
    """The size that `fit` was called for last."""
    _ground: tuple[int, Style] = (0, Style.null())
    """Width and style of the lines that are being drawn."""

    @property
    def lines(self) -> tuple[Text, ...]:
        """What is shown."""
        return self._lines

    def fit(self) -> None:
        """Show what there is at the widget's present size; called before it is painted at another one."""

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        # Textual's own message comes when the lines have been painted, empty or cut for another width.
        is_new = super()._size_updated(size, virtual_size, container_size, layout)
        if self.size != self._fitted:
            self._fitted = self.size
            self.fit()
        return is_new

    def show(self, lines: Sequence[Text]) -> None:
        """Show `lines`; those that are as they were are not painted again."""
        before, self._lines = self._lines, tuple(lines)
        width = self.size.width
        for y in range(max(len(before), len(self._lines))):
            old = before[y] if y < len(before) else None
            new = self._lines[y] if y < len(self._lines) else None
            if old is None or new is None or not same_cell(old, new):
                self.refresh(Region(0, y, width, 1))

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines in `crop`; what is the same for all of them is looked up once, since both take long to find."""
        self._ground = self.size.width, self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line, filled to the edge with the widget's own background."""
        width, style = self._ground
        if y >= len(self._lines):
            return Strip.blank(width, style)
        line = self._lines[y].copy()
        line.truncate(width, overflow="ellipsis")
        if line.style:
            # Without spans, Rich renders a Text without the style of its own.
            style += self.app.console.get_style(line.style)
            line.style = ""
        segments = [
            Segment(segment.text, style + segment.style if segment.style else style)
            for segment in line.render(self.app.console, end="")
        ]
        return Strip(segments).adjust_cell_length(width, style)
