"""The box that `T` opens: a moment of the past in one's own words, and below it what they mean."""

from typing import Final

from rich.text import Text
from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from tui.tongue import marked, say
from tui.ui.widgets.lines import Lines
from tui.ui.widgets.typed_box import TypedBox

HINT_LINES: Final = 3
"""At most so many lines say what the words mean."""


class _Box(TypedBox):
    """Takes the words."""

    does = (marked("go there"), marked("close"))


class MomentBar(Vertical):
    """Asks for a moment."""

    DEFAULT_CSS = """
    MomentBar { display: none; height: auto; background: $surface; }
    MomentBar Input { height: 1; border: none; padding: 0 1; background: $surface; }
    MomentBar Input:focus { border: none; }
    """

    class Typed(Message):
        """The text changed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    _box = getters.query_one(_Box)
    _hint = getters.query_one(Lines)

    def compose(self) -> ComposeResult:
        """The box, and the hint below it."""
        yield _Box(
            placeholder=say("which moment?  (enter goes there, esc closes)"),
            max_length=60,
            compact=True,
            select_on_focus=False,
        )
        yield Lines()

    @property
    def text(self) -> str:
        """What is in the box."""
        return self._box.value

    @property
    def is_open(self) -> bool:
        """Whether the keys go to it."""
        return self._box.screen.focused is self._box

    def open(self, text: str) -> None:
        """Show the box with `text` in it, selected so that what is typed takes its place, and take the keys."""
        self.styles.display = "block"
        self._box.take_keys(text)
        self._box.action_select_all()
        self.post_message(self.Typed(text))

    def close(self) -> None:
        """Hide the box."""
        self.styles.display = "none"
        self._box.leave()

    def tell(self, hint: str) -> None:
        """Say what the words mean."""
        wrapped = Text(hint).wrap(self.app.console, max(10, self.app.size.width - 2))
        lines = [line.plain.rstrip() for line in wrapped][:HINT_LINES] or [""]
        self._hint.styles.height = len(lines)
        self._hint.show([Text(f" {line}", "dim") for line in lines])

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what was typed."""
        event.stop()
        self.post_message(self.Typed(event.value))
