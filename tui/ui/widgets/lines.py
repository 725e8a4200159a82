"""A few lines of text that repaint only where they differ."""

from collections.abc import Sequence

from rich.segment import Segment
from rich.text import Text
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tui.ui.widgets.cell_text import same_cell
from tui.ui.widgets.ground import Ground, Grounded


class Lines(Grounded, Widget):
    """Shows lines as they are given: no markup, no wrapping, cut at the edge."""

    DEFAULT_CSS = """
    Lines { width: 1fr; height: 1; }
    """

    _lines: tuple[Text, ...] = ()
    _fitted: Size | None = None
    """The size that `fit` was called for last."""

    def __init__(self) -> None:
        super().__init__()
        self._drawn: dict[int, tuple[Text, int, Ground, Strip]] = {}
        """Lines as they were last drawn."""

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
        before = self._lines
        same = [same_cell(old, new) for old, new in zip(before, lines, strict=False)]
        same += [False] * (max(len(before), len(lines)) - len(same))
        # A line that looks the same stays the same object, by which it is known to be drawn already.
        self._lines = tuple(before[y] if same[y] else line for y, line in enumerate(lines))
        width = self.size.width
        for y, is_same in enumerate(same):
            if not is_same:
                self.refresh(Region(0, y, width, 1))

    def render_line(self, y: int) -> Strip:
        """One line, filled to the edge with the widget's own background."""
        width, ground = self.size.width, self.ground
        style = ground.style
        if y >= len(self._lines):
            self._drawn.pop(y, None)
            return Strip.blank(width, style)
        shown = self._lines[y]
        drawn = self._drawn.get(y)
        if drawn is not None and drawn[0] is shown and drawn[1] == width and drawn[2] is ground:
            return drawn[3]
        line = shown.copy()
        line.truncate(width, overflow="ellipsis")
        if line.style:
            # Without spans, Rich renders a Text without the style of its own.
            style += self.app.console.get_style(line.style)
            line.style = ""
        segments = [
            Segment(segment.text, style + segment.style if segment.style else style)
            for segment in line.render(self.app.console, end="")
        ]
        strip = Strip(segments).adjust_cell_length(width, style)
        self._drawn[y] = shown, width, ground, strip
        return strip
