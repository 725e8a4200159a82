"""What the lines of a watch have to say; `as_text` and `as_ndjson` say it."""

from typing import Protocol

from tui.core.entry import Change, Entry, NoteKind
from tui.core.record import LinkRecord, MessageRecord
from tui.reports.watch.backlog import Dropped


class Form(Protocol):
    """A way to say each kind of line, without its end."""

    def event(self, record: MessageRecord, entries: list[Entry]) -> str:
        """Say what an event left of the rows that are wanted."""
        ...

    def change(self, record: MessageRecord, change: Change) -> str:
        """Say one change."""
        ...

    def oddity(self, record: MessageRecord) -> str:
        """Say why a message was rejected or ignored."""
        ...

    def link(self, record: LinkRecord) -> str:
        """Say a step of the link."""
        ...

    def dropped(self, dropped: Dropped) -> str:
        """Say what the pipe was too slow for."""
        ...

    def condition(self, entry: Entry, at: int) -> str:
        """Say of which row the condition came true, `at` Unix ms."""
        ...


def lag(record: MessageRecord) -> int | None:
    """Milliseconds from the exchange's time of an event to its receipt, by this machine's clock.

    Below zero where this clock is behind the exchange's; None where the exchange's time cannot be true.
    """
    doubts = (NoteKind.FUTURE, NoteKind.BEFORE_2017)
    if any(note.kind in doubts for note in record.notes):
        return None
    return record.received - record.timestamp
