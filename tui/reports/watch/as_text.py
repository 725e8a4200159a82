"""A sentence to a line, in the words of the screen's event log."""

from datetime import tzinfo

from msgspec.structs import replace

from tui.core import words
from tui.core.amount import digits
from tui.core.balance import Balance
from tui.core.entry import Change, Entry
from tui.core.record import LinkRecord, MessageRecord
from tui.core.text import MINUS, clock, date_and_clock
from tui.core.width import padded
from tui.reports.watch.backlog import Dropped
from tui.reports.watch.forms import lag
from tui.tongue import say, say_number


class Text:
    """For people: moment, kind, and what there is to say."""

    def __init__(self, zone: tzinfo | None) -> None:
        """`zone` is that of the moments; None for the system's own."""
        self._zone = zone

    def event(self, record: MessageRecord, entries: list[Entry]) -> str:
        """Say what changed of the rows that are wanted."""
        wanted = {entry.balance.currency for entry in entries}
        told = replace(
            record,
            currencies=tuple(each for each in record.currencies if each in wanted),
            changes=tuple(each for each in record.changes if each.after.currency in wanted),
        )
        return self._line(record.received, say(record.kind.value), words.summary(told), _source(record))

    def change(self, record: MessageRecord, change: Change) -> str:
        """Say what moved, by how much, and what there is now."""
        said = say(
            "{currency} {change}; now {values}",
            currency=change.after.currency,
            change=words.change(change),
            values=_values(change.after),
        )
        return self._line(record.received, say(change.cause.value), said, _source(record))

    def oddity(self, record: MessageRecord) -> str:
        """Say why it was not taken."""
        return self._line(record.received, say(record.kind.value), words.summary(record))

    def link(self, record: LinkRecord) -> str:
        """Say the state and the words of the step."""
        return self._line(record.received, record.state.value, words.summary(record))

    def dropped(self, dropped: Dropped) -> str:
        """Say how many, and since when."""
        said = say_number(
            "{number} line since {at}: the reader was too slow",
            "{number} lines since {at}: the reader was too slow",
            dropped.lines,
            at=clock(dropped.since, self._zone),
        )
        return self._line(dropped.until, say("dropped"), said)

    def condition(self, entry: Entry, at: int) -> str:
        """Say the row."""
        return self._line(at, say("condition"), f"{entry.balance.currency} {_values(entry.balance)}")

    def _line(self, at: int, kind: str, *parts: str) -> str:
        return f"{date_and_clock(at, self._zone)}  {padded(kind, 10)}  {'  '.join(part for part in parts if part)}"


def _source(record: MessageRecord) -> str:
    late = lag(record)
    parts = [record.event_id]
    if late is not None:
        number = f"{MINUS if late < 0 else ''}{abs(late)}"
        parts.append(say("lag {number} ms by this machine's clock", number=number))
    return "  ".join(part for part in parts if part)


def _values(balance: Balance) -> str:
    return say(
        "amount {amount}, available {available}, in orders {in_orders}, stake {stake}, {tradable}",
        amount=digits(balance.amount),
        available=digits(balance.available),
        in_orders=digits(balance.in_orders),
        stake=digits(balance.stake),
        tradable=say("tradable") if balance.tradable else say("not tradable"),
    )
