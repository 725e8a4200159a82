"""What an expression asks of a row, and when time alone may answer otherwise."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import often, spellings
from tests.core.expressions import SEEN, entry, parsed, trees
from tui.core.expression import All, Any, Not, holds, looks_at_age, turns_in


def is_true(text: str, row: object = None, now: float = SEEN) -> bool:
    return holds(parsed(text), entry() if row is None else row, now)  # type: ignore[arg-type]  # an Entry


@pytest.mark.parametrize(
    ("text", "currency", "is_meant"),
    [
        ("btc", "BTC", True),
        ("btc", "WBTC", True),
        ('"btc"', "WBTC", False),
        ('"btc"', "BTC", True),
        ("!btc", "ETH", True),
        ("btc|eth", "ETH", True),
        ("btc eth", "ETH", False),
        ("1in", "1INCH", True),
        ("", "ANY", True),
    ],
)
def test_words_match_currencies(text: str, currency: str, is_meant: bool) -> None:
    assert is_true(text, entry(currency)) is is_meant


@pytest.mark.parametrize(
    ("text", "is_meant"),
    [
        ("amount>999999999999.99999998", True),
        ("amount>999999999999.99999999", False),
        ("amount>=999999999999.999999990", True),
        ("amount=999999999999.99999999", True),
        ("amount!=999999999999.99999999", False),
        ("available<0.3", False),
        ("available<=0.3", True),
        ("available<0.30000000000000000001", True),
        ("stake>0", True),
        ("inorders>0 inorders<1000000000000", True),
        ("nonzero tradable", True),
        ("!nonzero|!tradable", False),
    ],
)
def test_amounts_are_compared_to_the_last_digit(text: str, is_meant: bool) -> None:
    assert is_true(text, entry("BTC", "999999999999.99999999", "0.3", "0.10")) is is_meant


@often
@given(spellings, spellings)
def test_exactly_one_of_less_equal_and_more_holds(one: str, other: str) -> None:
    row = entry(amount=one)
    assert [is_true(f"amount{relation}{other}", row) for relation in "<=>"].count(True) == 1


@often
@given(trees, trees, st.floats(SEEN, SEEN + 10**7))
def test_logic_is_logic(one: object, other: object, now: float) -> None:
    row = entry()
    a, b = holds(one, row, now), holds(other, row, now)  # type: ignore[arg-type]  # both Expressions
    assert holds(Not(one), row, now) is not a  # type: ignore[arg-type]
    assert holds(All((one, other)), row, now) is (a and b)  # type: ignore[arg-type]
    assert holds(Any((one, other)), row, now) is (a or b)  # type: ignore[arg-type]


def test_an_age_is_that_of_the_latest_change() -> None:
    assert is_true("changed<5m", now=SEEN + 299)
    assert not is_true("changed<5m", now=SEEN + 300)
    assert is_true("changed>=5m", now=SEEN + 300)
    assert not is_true("changed>5m", now=SEEN + 300)


@pytest.mark.parametrize("text", ["changed<5m", "changed>=0s", "changed!=1s"])
def test_what_never_changed_has_no_age(text: str) -> None:
    assert not is_true(text, entry(has_changed=False))
    assert turns_in(parsed(text), entry(has_changed=False), SEEN) == math.inf


@pytest.mark.parametrize(
    ("text", "looks"),
    [("btc", False), ("amount>0|changed<1m", True), ("!(btc changed<1m)", True), ("", False)],
)
def test_an_expression_knows_whether_it_looks_at_age(text: str, looks: bool) -> None:
    assert looks_at_age(parsed(text)) is looks


def test_the_nearest_limit_ahead_is_when_to_look_again() -> None:
    asked = parsed("changed>5m|!changed<1m btc")

    assert turns_in(asked, entry(), SEEN) == 60
    assert turns_in(asked, entry(), SEEN + 100) == 200
    assert turns_in(asked, entry(), SEEN + 301) == math.inf
    assert 0 < turns_in(asked, entry(), SEEN + 300) < 0.01


@often
@given(trees, st.floats(0, 10**7))
def test_between_two_looks_nothing_turns(asked: object, age: float) -> None:
    now = SEEN + age
    before = holds(asked, entry(), now)  # type: ignore[arg-type]  # an Expression
    wait = min(turns_in(asked, entry(), now), 10**6)  # type: ignore[arg-type]
    if wait > 0.01:
        assert holds(asked, entry(), now + wait * 0.999) is before or "=" in repr(asked)  # type: ignore[arg-type]
