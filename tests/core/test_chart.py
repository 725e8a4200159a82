"""A history as columns: exact until the eighth of a cell."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import amounts, often
from tui.core.chart import EIGHTHS, Point, blocks, chart

MOST = 15

histories = st.lists(st.tuples(st.integers(-50, 150), st.none() | amounts), max_size=30).map(
    lambda points: [Point(at, value) for at, value in sorted(points, key=lambda each: each[0])]
)


def points(*values: tuple[int, str | None]) -> list[Point]:
    return [Point(at, None if value is None else Decimal(value)) for at, value in values]


def test_a_column_shows_the_last_value_that_it_saw() -> None:
    drawn = chart(points((-5, "1"), (12, "3"), (15, "2"), (40, "1")), 0, 50, 5, 2)
    assert drawn.heights == (0, 1, 1, 0, 0)
    assert (drawn.low, drawn.high) == (Decimal(1), Decimal(3))


def test_before_the_first_value_and_behind_a_gap_nothing_is_drawn() -> None:
    drawn = chart(points((12, "1"), (30, None), (45, "2")), 0, 50, 5, 2)
    assert drawn.heights == (None, 0, None, None, 2)


def test_a_peak_between_two_columns_counts_for_the_highest() -> None:
    drawn = chart(points((1, "1"), (3, "9"), (5, "1")), 0, 10, 1, 8)
    assert (drawn.low, drawn.high) == (Decimal(1), Decimal(9))
    assert drawn.heights == (0,)


def test_differences_in_the_thirtieth_place_are_seen() -> None:
    tiny = "0." + "0" * 29 + "1"
    drawn = chart(points((0, "999999999999999999999999999999"), (5, f"999999999999999999999999999999{tiny[1:]}")),
                  0, 10, 2, MOST)  # fmt: skip
    assert drawn.heights == (MOST, MOST)
    assert drawn.low < drawn.high


@often
@given(histories, st.integers(1, 40))
def test_every_column_has_a_height_within_the_chart_or_none(history: list[Point], columns: int) -> None:
    drawn = chart(history, 0, 100, columns, MOST)
    assert len(drawn.heights) == columns
    assert all(height is None or 0 <= height <= MOST for height in drawn.heights)


@often
@given(histories, st.integers(1, 40))
def test_the_digits_are_those_of_values_that_came(history: list[Point], columns: int) -> None:
    drawn = chart(history, 0, 100, columns, MOST)
    values = {point.value for point in history}
    if any(height is not None for height in drawn.heights):
        assert {drawn.low, drawn.high} <= values
        assert drawn.low <= drawn.high


@often
@given(histories, st.integers(1, 40))
def test_a_higher_column_is_of_a_higher_value(history: list[Point], columns: int) -> None:
    drawn = chart(history, 0, 100, columns, MOST)
    last = [
        next((p.value for p in reversed(history) if p.at <= 100 * (column + 1) // columns), None)
        for column in range(columns)
    ]
    for height, value in zip(drawn.heights, last, strict=True):
        assert (height is None) is (value is None)
    known = sorted((value, height) for value, height in zip(last, drawn.heights, strict=True)
                   if value is not None and height is not None)  # fmt: skip
    heights = [height for _, height in known]
    assert heights == sorted(heights)


@often
@given(st.lists(st.none() | st.integers(0, 2 * EIGHTHS - 1), max_size=40))
def test_blocks_are_as_high_as_the_columns(heights: list[int | None]) -> None:
    rows = blocks(heights, 2)
    assert [len(row) for row in rows] == [len(heights)] * 2
    for column, height in enumerate(heights):
        filled = sum(" ▁▂▃▄▅▆▇█".index(row[column]) for row in rows)
        assert filled == (0 if height is None else height + 1)
        assert rows[0][column] == " " or rows[1][column] == "█"
