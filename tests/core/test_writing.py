from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import amounts, often
from tui.core.amount import ZERO, digits
from tui.core.text import Alignment, aligned, alignment, delta
from tui.core.writing import (
    CUT,
    EXACT,
    GROUP,
    MASK,
    MOST_DECIMALS,
    USUAL_DECIMALS,
    Choice,
    Writing,
    restored,
    switched,
    with_decimals,
    written,
    zeros,
)

decimals = st.none() | st.integers(0, MOST_DECIMALS)
shown = st.builds(Writing, groups=st.booleans(), dims_zeros=st.booleans(), decimals=decimals)
"""Every way to write an amount that does not hide it."""


@often
@given(amounts, shown)
def test_without_the_grouping_and_the_mark_it_is_the_beginning_of_the_digits(
    amount: Decimal, writing: Writing
) -> None:
    bare = written(amount, writing).replace(GROUP, "").removesuffix(CUT)
    assert digits(amount).startswith(bare)
    if writing.decimals is None:
        assert bare == digits(amount)


@often
@given(amounts, shown)
def test_it_is_marked_exactly_where_digits_that_count_are_not_shown(
    amount: Decimal, writing: Writing
) -> None:
    text = written(amount, writing)
    bare = text.replace(GROUP, "").removesuffix(CUT)
    assert text.endswith(CUT) is (Decimal(bare) != amount)
    if amount != ZERO:
        assert text.strip("-0.,") != ""


@often
@given(amounts, st.integers(0, MOST_DECIMALS), st.booleans())
def test_no_more_digits_stand_behind_the_point_than_were_asked_for(
    amount: Decimal, most: int, groups: bool
) -> None:
    fraction = written(amount, Writing(groups=groups, decimals=most)).removesuffix(CUT).partition(".")[2]
    assert len(fraction) <= most


@often
@given(amounts, shown)
def test_groups_are_three_digits_each_but_the_first(amount: Decimal, writing: Writing) -> None:
    whole = written(amount, writing).removesuffix(CUT).partition(".")[0].lstrip("-")
    first, *rest = whole.split(GROUP)
    assert all(len(group) == 3 for group in rest)
    assert 1 <= len(first) <= (3 if writing.groups else len(whole))


@often
@given(st.lists(amounts, min_size=1, max_size=5), shown)
def test_points_stand_under_one_another_however_it_is_written(
    several: list[Decimal], writing: Writing
) -> None:
    to = alignment(several, writing)
    texts = [aligned(each, to, writing) for each in several]
    assert {len(text) for text in texts} == {to.width}
    assert all(text.find(".") in (-1, to.whole) for text in texts)
    assert [text.strip() for text in texts] == [written(each, writing) for each in several]
    assert all(text[: to.whole].rstrip() == text[: to.whole] for text in texts)


@often
@given(amounts, st.integers(0, 3))
def test_the_zeros_that_are_dimmed_are_all_there_are_at_the_end(amount: Decimal, blanks: int) -> None:
    text = digits(amount) + " " * blanks
    start, end = zeros(text)
    assert end == len(digits(amount))
    assert set(text[start:end]) <= {"0", "."}
    assert Decimal(text[:start]) == amount
    if "." in text:
        assert text[:start] == digits(amount).rstrip("0").rstrip(".")
    else:
        assert start == end


@pytest.mark.parametrize(
    ("amount", "writing", "text"),
    [
        ("1234567.00000340", Writing(groups=True), "1,234,567.00000340"),
        ("-1234567", Writing(groups=True), "-1,234,567"),
        ("-123456", Writing(groups=True), "-123,456"),
        ("-0.5", Writing(groups=True), "-0.5"),
        ("123", Writing(groups=True), "123"),
        ("1234.5678", Writing(decimals=2), "1234.56…"),
        ("1.999", Writing(decimals=2), "1.99…"),
        ("1.25000000", Writing(decimals=2), "1.25"),
        ("0.00000004", Writing(decimals=2), "0.00…"),
        ("0.00000004", Writing(decimals=0), "0…"),
        ("-0.00000004", Writing(decimals=0), "-0…"),
        ("5.000", Writing(decimals=0), "5"),
        ("0.1", Writing(decimals=8), "0.1"),
    ],
)
def test_amounts_are_written_as_people_read_them(amount: str, writing: Writing, text: str) -> None:
    assert written(Decimal(amount), writing) == text


def test_what_is_cut_is_not_followed_by_zeros_to_dim() -> None:
    assert zeros("0.00…") == (5, 5)


@often
@given(amounts, amounts, shown)
def test_a_difference_is_written_like_an_amount_with_its_sign(
    before: Decimal, after: Decimal, writing: Writing
) -> None:
    exact = delta(before, after)
    assert delta(before, after, writing) == exact[0] + written(Decimal(exact[1:]), writing)


@often
@given(amounts, amounts, shown)
def test_a_mask_says_nothing_of_what_is_behind_it(one: Decimal, two: Decimal, writing: Writing) -> None:
    hidden = Writing(writing.groups, writing.dims_zeros, writing.decimals, hides=True)
    assert written(one, hidden) == written(two, hidden) == MASK
    assert delta(one, two, hidden) == delta(two, one, hidden) == delta(one, one, hidden) == MASK
    assert alignment([one, two], hidden) == Alignment(len(MASK), 0)


def test_each_choice_can_be_made_and_taken_back() -> None:
    for choice in Choice:
        assert switched(EXACT, choice) != EXACT
        assert switched(switched(EXACT, choice), choice) == EXACT
        assert restored(switched(EXACT, choice), choice) == EXACT


def test_decimals_go_down_to_none_and_up_to_all() -> None:
    writing = with_decimals(EXACT, -1)
    assert writing.decimals == USUAL_DECIMALS
    for _ in range(20):
        writing = with_decimals(writing, -1)
    assert writing.decimals == 0
    for _ in range(20):
        writing = with_decimals(writing, 1)
    assert writing == EXACT
