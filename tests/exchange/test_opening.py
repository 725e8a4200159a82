import random
from decimal import Decimal

import pytest

from tui.exchange.catalogue import coins
from tui.exchange.coins import LARGEST_AMOUNT, ZERO
from tui.exchange.holdings import Holding
from tui.exchange.opening import LONGEST_CURRENCY, opening_of


def openings(seed: int, count: int = 600) -> list[Holding]:
    chance = random.Random(seed)
    return [opening_of(coin, chance) for coin in coins(count, seed)]


@pytest.mark.parametrize("seed", range(20))
def test_one_holding_has_twenty_significant_digits(seed: int) -> None:
    (longest,) = [holding for holding in openings(seed, 24) if holding.currency == LONGEST_CURRENCY]
    written = longest.coin.written(longest.amount).replace(".", "")
    assert len(written) == 20
    assert not written.endswith("0")


@pytest.mark.parametrize("seed", range(5))
def test_every_opening_is_whole_steps_within_bounds_and_free_of_orders(seed: int) -> None:
    for holding in openings(seed):
        for value in (holding.amount, holding.available, holding.stake):
            assert value == holding.coin.floor(value)
        assert ZERO <= holding.available + holding.stake == holding.amount <= LARGEST_AMOUNT


def test_scales_differ_by_many_powers_of_ten() -> None:
    amounts = [holding.amount for holding in openings(1) if holding.amount]
    assert min(amounts) <= Decimal("0.0000001")
    assert max(amounts) > 10**11


def test_a_coin_left_alone_has_nothing_and_a_coin_that_is_used_has_something() -> None:
    assert all((holding.amount == ZERO) == (holding.coin.typical == ZERO) for holding in openings(2))


def test_only_what_can_be_staked_is_staked() -> None:
    staked = [holding for holding in openings(3) if holding.stake]
    assert staked
    assert all(holding.coin.stakes and holding.coin.tradable for holding in staked)
