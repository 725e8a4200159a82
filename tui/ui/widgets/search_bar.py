"""The box that `/` opens over the event log."""

from typing import Final

from textual.message import Message
from textual.widgets import Input

from tui.tongue import say
from tui.ui.widgets.typed_box import TypedBox

_MOST: Final = 36
"""Characters of a UUID, which an eventID is."""


class SearchBar(TypedBox):
    """Says which event is looked for, as it is typed."""

    DEFAULT_CSS = """
    SearchBar { display: none; width: 1fr; height: 1; border: none; padding: 0 1; background: $surface; }
    SearchBar:focus { border: none; }
    """

    is_open = False
    """Whether it is there to be typed into."""

    class Typed(Message):
        """The text changed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self) -> None:
        super().__init__(max_length=_MOST, compact=True, restrict=r"[A-Za-z0-9-]*", select_on_focus=False)

    def open(self, last: str) -> None:
        """Show the empty box, and take the keys; `last` was looked for before, and `enter` alone does so again."""
        self.placeholder = (
            say("empty: the next older {sought}", sought=last) if last else say("eventID, currency or kind …")
        )
        self.is_open = True
        self.styles.display = "block"
        self.take_keys("")

    def close(self) -> None:
        """Hide the box."""
        self.is_open = False
        self.styles.display = "none"
        self.leave()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what was typed."""
        event.stop()
        if self.is_open:
            self.post_message(self.Typed(self.value))
