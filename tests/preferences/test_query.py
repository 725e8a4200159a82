import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core.expressions import parsed, trees
from tui.core.filtering import filtered
from tui.core.parsing import Fault
from tui.core.query import Column, Query, Tradable
from tui.core.spelling import spelt
from tui.preferences.query import filter_fault, query_of, view_of
from tui.preferences.sections import View

QUERIES = st.builds(
    Query,
    tradable=st.sampled_from(Tradable),
    nonzero=st.booleans(),
    sort=st.sampled_from(Column),
    descending=st.booleans(),
)


@given(QUERIES, trees)
def test_a_query_is_remembered_as_it_was(query: Query, expression: object) -> None:
    found = filtered(query, spelt(expression))  # type: ignore[arg-type]  # a tree, whatever Hypothesis calls it
    assume(not isinstance(found, Fault))
    assert isinstance(found, Query)

    assert query_of(view_of(found, View())) == found
    assert filter_fault(view_of(found, View())) is None


@given(QUERIES, st.text())
def test_whatever_stands_in_the_file_a_query_comes_of_it(query: Query, text: str) -> None:
    view = replace(view_of(query, View()), filter=text)
    found = query_of(view)

    assert replace(found, text="", where=query.where) == query
    if filter_fault(view) is not None:
        assert found == query


def test_what_makes_no_sense_is_left_out() -> None:
    assert query_of(View(sort="height", tradable="perhaps", nonzero=True)) == Query(nonzero=True)


@pytest.mark.parametrize(("text", "place"), [("btc amount>", 11), ("(btc", 4), ("btc & eth", 4)])
def test_a_filter_that_cannot_be_read_is_no_filter_and_its_fault_can_be_told(text: str, place: int) -> None:
    fault = filter_fault(View(filter=text))

    assert fault is not None
    assert fault.place == place
    assert query_of(View(filter=text)) == Query()


def test_a_plain_word_that_was_remembered_before_there_were_expressions_means_the_same() -> None:
    assert query_of(View(filter="btc")) == Query("btc", where=parsed("btc"))
