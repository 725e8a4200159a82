"""What the core's tests are told in: balances, messages, events, and a book that follows a stream of them."""

import json
from collections.abc import Mapping
from decimal import Decimal
from unicodedata import category

from hypothesis import settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tui.core import book as rules
from tui.core.amount import digits
from tui.core.balance import Balance
from tui.core.book import Book, Phase, Step
from tui.core.entry import Cause, NoteKind
from tui.core.events import Event

NOW = 1_790_000_000_000
"""The moment that the tests take place, Unix ms."""

SECOND = 1_000
"""In the milliseconds of the wire."""

often = settings(max_examples=100)
"""For properties that cost little."""

seldom = settings(max_examples=40)
"""For properties whose examples are long."""

spellings = st.from_regex(r"-?(0|[1-9][0-9]{0,29})(\.[0-9]{1,30})?", fullmatch=True)
"""Every amount that the wire may spell, trailing zeros included."""

amounts = spellings.map(Decimal)

NO_AMOUNTS = [
    *("", "NaN", "-NaN", "sNaN", "Infinity", "-inf", "1_000", "\uff11\uff12", "\u0663", "1\u0660"),
    *(" 1 ", "1 ", "1\n", "+1", "1e9", "1E-8", "1e999999", "1.", ".5", "01", "00", "--1", "-", "0x10"),
    *("1,000", "1.2.3", "1\x00", "9" * 31, "0." + "0" * 31),
]
"""What other readers of numbers take, or nearly are numbers, and the wire may not say."""

currencies = st.from_regex(r"[A-Z0-9]{1,20}", fullmatch=True)


def balance(
    currency: str = "BTC",
    amount: str = "1",
    available: str | None = None,
    stake: str = "0",
    *,
    tradable: bool = True,
) -> Balance:
    """A currency of which everything is available, unless said otherwise."""
    free = amount if available is None else available
    return Balance(currency, Decimal(amount), Decimal(free), Decimal(stake), tradable)


def event(*balances: Balance, at: int = NOW, event_id: str = "", datetime: str = "") -> Event:
    """A decoded message that names `balances`, sent `at`."""
    return Event(event_id, at, datetime, {each.currency: each for each in balances}, b"")


def row(currency: str = "BTC", **fields: object) -> dict[str, object]:
    """A currency as the wire has it."""
    return {
        "currency": currency,
        "amount": "1",
        "available": "1",
        "stake": "0",
        "tradable": True,
    } | fields


def message(*rows: Mapping[str, object], **fields: object) -> bytes:
    """A balance message as the wire has it; `fields` replace or add top-level ones."""
    whole: dict[str, object] = {
        "event": "ACCOUNT_BALANCE",
        "eventID": "11111111-2222-3333-4444-555555555555",
        "timestamp": NOW,
        "datetime": "2026-09-21T22:13:20.000Z",
        "data": {str(each["currency"]): each for each in rows or (row(),)},
    }
    return json.dumps(whole | fields, ensure_ascii=False).encode()


def is_harmless(text: str) -> bool:
    """Whether no character of `text` can do more to a terminal than stand there."""
    return all(character == " " or category(character)[0] not in "CMZ" for character in text)


class Following:
    """A book that follows connections and what they say."""

    def __init__(self) -> None:
        self.book = Book()

    def connect(self, *, planned: bool = False) -> None:
        self.book = rules.opened(self.book, self.book.generation + 1, planned=planned)

    def hear(self, *balances: Balance, at: int = NOW, received: int = NOW, seen: float = 0.0) -> Step:
        return self.take(event(*balances, at=at), received=received, seen=seen)

    def take(self, heard: Event, *, received: int = NOW, seen: float = 0.0) -> Step:
        step = rules.apply(self.book, heard, received, self.book.generation, seen)
        self.book = step.book
        return step

    def reject(self) -> None:
        self.book = rules.marked_behind(self.book)

    def settle(self) -> Step:
        step = rules.settled(self.book)
        self.book = step.book
        return step

    def phase(self) -> Phase:
        return self.book.phase

    @property
    def amounts(self) -> dict[str, str]:
        return {currency: digits(entry.balance.amount) for currency, entry in self.book.entries.items()}

    @property
    def unlisted(self) -> set[str]:
        return {currency for currency, entry in self.book.entries.items() if not entry.listed}

    @property
    def changed(self) -> set[str]:
        return {currency for currency, entry in self.book.entries.items() if entry.changes}


def following(*balances: Balance, at: int = NOW) -> Following:
    """A book on its first connection that has taken a snapshot of `balances`."""
    told = Following()
    told.connect()
    told.hear(*balances, at=at)
    return told


def book_of(*balances: Balance) -> Book:
    """A complete book that holds `balances`."""
    return replace(following(*balances).book, phase=rules.Phase.COMPLETE)


def noted(step: Step) -> dict[NoteKind, tuple[str, ...]]:
    """What a step gave to say, and of which currencies."""
    return {note.kind: note.currencies for note in step.notes}


def causes(step: Step) -> dict[str, Cause]:
    """What a step changed, and how that came to be seen."""
    return {change.after.currency: change.cause for change in step.changes}
