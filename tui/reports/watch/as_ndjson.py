"""A JSON object to a line (docs/schemas/watch.json), in ASCII, which every alphabet holds."""

import json

from tui.core import words
from tui.core.entry import Change, Entry
from tui.core.record import LinkRecord, MessageRecord
from tui.reports.rows import SCHEMA_VERSION, as_balance, as_row
from tui.reports.watch.backlog import Dropped
from tui.reports.watch.forms import lag


class Ndjson:
    """For programs."""

    def __init__(self, host: str) -> None:
        self._host = host

    def event(self, record: MessageRecord, entries: list[Entry]) -> str:
        """Say the rows as they stand after the event."""
        return _line(
            record.kind.value,
            **_event(record),
            novelty=record.novelty.name,
            notes=[words.note(note) for note in record.notes],
            balances=[as_row(entry) for entry in entries],
        )

    def change(self, record: MessageRecord, change: Change) -> str:
        """Say both balances; `before` is null for a currency not known before."""
        return _line(
            "change",
            **_event(record),
            cause=change.cause.value,
            currency=change.after.currency,
            before=None if change.before is None else as_balance(change.before),
            after=as_balance(change.after),
        )

    def oddity(self, record: MessageRecord) -> str:
        """Say the reason, and not the message, whose bytes the journal keeps."""
        return _line(record.kind.value, received=record.received, reason=words.summary(record))

    def link(self, record: LinkRecord) -> str:
        """Say the state and the words of the step."""
        return _line(
            "link",
            received=record.received,
            state=record.state.value,
            words=words.summary(record),
            host=self._host,
        )

    def dropped(self, dropped: Dropped) -> str:
        """Say how many, and from when to when."""
        return _line("dropped", lines=dropped.lines, since=dropped.since, until=dropped.until)

    def condition(self, entry: Entry, at: int) -> str:
        """Say the row."""
        return _line("condition", received=at, balance=as_row(entry))


def _event(record: MessageRecord) -> dict[str, object]:
    return {
        "eventID": record.event_id,
        "timestamp": record.timestamp,
        "received": record.received,
        "lag_ms": lag(record),
    }


def _line(kind: str, **fields: object) -> str:
    return json.dumps({"schema_version": SCHEMA_VERSION, "kind": kind, **fields}, separators=(",", ":"))
