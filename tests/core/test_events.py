"""The values that everything is told in: equal when they say the same, and never changed in place."""

from typing import Any

import pytest

from tests.core.builders import NOW, balance, event
from tui.core.book import Book, Step
from tui.core.entry import Cause, Change, Entry, Note, NoteKind
from tui.core.events import Ignored, Rejected
from tui.core.failure import Ending, Failure, Retry, Stop
from tui.core.link import Link, State
from tui.core.query import Query
from tui.core.record import Kind, LinkRecord, MessageRecord

VALUES = [
    balance,
    lambda: event(balance()),
    lambda: Ignored("event TICKER", b"{}"),
    lambda: Rejected("longer", b"{}"),
    lambda: Change(None, balance(), NOW, NOW, "", Cause.UPDATE),
    lambda: Entry(balance(), NOW, 1),
    lambda: Note(NoteKind.ODD, ("BTC",)),
    lambda: Book({"BTC": Entry(balance(), NOW, 1)}),
    lambda: Step(Book()),
    lambda: Failure(Ending.LOST, "reset"),
    lambda: Retry(1.0),
    lambda: Stop("check the key"),
    Link,
    lambda: Query("b"),
    lambda: MessageRecord(NOW, 1, Kind.UPDATE, b""),
    lambda: LinkRecord(NOW, 1, State.LIVE, "live"),
]


@pytest.mark.parametrize("make", VALUES, ids=lambda make: type(make()).__name__)
def test_a_value_equals_another_that_says_the_same_and_cannot_be_changed(make: Any) -> None:
    value = make()
    assert value == make()
    for name in value.__struct_fields__:
        with pytest.raises(AttributeError):
            setattr(value, name, None)


def test_two_books_never_share_what_one_of_them_holds() -> None:
    assert Book().entries == {}
    assert Book().entries is not Book().entries
