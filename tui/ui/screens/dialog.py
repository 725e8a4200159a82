"""What all dialogs share: over the dashboard, scrolled by keys, closed by `esc`."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen

from tui.ui.widgets.lines import Lines


class Dialog(ModalScreen[None]):
    """Lines of text over the dashboard."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog > VerticalScroll {
        width: 90%; max-width: 100; height: 90%; max-height: 40; padding: 0 1;
        background: $surface; border-top: solid $primary; scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
    }
    """

    AUTO_FOCUS = "*"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("j", "down", show=False),
        Binding("k", "up", show=False),
        Binding("g", "top", show=False),
        Binding("G", "bottom", show=False),
        Binding("H", "app.hide", show=False),
        Binding("q", "app.quit", show=False),
        Binding("ctrl+c,ctrl+q", "app.quit", show=False, priority=True),
    ]

    _scroll = getters.query_one(VerticalScroll)

    def __init__(self, paragraphs: Sequence[Text], *, hanging: int = 0) -> None:
        super().__init__()
        self._paragraphs = tuple(paragraphs)
        self._hanging = hanging

    def compose(self) -> ComposeResult:
        """The lines, scrolled."""
        with VerticalScroll():
            yield Lines()

    def on_resize(self) -> None:
        """Wrap to the width there is; what continues a paragraph is set in by `hanging` cells."""
        self.call_after_refresh(self._wrap)

    def _wrap(self) -> None:
        content = self.query_one(Lines)
        width = max(20, self._scroll.scrollable_content_region.width)
        lines: list[Text] = []
        for paragraph in self._paragraphs:
            first, *rest = paragraph.wrap(self.app.console, width) or [Text()]
            lines.append(first)
            if rest:
                left = paragraph[len(first.plain) :]
                left = left[len(left.plain) - len(left.plain.lstrip(" ")) :]
                indent = Text(" " * self._hanging)
                lines += [indent + line for line in left.wrap(self.app.console, width - self._hanging)]
        content.styles.height = len(lines)
        content.show(lines)

    def action_close(self) -> None:
        """Back to the dashboard."""
        self.dismiss()

    def action_down(self) -> None:
        """One line down."""
        self._scroll.scroll_relative(y=1, animate=False)

    def action_up(self) -> None:
        """One line up."""
        self._scroll.scroll_relative(y=-1, animate=False)

    def action_top(self) -> None:
        """To the first line."""
        self._scroll.scroll_home(animate=False)

    def action_bottom(self) -> None:
        """To the last line."""
        self._scroll.scroll_end(animate=False)
