"""The box that `/` opens: letters are text in it, even those that are commands elsewhere."""

from collections.abc import Iterable
from typing import Final

from textual import events
from textual.message import Message
from textual.widgets import Input

from tui.core.parsing import LONGEST
from tui.core.typed import Recall, newer, older, recall
from tui.tongue import marked, say
from tui.ui.widgets.typed_box import TypedBox

PLACEHOLDER: Final = marked("btc amount>1   (enter keeps it, esc takes it back)")

_STEPS: Final = {"up": older, "down": newer}


class FilterBar(TypedBox):
    """Takes an expression that says which rows are shown, as it is typed."""

    DEFAULT_CSS = """
    FilterBar { display: none; height: 1; border: none; padding: 0 1; background: $surface; }
    FilterBar:focus { border: none; }
    """

    is_open = False
    """Whether it is there to be typed into."""

    class Typed(Message):
        """The text changed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self) -> None:
        # One character more than an expression may have is taken, so that the error can say so.
        super().__init__(
            placeholder=say(PLACEHOLDER), max_length=LONGEST + 1, compact=True, select_on_focus=False
        )
        self._recall = Recall(("",))

    def open(self, text: str, typed: Iterable[str]) -> None:
        """Show the box with `text` in it, and take the keys; up and down go through what was `typed` before."""
        self.is_open = True
        self._recall = recall(typed, text)
        self.styles.display = "block"
        self.take_keys(text)

    def close(self) -> None:
        """Hide the box."""
        self.is_open = False
        self.styles.display = "none"
        self.leave()

    async def take(self, key: events.Key) -> bool:
        """Go through what was typed before, or do what a key does in any box."""
        if key.key not in _STEPS:
            return await super().take(key)
        self._recall = _STEPS[key.key](self._recall, self.value)
        self.value = self._recall.line
        self.cursor_position = len(self.value)
        return True

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say that another text is in it."""
        event.stop()
        if self.is_open:
            self.post_message(self.Typed(event.value))
