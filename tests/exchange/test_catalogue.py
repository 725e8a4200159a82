import re

import pytest

from tui.exchange.bounds import MOST_CURRENCIES
from tui.exchange.catalogue import KNOWN, coins
from tui.exchange.coins import ZERO


@pytest.fixture(scope="module")
def longest() -> tuple[str, ...]:
    return tuple(coin.currency for coin in coins(MOST_CURRENCIES, 1))


def test_it_gives_as_many_different_codes_as_asked_for(longest: tuple[str, ...]) -> None:
    assert len(set(longest)) == len(longest) == MOST_CURRENCIES


def test_every_code_is_one_the_wire_may_carry(longest: tuple[str, ...]) -> None:
    assert all(re.fullmatch(r"[A-Z0-9]{1,20}", currency) for currency in longest)
    assert max(map(len, longest)) == 20


@pytest.mark.parametrize("count", [2, 24, 36, 37, 600])
def test_a_longer_catalogue_starts_with_the_shorter(count: int, longest: tuple[str, ...]) -> None:
    assert tuple(coin.currency for coin in coins(count, 1)) == longest[:count]


def test_another_seed_makes_up_other_codes_behind_the_known_ones() -> None:
    first, second = coins(60, 1), coins(60, 2)
    known = len(KNOWN)
    assert first[:known] == second[:known] == KNOWN
    assert first[known:] != second[known:]


@pytest.mark.parametrize("count", [24, 500])
def test_some_are_delisted_and_some_are_left_alone_and_some_are_staked(count: int) -> None:
    chosen = coins(count, 3)
    assert sum(not coin.tradable for coin in chosen) >= 3
    assert sum(coin.typical == ZERO for coin in chosen) >= 5
    assert sum(coin.stakes for coin in chosen) >= 5


def test_no_currency_has_more_than_eight_decimals_or_writes_more_than_it_has() -> None:
    assert all(0 <= coin.written_decimals <= coin.decimals <= 8 for coin in coins(MOST_CURRENCIES, 4))


def test_even_the_smallest_catalogue_has_two_currencies_to_trade() -> None:
    assert all(coin.tradable and coin.typical > ZERO for coin in coins(2, 1))
