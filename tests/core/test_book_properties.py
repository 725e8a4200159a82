"""The book against a model of it: whatever is heard, a plain dict would hold the same."""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import NOW, SECOND, Following, amounts, balance, currencies, event, often
from tui.core.amount import digits
from tui.core.balance import Balance
from tui.core.book import Book, Phase, apply
from tui.core.events import Event

balances = st.builds(
    lambda currency, amount, tradable: balance(currency, amount, tradable=tradable),
    st.sampled_from(["BTC", "ETH", "ADA", "XRP", "SOL"]),
    st.sampled_from(["0", "1", "1.0", "2.50", "-1", "999999999999.99999999"]),
    st.booleans(),
)
moments = st.sampled_from(
    [NOW - 2, NOW - 1, NOW, NOW + 1, NOW + 59 * SECOND, NOW + 61 * SECOND, 0, -5, NOW // SECOND]
)
heard = st.builds(
    lambda said, at: event(*said, at=at),
    st.lists(balances, max_size=5, unique_by=lambda each: each.currency),
    moments,
)
steps = st.lists(heard | st.sampled_from(["connect", "connect on purpose", "settle", "reject"]), max_size=25)


@dataclass
class Model:
    """What a stream says, by the rules in their shortest form."""

    values: dict[str, Balance] = field(default_factory=dict)
    guards: dict[str, int] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    doubted: set[str] = field(default_factory=set)
    is_first: bool = True
    is_planned: bool = False
    generation: int = 1
    hole: int | None = None

    def connect(self, *, planned: bool) -> None:
        self.named.clear()
        self.is_first = True
        self.is_planned = planned
        self.generation += 1

    def hear(self, said: Event) -> None:
        is_true = 1_483_228_800_000 <= said.timestamp <= NOW + 60 * SECOND
        continues = self.is_first and self.is_planned and is_true
        for currency, value in said.balances.items():
            if not (currency in self.named or (continues and currency not in self.doubted)):
                self.guards.pop(currency, None)
            self.named.add(currency)
            if said.timestamp >= self.guards.get(currency, said.timestamp):
                self.values[currency] = value
                self.doubted.discard(currency)
                if is_true:
                    self.guards[currency] = said.timestamp
            elif not value.same_value(self.values[currency]):
                self.doubted.add(currency)
        self.is_first = False


def take(told: Following, model: Model, step: Event | str) -> None:
    match step:
        case "settle":
            told.settle()
        case "reject":
            told.reject()
            model.hole = model.generation - model.is_first
        case str():
            told.connect(planned=step == "connect on purpose")
            model.connect(planned=step == "connect on purpose")
        case _:
            told.take(step)
            model.hear(step)


def assert_is(book: Book, model: Model) -> None:
    entries = book.entries
    assert {currency: entry.balance for currency, entry in entries.items()} == model.values
    assert [digits(entry.balance.amount) for entry in entries.values()] == [
        digits(model.values[currency].amount) for currency in entries
    ]
    assert {name: entry.guard for name, entry in entries.items() if entry.guard is not None} == model.guards
    if book.phase is Phase.COMPLETE and model.hole is not None and model.hole < model.generation:
        model.hole = None
    assert book.behind is (model.hole is not None)
    if book.phase is Phase.COMPLETE:
        assert {currency for currency, entry in entries.items() if entry.listed} == model.named


@often
@given(steps)
def test_the_book_holds_what_a_plain_dict_would(said: list[Event | str]) -> None:
    told, model = Following(), Model()
    for step in ["connect", *said]:
        take(told, model, step)
        assert_is(told.book, model)


@often
@given(steps, heard)
def test_an_older_book_stays_as_it_was(said: list[Event | str], last: Event) -> None:
    told = Following()
    for step in ["connect", *said]:
        take(told, Model(), step)
    before, copy = told.book, dict(told.book.entries)
    told.take(last)
    told.settle()
    told.connect()
    assert dict(before.entries) == copy
    assert told.book is not before


@often
@given(steps, heard)
def test_what_a_step_calls_changed_is_what_differs(said: list[Event | str], last: Event) -> None:
    told = Following()
    for step in ["connect", *said]:
        take(told, Model(), step)
    before = told.book.entries
    step_taken = told.take(last)
    changed = {change.after.currency: change for change in step_taken.changes}
    for currency, entry in told.book.entries.items():
        was = before.get(currency)
        if was is not None:
            assert (currency in changed) is not entry.balance.same_value(was.balance)
        if currency in changed:
            assert entry.changes[0] is changed[currency]
            assert changed[currency].before == (was.balance if was else None)
            assert changed[currency].after is entry.balance
        else:
            assert entry.changes == (was.changes if was else ())


@often
@given(steps, heard)
def test_hearing_a_message_twice_says_nothing_new(said: list[Event | str], last: Event) -> None:
    told = Following()
    for step in ["connect", *said]:
        take(told, Model(), step)
    once = {name: entry.balance for name, entry in told.take(last).book.entries.items()}
    again = told.take(last)
    assert again.changes == ()
    assert {name: entry.balance for name, entry in again.book.entries.items()} == once


@often
@given(steps, heard)
def test_a_message_of_another_connection_moves_nothing(said: list[Event | str], last: Event) -> None:
    told = Following()
    for step in ["connect", *said]:
        take(told, Model(), step)
    assert apply(told.book, last, NOW, told.book.generation - 1).book is told.book


@often
@given(st.dictionaries(currencies, amounts, min_size=2, max_size=6))
def test_every_digit_that_was_sent_is_in_the_book(said: dict[str, object]) -> None:
    told = Following()
    told.connect()
    told.hear(*(balance(currency, format(amount, "f")) for currency, amount in said.items()))
    assert told.amounts == {currency: format(amount, "f") for currency, amount in said.items()}
    assert all(entry.listed for entry in told.book.entries.values())
