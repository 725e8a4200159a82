import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import NOW, amounts, balance, often
from tests.core.test_arrangement import arrangements
from tui.core.arrangement import Arrangement, resized, toggled
from tui.core.balance import Balance
from tui.core.cells import cell
from tui.core.columns import (
    LEAVE_ORDER,
    NUMERIC,
    PADDING,
    Measures,
    chosen_width,
    content_width,
    laid_out,
    measured,
    needed_width,
)
from tui.core.entry import Entry
from tui.core.query import Column

entries = st.builds(
    lambda currency, amount, available, stake: Entry(
        Balance(currency, amount, available, stake, tradable=True), NOW, 1
    ),
    st.sampled_from(["B", "BTC", "A" * 20]),
    amounts,
    amounts,
    amounts,
)


def columns(measures: Measures, width: int) -> list[Column]:
    return [column for column, _ in laid_out(measures, width)]


@often
@given(st.lists(entries, max_size=4))
def test_every_cell_fits_the_width_of_its_column(told: list[Entry]) -> None:
    measures = measured(told)
    for column in Column:
        assert all(len(cell(each, column, measures, 0)) <= content_width(column, measures) for each in told)


@often
@given(st.lists(entries, max_size=3), st.lists(entries, max_size=3))
def test_what_was_measured_together_holds_what_was_measured_apart(one: list[Entry], two: list[Entry]) -> None:
    joined = measured(one).joined(measured(two))
    assert joined == measured(one + two)
    assert joined.holds(measured(one))
    assert joined.holds(measured(two))


def test_what_was_never_measured_holds_nothing_but_nothing() -> None:
    some = measured([Entry(balance(), NOW, 1)])
    assert Measures().holds(Measures())
    assert not Measures(code=9).holds(some)
    assert not measured([]).holds(some)
    assert Measures().joined(some).holds(some)


@often
@given(st.lists(entries, max_size=3), st.integers(0, 200))
def test_columns_leave_by_priority_only_and_only_when_they_must(told: list[Entry], width: int) -> None:
    measures = measured(told)
    shown = columns(measures, width)
    left = [column for column in Column if column not in shown]
    assert shown == [column for column in Column if column in shown]
    assert set(left) == set(LEAVE_ORDER[: len(left)])
    needed = sum(content_width(column, measures) + 2 * PADDING for column in shown)
    assert needed <= width or shown == [Column.CURRENCY, Column.AMOUNT]
    if left:
        last = LEAVE_ORDER[len(left) - 1]
        assert needed + content_width(last, measures) + 2 * PADDING > width


@pytest.mark.parametrize("column", NUMERIC)
def test_a_heading_has_room_for_its_arrow(column: Column) -> None:
    assert content_width(column, Measures()) == len(column.value) + 2


def test_a_wide_terminal_shows_every_column() -> None:
    assert columns(measured([Entry(balance(), NOW, 1)]), 200) == list(Column)


@often
@given(st.lists(entries, max_size=3), arrangements)
def test_no_wish_makes_a_column_narrower_than_its_cells(told: list[Entry], wish: Arrangement) -> None:
    measures = measured(told)
    for column in Column:
        width = chosen_width(column, measures, wish)
        assert all(len(cell(each, column, measures, 0)) <= width for each in told)


@often
@given(st.lists(entries, max_size=3), st.integers(0, 200), arrangements)
def test_what_was_chosen_stays_in_its_order_and_leaves_by_priority(
    told: list[Entry], width: int, wish: Arrangement
) -> None:
    measures = measured(told)
    shown = [column for column, _ in laid_out(measures, width, wish)]
    wanted = [column for column in wish.order if column not in wish.hidden]
    left = [column for column in LEAVE_ORDER if column in wanted and column not in shown]
    assert shown == [column for column in wanted if column in shown]
    assert left == [column for column in LEAVE_ORDER if column in wanted][: len(left)]
    assert Column.CURRENCY in shown
    assert len(shown) > 1 or len(wanted) == 1
    if left:
        together = (*laid_out(measures, width, wish), (left[-1], chosen_width(left[-1], measures, wish)))
        assert needed_width(together) > width


def test_where_a_column_is_hidden_another_has_room() -> None:
    measures = measured([Entry(balance(), NOW, 1)])
    assert Column.STAKE not in columns(measures, 70)
    without = toggled(Arrangement(), Column.IN_ORDERS)
    assert Column.STAKE in [column for column, _ in laid_out(measures, 70, without)]


def test_a_column_is_as_wide_as_it_was_asked_to_be() -> None:
    wide = resized(Arrangement(), Column.STAKE, 30)
    assert dict(laid_out(measured([Entry(balance(), NOW, 1)]), 300, wide))[Column.STAKE] == 30
