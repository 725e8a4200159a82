"""The contrast of two colours, and colours that can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import BLACK, WHITE, Color

from tui.ui.look.contrast import ENOUGH, READABLE, ratio, readable, text_on

colours = st.builds(Color, *(st.integers(0, 255) for _ in range(3)))


@pytest.mark.parametrize(
    ("one", "other", "known"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#0000ff", "#ffffff", 8.59),
        ("#f00", "#f00", 1.0),
    ],
)
def test_the_ratio_is_that_of_wcag(one: str, other: str, known: float) -> None:
    assert ratio(Color.parse(one), Color.parse(other)) == pytest.approx(known, abs=0.01)


@given(colours, colours)
def test_the_order_of_two_colours_does_not_matter(one: Color, other: Color) -> None:
    assert ratio(one, other) == ratio(other, one) >= 1


@given(colours, colours)
def test_whatever_is_wanted_it_is_made_readable(wanted: Color, back: Color) -> None:
    assert ratio(readable(wanted, back), back) >= READABLE


@given(colours, colours)
def test_what_can_be_read_stays_as_it_is(wanted: Color, back: Color) -> None:
    if ratio(wanted, back) >= READABLE:
        assert readable(wanted, back) == wanted


@given(colours, colours)
def test_a_text_that_is_liked_gives_way_only_where_it_cannot_be_read(liked: Color, back: Color) -> None:
    text = text_on(back, liked)
    assert ratio(text, back) >= ENOUGH
    assert text in ({liked} if ratio(liked, back) >= ENOUGH else {WHITE, BLACK})
