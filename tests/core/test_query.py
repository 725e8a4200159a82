from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core.builders import NOW, balance, book_of, often
from tests.core.expressions import SEEN, entry, parsed
from tui.core.balance import Balance
from tui.core.book import Book
from tui.core.entry import Cause, Change, Entry
from tui.core.expression import holds
from tui.core.query import (
    Column,
    Query,
    Tradable,
    rows,
    sorted_by,
    stands,
    unfiltered,
    with_next_sort,
    with_next_tradable,
)

codes = st.sampled_from(["BTC", "ETH", "1INCH", "USDT", "ADA", "B", "BNB", "XRP", "Z9", "0"])
few_amounts = st.sampled_from(
    [Decimal(text) for text in ("0", "0.0", "-0", "1", "1.0", "-1", "1e-30", "999999999999.99999998")]
)
balances = st.builds(Balance, codes, few_amounts, few_amounts, few_amounts, st.booleans())


@st.composite
def books(draw: st.DrawFn) -> Book:
    entries = {}
    for each in draw(st.lists(balances, max_size=8, unique_by=lambda each: each.currency)):
        seen = draw(st.none() | st.sampled_from([0.0, 1.5, 9.0]))
        changes = () if seen is None else (Change(None, each, NOW, NOW, "", Cause.UPDATE, seen),)
        entries[each.currency] = Entry(each, NOW, 1, listed=draw(st.booleans()), changes=changes)
    return Book(entries, generation=1)


queries = st.builds(
    Query,
    st.just(""),
    st.sampled_from(Tradable),
    st.booleans(),
    st.sampled_from(Column),
    st.booleans(),
    st.sampled_from(["", "", "B", "b", "1", "ZZZZ", "!b"]).map(parsed),
)


def value(entry: Entry, column: Column) -> object:
    """What a column shows, raw."""
    held = entry.balance
    return {
        Column.CURRENCY: held.currency,
        Column.AMOUNT: held.amount,
        Column.AVAILABLE: held.available,
        Column.IN_ORDERS: held.in_orders,
        Column.STAKE: held.stake,
        Column.TRADABLE: held.tradable,
        Column.CHANGED: entry.changes[0].seen if entry.changes else -1.0,
    }[column]


def is_wanted(entry: Entry, query: Query) -> bool:
    held = entry.balance
    return (
        holds(query.where, entry, 0.0)
        and (not query.nonzero or bool(held.amount or held.available or held.stake))
        and {Tradable.ALL: True, Tradable.YES: held.tradable, Tradable.NO: not held.tradable}[query.tradable]
    )


@often
@given(books(), queries)
def test_the_rows_are_those_wanted_each_of_them_once(book: Book, query: Query) -> None:
    wanted = {currency for currency, entry in book.entries.items() if is_wanted(entry, query)}
    shown = rows(book, query, 0.0)
    assert len(shown) == len(wanted)
    assert set(shown) == wanted


@often
@given(books(), queries)
def test_the_order_is_exact_and_ties_go_from_a_to_z_in_both_directions(book: Book, query: Query) -> None:
    for first, second in pairwise(rows(book, query, 0.0)):
        one, two = value(book.entries[first], query.sort), value(book.entries[second], query.sort)
        if one == two:
            assert first < second
        else:
            assert (one > two) is query.descending  # type: ignore[operator]  # both of one column


@often
@given(books(), queries, st.randoms(use_true_random=False))
def test_the_order_does_not_hang_on_the_order_of_arrival(book: Book, query: Query, random: object) -> None:
    items = list(book.entries.items())
    random.shuffle(items)  # type: ignore[attr-defined]  # a Random, for which Hypothesis has its own type
    assert rows(replace(book, entries=dict(items)), query, 0.0) == rows(book, query, 0.0)


def test_amounts_that_a_float_cannot_tell_apart_are_in_order() -> None:
    book = book_of(
        balance("A", "999999999999.99999999"),
        balance("B", "999999999999.99999998"),
        balance("C", "1000000000000"),
        balance("D", "9"),
    )
    assert rows(book, Query(sort=Column.AMOUNT), 0.0) == ("D", "B", "A", "C")
    assert rows(book, Query(sort=Column.AMOUNT, descending=True), 0.0) == ("C", "A", "B", "D")


def test_what_never_changed_counts_as_changed_longest_ago() -> None:
    fresh = balance("BTC")
    entries = {
        "ADA": Entry(balance("ADA"), NOW, 1),
        "BTC": Entry(fresh, NOW, 1, changes=(Change(None, fresh, NOW, NOW, "", Cause.UPDATE, 0.0),)),
    }
    assert rows(Book(entries), Query(sort=Column.CHANGED, descending=True), 0.0) == ("BTC", "ADA")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        (Query(), ("BTC", "OLD", "USDT")),
        (Query(where=parsed("t")), ("BTC", "USDT")),
        (Query(where=parsed("usd")), ("USDT",)),
        (Query(tradable=Tradable.YES), ("BTC", "USDT")),
        (Query(tradable=Tradable.NO), ("OLD",)),
        (Query(nonzero=True), ("BTC", "OLD")),
        (Query(nonzero=True, tradable=Tradable.YES), ("BTC",)),
        (Query(descending=True), ("USDT", "OLD", "BTC")),
    ],
)
def test_filters_leave_what_they_say(query: Query, shown: tuple[str, ...]) -> None:
    book = book_of(balance("USDT", "0.00"), balance("BTC"), balance("OLD", "0", "0", "1", tradable=False))
    assert rows(book, query, 0.0) == shown


@pytest.mark.parametrize(
    ("query", "is_filtering"),
    [
        (Query(), False),
        (Query(sort=Column.STAKE, descending=True), False),
        (Query(where=parsed("b")), True),
        (Query(nonzero=True), True),
        (Query(tradable=Tradable.NO), True),
    ],
)
def test_a_query_knows_whether_it_filters(query: Query, is_filtering: bool) -> None:
    assert query.is_filtering is is_filtering


def test_all_columns_but_the_currency_begin_with_the_largest() -> None:
    assert [column for column in Column if not column.largest_first] == [Column.CURRENCY]


def test_the_filter_on_tradable_goes_round() -> None:
    views = [Query()]
    for _ in Tradable:
        views.append(with_next_tradable(views[-1]))
    assert [view.tradable for view in views] == [*Tradable, Tradable.ALL]


def test_the_next_sort_goes_round_the_columns_each_from_the_end_that_people_look_for() -> None:
    view = Query()
    seen = []
    for _ in Column:
        view = with_next_sort(view)
        seen.append((view.sort, view.descending))
    order = list(Column)
    assert seen == [(column, column.largest_first) for column in [*order[1:], order[0]]]


def test_sorting_by_the_same_column_again_shows_the_other_end() -> None:
    once = sorted_by(Query(), Column.AMOUNT)
    assert (once.sort, once.descending) == (Column.AMOUNT, True)
    assert not sorted_by(once, Column.AMOUNT).descending


def test_taking_the_filters_back_keeps_the_order() -> None:
    view = Query("b", Tradable.NO, nonzero=True, sort=Column.STAKE, descending=True)
    assert unfiltered(view) == Query(sort=Column.STAKE, descending=True)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("nonzero", ("BTC", "OLD")),
        ("!tradable", ("OLD",)),
        ("usd|stake>0", ("OLD", "USDT")),
        ("", ("BTC", "OLD", "USDT")),
    ],
)
def test_an_expression_leaves_what_it_says(text: str, shown: tuple[str, ...]) -> None:
    book = book_of(balance("USDT", "0.00"), balance("BTC"), balance("OLD", "0", "0", "1", tradable=False))
    assert rows(book, Query(where=parsed(text)), 0.0) == shown
    assert Query(where=parsed(text)).is_filtering is bool(text)


def test_an_expression_on_age_is_asked_as_of_now() -> None:
    book = Book({"BTC": entry("BTC"), "ETH": entry("ETH", has_changed=False)})
    query = Query(where=parsed("changed<5m"))

    assert rows(book, query, SEEN + 299) == ("BTC",)
    assert rows(book, query, SEEN + 300) == ()


def test_two_entries_that_an_expression_tells_apart_do_not_stand() -> None:
    query = Query(where=parsed("available<0.5"))

    assert stands(entry(amount="1"), entry(amount="2"), query, SEEN)
    assert not stands(entry(amount="1"), entry(amount="0.4"), query, SEEN)
