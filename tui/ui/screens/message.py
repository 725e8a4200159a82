"""One message as it was received."""

from collections.abc import Sequence
from datetime import tzinfo
from typing import Final

from rich.text import Text

from tui.core import text, words
from tui.core.hiding import hidden_message
from tui.core.message import readable
from tui.core.record import MessageRecord
from tui.core.width import cells, padded
from tui.core.writing import EXACT, Writing
from tui.tongue import marked, say
from tui.ui import commands as c
from tui.ui import screen_commands as sc
from tui.ui.keymap import Keymap
from tui.ui.screens.dialog import Dialog
from tui.ui.writing_choice import WritingChoice

TIMES: Final = (marked("received"), marked("timestamp"))
"""The labels of the two moments."""


class MessageScreen(Dialog):
    """The whole message: what it did, and every byte of it, made harmless; without amounts while they are hidden."""

    does = {**Dialog.does, c.Copy: "copy", c.Detail: "back"}  # noqa: RUF012 - a mapping in the base class

    def __init__(
        self, record: MessageRecord, keymap: Keymap, *, zone: tzinfo | None, writing: Writing = EXACT
    ) -> None:
        self._record = record
        self._zone = zone
        self._writing = writing
        super().__init__(self._said(), keymap)

    def hints(self) -> list[tuple[str, str]]:
        """Keys and words."""
        if self._writing.hides:
            return [*super().hints(), (self._keymap.brief(sc.Hide), say("show the amounts"))]
        return [*super().hints(), (self._keymap.brief(c.Copy), say("copy the message"))]

    def on_mount(self) -> None:
        """Follow what is chosen while it is open."""
        super().on_mount()
        self.watch(self.app, "writing", self._write, init=False)

    def _write(self, writing: Writing) -> None:
        self._writing = writing
        self._paragraphs = self._said()
        self.wrap()
        self._hints.tell(self.hints())

    def _said(self) -> tuple[Text, ...]:
        record, width = self._record, max(cells(say(label)) for label in TIMES) + 2
        moments = ((record.received, TIMES[0]), (record.timestamp, TIMES[1]))
        return (
            Text(f"{say(record.kind.value)}  {record.event_id}".rstrip(), "bold"),
            Text(words.summary(record, self._writing)),
            *(
                Text(padded(say(label), width) + text.date_and_clock(moment, self._zone), "dim")
                for moment, label in moments
                if moment
            ),
            Text(),
            *map(Text, self._body()),
        )

    def _body(self) -> Sequence[str]:
        return (hidden_message if self._writing.hides else readable)(self._record.raw)

    def action_copy(self) -> None:
        """The whole message, to the terminal's clipboard."""
        if self._writing.hides:
            assert isinstance(self.app, WritingChoice)  # noqa: S101 - there is one app
            self.app.tell_hidden()
            return
        self.app.copy_to_clipboard("\n".join(self._body()))
        self.app.notify(say("sent to the terminal's clipboard: the message"), markup=False, timeout=3)
