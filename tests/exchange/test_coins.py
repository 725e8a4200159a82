from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.exchange.coins import Coin


def coin(decimals: int = 8, written: int = 0) -> Coin:
    return Coin("BTC", decimals, written, price=Decimal(1), typical=Decimal(1))


@pytest.mark.parametrize(
    ("amount", "written", "text"),
    [
        ("0", 0, "0"),
        ("0E-8", 0, "0"),
        ("0.00000000", 1, "0.0"),
        ("1", 1, "1.0"),
        ("8500.00", 0, "8500"),
        ("8.5E+3", 0, "8500"),
        ("1E-8", 0, "0.00000001"),
        ("1.5", 8, "1.50000000"),
        ("1.25", 1, "1.25"),
        ("999999999999.99999999", 0, "999999999999.99999999"),
    ],
)
def test_amounts_are_written_digit_for_digit_with_the_coins_own_zeros(
    amount: str, written: int, text: str
) -> None:
    assert coin(written=written).written(Decimal(amount)) == text


@given(st.integers(0, 10**20 - 1), st.integers(0, 8), st.integers(0, 8))
def test_what_is_written_reads_back_as_the_same_number(units: int, decimals: int, written: int) -> None:
    amount = Decimal(units).scaleb(-decimals)
    text = coin(decimals, written).written(amount)
    assert Decimal(text) == amount
    assert "E" not in text


@given(st.integers(0, 10**20 - 1), st.integers(0, 1_000), st.integers(0, 8))
def test_a_share_is_whole_steps_and_never_more_than_its_part(
    units: int, thousandths: int, decimals: int
) -> None:
    quantity = Decimal(units).scaleb(-8)
    share = coin(decimals).share(quantity, thousandths)
    steps = share.scaleb(decimals)
    assert steps == int(steps)
    assert 0 <= quantity * thousandths - share * 1_000 < 1_000 * coin(decimals).step
