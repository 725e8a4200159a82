from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given

from tests.core.builders import amounts, balance, often
from tui.core.amount import digits
from tui.core.balance import Balance


@often
@given(amounts, amounts, amounts)
def test_in_orders_is_what_is_neither_available_nor_staked(
    amount: Decimal, available: Decimal, stake: Decimal
) -> None:
    held = Balance("BTC", amount, available, stake, tradable=True)
    assert Fraction(held.held) == Fraction(amount) - Fraction(available)
    assert Fraction(held.in_orders) == max(Fraction(amount) - Fraction(available) - Fraction(stake), 0)


@often
@given(amounts, amounts, amounts)
def test_a_row_is_odd_exactly_when_it_breaks_the_invariant(
    amount: Decimal, available: Decimal, stake: Decimal
) -> None:
    told = Balance("BTC", amount, available, stake, tradable=True)
    parts = [Fraction(part) for part in (amount, available, stake)]
    is_sound = min(parts) >= 0 and parts[1] + parts[2] <= parts[0]
    assert (told.oddity == "") is is_sound


@pytest.mark.parametrize(
    ("amount", "available", "stake", "oddity"),
    [
        ("1", "0.5", "0.5", ""),
        ("1", "0.5", "0.50000001", "available + stake is more than amount"),
        ("-1", "0", "0", "negative amount"),
        ("1", "-1", "0", "negative available"),
        ("1", "-1", "-1", "negative available and stake"),
        ("-0", "0", "-0.0", ""),
        ("1e-30", "0", "2e-30", "available + stake is more than amount"),
    ],
)
def test_what_is_odd_is_said(amount: str, available: str, stake: str, oddity: str) -> None:
    assert balance("BTC", amount, available, stake).oddity == oddity


def test_in_orders_of_a_sample_with_a_stake() -> None:
    assert digits(balance("ETH", "10.5", "4.25", "6.0").in_orders) == "0.25"


@pytest.mark.parametrize(
    ("amount", "available", "stake", "is_zero"),
    [
        ("0", "0.00", "-0", True),
        ("0.00000001", "0", "0", False),
        ("0", "1", "0", False),
        ("0", "0", "1", False),
    ],
)
def test_zero_means_that_all_three_are_zero(amount: str, available: str, stake: str, is_zero: bool) -> None:
    assert balance("BTC", amount, available, stake).is_zero is is_zero


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        (balance("BTC", "1.00", "1.0", "0.0"), True),
        (balance("BTC", "1.00000000000000000000000000001", "1", "0"), False),
        (balance("BTC", "1", "0.9", "0"), False),
        (balance("BTC", "1", "1", "0.1"), False),
        (balance("BTC", "1", "1", "0", tradable=False), False),
    ],
)
def test_trailing_zeros_change_no_value_and_every_digit_else_does(other: Balance, is_same: bool) -> None:
    assert balance("BTC", "1", "1", "0").same_value(other) is is_same
