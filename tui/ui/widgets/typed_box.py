"""A box to type in: letters are text in it, even those that are commands elsewhere."""

from typing import ClassVar, Final

from textual import events
from textual.geometry import Offset
from textual.widgets import Input

from tui.tongue import marked

COMMANDS_IN_BOX: Final = frozenset({"enter", "escape", "tab", "shift+tab", "ctrl+c", "ctrl+q", "ctrl+p"})
"""Keys that keep their meaning for the app while letters are text."""


class TypedBox(Input):
    """An input of one line that takes its keys at once, since they come in bursts."""

    does: ClassVar[tuple[str, str]] = (marked("keep"), marked("take back"))
    """What `enter` and `esc` do, in the last line's words."""

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
            if self.selection.is_empty:
                self.insert_text_at_cursor(key.character)
            else:
                self.replace(key.character, *sorted(self.selection))
            return True
        return False

    def take_paste(self, text: str) -> None:
        """Put what was pasted into the box, now: as one line, without what cannot be seen, as far as it has room."""
        line = "".join(each if each.isprintable() else " " for each in text.strip("\r\n"))
        start, end = sorted(self.selection)
        room = len(line) if not self.max_length else self.max_length - len(self.value) + end - start
        self.replace(line[: max(0, room)], start, end)

    def take_keys(self, text: str) -> None:
        """Begin with `text`, and take the keys at once: those typed behind the one that opened it are waiting."""
        self.value = text
        self.cursor_position = len(text)
        self.screen.set_focus(self)

    def leave(self) -> None:
        """Give the terminal's own cursor back."""
        self.app.cursor_position = Offset(0, 0)

    def on_mount(self) -> None:
        """The terminal's own cursor has no business here yet, where an input would have put it; and nothing blinks."""
        self.cursor_blink = False
        self.leave()
