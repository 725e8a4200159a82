import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import balance, book_of
from tests.core.expressions import parsed
from tui.core.filtering import (
    expression_of,
    filtered,
    filtered_wholly,
    may_go_on,
    shortened,
    typed_or_spelt,
)
from tui.core.parsing import Fault
from tui.core.query import Column, Query, Tradable, rows

BOOK = book_of(
    balance("USDT", "0.00"),
    balance("BTC"),
    balance("ETH", "0"),
    balance("OLD", "2", "1", "0", tradable=False),
)

queries = st.builds(
    lambda text, tradable, nonzero: filtered(
        Query(tradable=tradable, nonzero=nonzero), text
    ),  # what is typed is typed into some view
    st.sampled_from(["", "btc", "b|eth", "(b|eth)", "!b", "inorders>0 | eth", "!(b|eth)"]),
    st.sampled_from(Tradable),
    st.booleans(),
)


def test_a_text_that_can_be_read_is_the_filter_as_it_was_typed() -> None:
    view = Query(nonzero=True, sort=Column.AMOUNT)

    assert filtered(view, "  btc   amount>1 ") == Query(
        "btc amount>1", nonzero=True, sort=Column.AMOUNT, where=parsed("btc amount>1")
    )
    assert filtered(view, "   ") == view


def test_a_text_that_cannot_be_read_says_where() -> None:
    assert filtered(Query(), "btc amount") == Fault(10, "amount wants a comparison, such as amount>0")


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("a", True),
        ("b NONZ", True),
        ("(!tr", True),
        ("b", False),
        ("nonzero", False),
        ("btc ", False),
        ("in ", True),
        ("btc (In  ord", True),
        ("in orders ", True),
        ("in ordersx", False),
        ("btcin ", False),
        ("", False),
    ],
)
def test_a_word_may_become_a_name_as_long_as_one_begins_with_it(text: str, may: bool) -> None:
    assert may_go_on(text) is may


def test_a_preset_is_the_whole_filter_and_leaves_the_order() -> None:
    view = Query("b", Tradable.NO, nonzero=True, sort=Column.STAKE, descending=True, where=parsed("b"))

    assert filtered_wholly(view, "stake>0", parsed("stake>0")) == Query(
        "stake>0", sort=Column.STAKE, descending=True, where=parsed("stake>0")
    )


@given(queries)
def test_as_one_expression_a_filter_leaves_the_same_rows(query: Query | Fault) -> None:
    assert isinstance(query, Query)

    assert rows(BOOK, Query(where=parsed(expression_of(query))), 0.0) == rows(BOOK, query, 0.0)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        (Query(), ""),
        (Query(nonzero=True, tradable=Tradable.NO), "nonzero !tradable"),
        (Query("Btc", where=parsed("Btc")), "Btc"),
        (Query("b|eth", tradable=Tradable.YES, where=parsed("b|eth")), "tradable (B|ETH)"),
    ],
)
def test_a_filter_is_one_expression(query: Query, text: str) -> None:
    assert expression_of(query) == text


def test_an_expression_that_nobody_typed_is_spelt() -> None:
    assert typed_or_spelt(Query(where=parsed("nonzero   ! btc"))) == "nonzero !BTC"
    assert typed_or_spelt(Query(text="left over")) == ""


@pytest.mark.parametrize(
    ("room", "shown"),
    [
        (28, "nonzero btc|eth available>10"),
        (27, "nonzero btc|eth…"),
        (16, "nonzero btc|eth…"),
        (15, "nonzero btc…"),
        (9, "nonzero…"),
        (8, "nonzero…"),
        (7, "nonzer…"),
    ],
)
def test_what_is_too_long_is_cut_behind_a_word(room: int, shown: str) -> None:
    assert shortened("nonzero btc|eth available>10", room) == shown


@given(st.text("ab |", max_size=20), st.integers(1, 20))
def test_what_is_cut_fits_and_says_that_it_is_cut(text: str, room: int) -> None:
    cut = shortened(text, room)

    assert len(cut) <= room
    assert cut == text if len(text) <= room else cut.endswith("…")
    assert text.startswith(cut.removesuffix("…"))
