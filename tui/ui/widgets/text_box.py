"""A box of one line that a command opens: letters are text in it, even those that are commands elsewhere."""

from typing import Final

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import Input

COMMANDS_IN_BOX: Final = frozenset({"enter", "escape", "tab", "shift+tab", "ctrl+c", "ctrl+q", "ctrl+p"})
"""Keys that keep their meaning for the app while letters are text."""


class TextBox(Input):
    """Closed until it is opened; says what is typed, as it is typed. Each kind has a `Typed` of its own."""

    DEFAULT_CSS = """
    TextBox { display: none; height: 1; border: none; padding: 0 1; background: $surface; }
    TextBox:focus { border: none; }
    TextBox.-open { display: block; }
    """

    class Typed(Message):
        """The text changed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    @property
    def is_open(self) -> bool:
        """Whether it is there to be typed into."""
        return self.has_class("-open")

    def open(self, text: str) -> None:
        """Show the box with `text` in it, and take the keys.

        At once, not at the next idle moment: the keys typed behind the one that opened it are waiting already.
        """
        self.add_class("-open")
        self.styles.display = "block"
        self.value = text
        self.cursor_position = len(text)
        self.screen.set_focus(self)

    async def take(self, key: events.Key) -> bool:
        """Do what a key does in the box, now; False if it is none of the box's.

        It runs the input's own bindings and insertion, which Textual would call from the input's message queue.
        """
        if key.key in COMMANDS_IN_BOX:
            return False
        for binding in self._bindings.key_to_bindings.get(key.key, ()):
            await self.app.run_action(binding.action, self)
            return True
        if key.is_printable and key.character is not None:
            self.insert_text_at_cursor(key.character)
            return True
        return False

    def close(self) -> None:
        """Hide the box."""
        self.remove_class("-open")
        self.styles.display = "none"
        self.app.cursor_position = Offset(0, 0)

    def on_mount(self) -> None:
        """The terminal's own cursor has no business here yet, where an input would have put it."""
        self.app.cursor_position = Offset(0, 0)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what was typed."""
        event.stop()
        if self.is_open:
            self.post_message(self.Typed(self.value))
