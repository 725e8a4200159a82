from hypothesis import given
from hypothesis import strategies as st

from tui.core.query import Column, Query, Tradable
from tui.preferences.query import query_of, view_of
from tui.preferences.sections import View

QUERIES = st.builds(
    Query,
    text=st.text(),
    tradable=st.sampled_from(Tradable),
    nonzero=st.booleans(),
    sort=st.sampled_from(Column),
    descending=st.booleans(),
)


@given(QUERIES)
def test_a_query_is_remembered_as_it_was(query: Query) -> None:
    assert query_of(view_of(query, View())) == query


def test_what_makes_no_sense_is_left_out() -> None:
    assert query_of(View(sort="height", tradable="perhaps", nonzero=True)) == Query(nonzero=True)
