"""The box that `/` opens: letters are text in it, even those that are commands elsewhere."""

from textual.message import Message
from textual.widgets import Input

from tui.ui.widgets.typed_box import TypedBox


class FilterBar(TypedBox):
    """Says what a currency must contain, as it is typed."""

    DEFAULT_CSS = """
    FilterBar { display: none; height: 1; border: none; padding: 0 1; background: $surface; }
    FilterBar:focus { border: none; }
    FilterBar.-open { display: block; }
    """

    class Typed(Message):
        """The text changed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self) -> None:
        super().__init__(
            placeholder="currency contains …  (enter keeps, esc clears)",
            max_length=20,
            compact=True,
            restrict=r"[A-Za-z0-9]*",
            select_on_focus=False,
        )

    def open(self, text: str) -> None:
        """Show the box with `text` in it, and take the keys."""
        self.add_class("-open")
        self.styles.display = "block"
        self.take_keys(text)

    def close(self) -> None:
        """Hide the box."""
        self.remove_class("-open")
        self.styles.display = "none"
        self.leave()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what was typed."""
        event.stop()
        if self.has_class("-open"):
            self.post_message(self.Typed(self.value))
