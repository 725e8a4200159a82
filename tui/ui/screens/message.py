"""One message as it was received."""

from datetime import tzinfo

from rich.text import Text

from tui.core import text, words
from tui.core.message import readable
from tui.core.record import MessageRecord
from tui.tongue import say
from tui.ui import commands as c
from tui.ui.keymap import Keymap
from tui.ui.screens.dialog import Dialog


class MessageScreen(Dialog):
    """The whole message: what it did, and every byte of it, made harmless."""

    does = {**Dialog.does, c.Copy: "copy", c.Detail: "back"}  # noqa: RUF012 - a mapping in the base class

    def __init__(self, record: MessageRecord, keymap: Keymap, *, zone: tzinfo | None) -> None:
        self._body = readable(record.raw)
        received, sent = text.date_and_clock(record.received, zone), ""
        if record.timestamp:
            sent = text.date_and_clock(record.timestamp, zone)
        heading = [
            Text(f"{record.kind.value}  {record.event_id}".rstrip(), "bold"),
            Text(words.summary(record)),
            Text(say("received   {time}", time=received), "dim"),
        ]
        if sent:
            heading.append(Text(say("timestamp  {time}", time=sent), "dim"))
        super().__init__([*heading, Text(), *map(Text, self._body)], keymap)

    def hints(self) -> list[tuple[str, str]]:
        """Keys and words."""
        return [*super().hints(), (self._keymap.brief(c.Copy), say("copy the message"))]

    def action_copy(self) -> None:
        """The whole message, to the terminal's clipboard."""
        self.app.copy_to_clipboard("\n".join(self._body))
        self.app.notify(say("message copied"), markup=False, timeout=2)
