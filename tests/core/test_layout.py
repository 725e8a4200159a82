from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import often
from tui.core.layout import (
    LEAST_DETAIL,
    LEAST_LOG,
    LEAST_TABLE,
    SHORT,
    USUAL_DETAIL,
    USUAL_LOG,
    USUAL_TALL_LOG,
    WIDE,
    detail_width,
    log_height,
)

wishes = st.integers(-5, 500)


@often
@given(wishes, st.integers(1, 400))
def test_the_detail_leaves_the_table_its_room_and_keeps_its_own(wish: int, width: int) -> None:
    wide = detail_width(wish, width)
    assert (wide is None) is (width < WIDE)
    if wide is not None:
        assert LEAST_DETAIL <= wide <= width - LEAST_TABLE


@often
@given(wishes, st.integers(1, 200))
def test_the_log_leaves_the_table_some_rows(wish: int, height: int) -> None:
    tall = log_height(wish, height)
    assert (tall is None) is (height < SHORT)
    if tall is not None and wish:
        assert LEAST_LOG <= tall <= height - 9


def test_without_a_wish_both_are_as_usual() -> None:
    assert detail_width(0, 120) == USUAL_DETAIL
    assert log_height(0, 24) == USUAL_LOG
    assert log_height(0, 60) == USUAL_TALL_LOG


def test_in_a_small_window_the_usual_log_is_a_third_of_it() -> None:
    assert [log_height(0, height) for height in (14, 15, 18, 21, 23, 24)] == [4, 5, 6, 7, 7, 8]


def test_a_wish_is_fulfilled_where_there_is_room() -> None:
    assert detail_width(60, 120) == 60
    assert detail_width(60, 100) == 60
    assert detail_width(100, 120) == 80
    assert log_height(5, 24) == 5
    assert log_height(40, 24) == 15
