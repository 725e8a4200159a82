"""One message as it was received."""

from datetime import tzinfo
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType

from tui.core import text, words
from tui.core.message import readable
from tui.core.record import MessageRecord
from tui.ui.screens.dialog import Dialog


class MessageScreen(Dialog):
    """The whole message: what it did, and every byte of it, made harmless."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "copy", show=False),
        Binding("enter", "close", show=False),
    ]

    def __init__(self, record: MessageRecord, *, zone: tzinfo | None) -> None:
        self._body = readable(record.raw)
        heading = [
            Text(f"{record.kind.value}  {record.event_id}".rstrip(), "bold"),
            Text(words.summary(record)),
            Text(f"received   {text.date_and_clock(record.received, zone)}", "dim"),
        ]
        if record.timestamp:
            heading.append(Text(f"timestamp  {text.date_and_clock(record.timestamp, zone)}", "dim"))
        super().__init__(
            [*heading, Text("esc closes, y copies the message", "dim"), Text(), *map(Text, self._body)]
        )

    def action_copy(self) -> None:
        """The whole message, to the terminal's clipboard."""
        self.app.copy_to_clipboard("\n".join(self._body))
        self.app.notify("message copied", markup=False, timeout=2)
