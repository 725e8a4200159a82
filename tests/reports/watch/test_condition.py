"""A condition comes true of rows that can be vouched for, and of no others."""

import pytest
from msgspec.structs import replace

from tests.core.builders import balance, book_of
from tests.core.expressions import SEEN, entry, parsed
from tui.core.book import Book, Phase
from tui.core.link import Link, State
from tui.reports.watch.condition import Condition

NOW = SEEN + 1
LIVE = Link(state=State.LIVE, generation=1, complete_at=0.0, pong_at=NOW)
BOOK = replace(book_of(balance("BTC", "0.4"), balance("ETH", "3")), generation=1)
LOW = "btc available<0.5"


def found(text: str, book: Book = BOOK, link: Link = LIVE, now: float = NOW) -> str:
    row = Condition(parsed(text)).first(book, link, now)
    return "" if row is None else row.balance.currency


def test_it_names_the_first_row_of_which_it_holds() -> None:
    assert found(LOW) == "BTC"
    assert found("amount>0") == "BTC"
    assert found("amount>1") == "ETH"
    assert found("amount>5") == ""


@pytest.mark.parametrize(
    ("book", "link", "now"),
    [
        (BOOK, replace(LIVE, state=State.SYNCING), NOW),
        (BOOK, replace(LIVE, state=State.LOST), NOW),
        (BOOK, LIVE, NOW + 15),
        (replace(BOOK, phase=Phase.PARTIAL), LIVE, NOW),
        (replace(BOOK, hole=1), LIVE, NOW),
        (replace(BOOK, generation=0), LIVE, NOW),
    ],
    ids=["syncing", "lost", "no sign of life", "partial", "behind", "of another connection"],
)
def test_a_stale_book_never_triggers_it(book: Book, link: Link, now: float) -> None:
    assert found(LOW, book, link, now) == ""


def test_a_row_that_the_snapshot_lacks_triggers_nothing() -> None:
    unlisted = replace(BOOK.entries["BTC"], listed=False)
    assert found(LOW, replace(BOOK, entries={"BTC": unlisted})) == ""


def test_what_was_looked_at_while_stale_is_looked_at_again() -> None:
    condition = Condition(parsed(LOW))

    assert condition.first(BOOK, replace(LIVE, state=State.LOST), NOW) is None
    assert condition.first(BOOK, LIVE, NOW) is BOOK.entries["BTC"]


def test_time_alone_makes_an_age_true_when_it_said_it_would() -> None:
    book = replace(BOOK, entries={"BTC": entry("BTC")})
    condition = Condition(parsed("changed>5m"))

    assert condition.first(book, replace(LIVE, pong_at=SEEN), SEEN) is None
    assert condition.due_at() == SEEN + 300
    link = replace(LIVE, pong_at=SEEN + 300)
    assert condition.first(book, link, SEEN + 300) is None
    due = condition.due_at()
    assert due is not None
    assert SEEN + 300 < due < SEEN + 301
    assert condition.first(book, link, due) is book.entries["BTC"]
