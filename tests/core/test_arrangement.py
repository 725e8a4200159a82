from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import often
from tui.core.arrangement import (
    LEAST_WIDTH,
    MOST_WIDTH,
    USUAL,
    Arrangement,
    moved,
    resized,
    restored,
    toggled,
)
from tui.core.query import Column

columns = st.sampled_from(Column)

arrangements = st.builds(
    Arrangement,
    order=st.permutations(list(Column)).map(tuple),
    hidden=st.frozensets(st.sampled_from([each for each in Column if each is not Column.CURRENCY])),
    widths=st.dictionaries(columns, st.integers(LEAST_WIDTH, MOST_WIDTH)),
)
"""Everything that can be chosen."""


@often
@given(arrangements, columns, st.integers(-9, 9))
def test_a_column_that_moves_leaves_the_others_in_their_order(
    before: Arrangement, column: Column, by: int
) -> None:
    after = moved(before, column, by)
    assert sorted(after.order, key=list(Column).index) == list(Column)
    assert [each for each in after.order if each is not column] == [
        each for each in before.order if each is not column
    ]
    place = before.order.index(column) + by
    assert after.order.index(column) == min(max(place, 0), len(Column) - 1)


@often
@given(arrangements, columns)
def test_hiding_twice_changes_nothing_and_currency_always_stays(before: Arrangement, column: Column) -> None:
    once = toggled(before, column)
    assert toggled(once, column) == before
    assert Column.CURRENCY in once.shown
    assert (once == before) is (column is Column.CURRENCY)


@often
@given(arrangements, columns, st.integers(-200, 200))
def test_a_width_stays_within_what_can_be_asked_for(before: Arrangement, column: Column, width: int) -> None:
    assert LEAST_WIDTH <= resized(before, column, width).widths[column] <= MOST_WIDTH


@often
@given(arrangements)
def test_what_is_restored_column_by_column_is_as_usual_but_for_its_place(before: Arrangement) -> None:
    after = before
    for column in Column:
        after = restored(after, column)
    assert after == Arrangement(order=before.order)


def test_as_usual_every_column_is_shown_in_the_order_of_its_digit() -> None:
    assert USUAL.shown == tuple(Column)
