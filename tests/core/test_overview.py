"""The account in one line: counted as the book moves, and said in words."""

from collections.abc import Mapping
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core.builders import NOW, balance, following, often
from tui.core.activity import Loss
from tui.core.entry import Entry
from tui.core.overview import Overview, Tally, parts, tallied


def counted(entries: Mapping[str, Entry]) -> Tally:
    held = [entry.balance for entry in entries.values() if entry.listed and not entry.balance.is_zero]
    return Tally(len(held), sum(each.tradable for each in held), sum(bool(each.in_orders) for each in held))


entries = st.dictionaries(
    st.sampled_from(["BTC", "ETH", "TWD", "XRP"]),
    st.builds(
        lambda amount, free, tradable, listed: replace(
            Entry(balance("X", amount, free, tradable=tradable), None, 1), listed=listed
        ),
        st.sampled_from(["0", "1", "2"]),
        st.sampled_from(["0", "1"]),
        st.booleans(),
        st.booleans(),
    ),
)


@often
@given(st.lists(entries, max_size=6), st.booleans())
def test_step_by_step_it_counts_what_is_there(books: list[dict[str, Entry]], grows: bool) -> None:
    tally, before = Tally(), dict[str, Entry]()
    for book in books:
        after = {**before, **book} if grows else book
        tally, before = tallied(tally, before, after), after
        assert tally == counted(after)


def test_only_entries_that_are_others_are_looked_at() -> None:
    on = following(balance("BTC"), balance("ETH"))
    known = on.book.entries
    assert tallied(Tally(7, 7, 7), known, known) == Tally(7, 7, 7)
    on.hear(balance("BTC", "0"))
    assert tallied(Tally(7, 7, 7), known, on.book.entries) == Tally(6, 6, 7)


@pytest.mark.parametrize(
    ("overview", "said"),
    [
        (Overview(), ("0 held", "0 tradable", "0 in orders")),
        (
            Overview(Tally(10, 9, 4), 37, Loss()),
            ("10 held", "9 tradable", "4 in orders", "link not lost today", "37 events in 1 min"),
        ),
        (Overview(Tally(1, 1, 0), 1), ("1 held", "1 tradable", "0 in orders", "1 event in 1 min")),
        (
            Overview(loss=Loss(None, 185_000)),
            ("0 held", "0 tradable", "0 in orders", "worst link loss today 3 min"),
        ),
        (Overview(loss=Loss(NOW, 9_000)), ("0 held", "0 tradable", "0 in orders", "not live since 14:13:20")),
    ],
)
def test_it_says_what_it_knows(overview: Overview, said: tuple[str, ...]) -> None:
    assert parts(overview, UTC) == said
