from collections import Counter
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.exchange.account import Account, AccountEvent
from tui.exchange.coins import LARGEST_AMOUNT, ZERO
from tui.exchange.message import message_text

NOON = 1_764_561_600_000


def story(account: Account, steps: int) -> list[str]:
    return [message_text(account.advance(NOON + step)) for step in range(steps)]


def locked(account: Account) -> Counter[str]:
    """Sum up what the open orders hold of each currency, in steps of 10 to the minus 8."""
    total: Counter[str] = Counter()
    for order in account.story.orders:
        total[order.spends] += int(order.left.scaleb(8))
    return total


@given(seed=st.integers(), currencies=st.integers(2, 80), steps=st.integers(1, 200))
@settings(max_examples=60)
def test_the_invariants_hold_at_every_step(seed: int, currencies: int, steps: int) -> None:
    account = Account(seed=seed, currencies=currencies)
    for step in range(steps):
        before = {holding.currency: holding for holding in account.holdings}
        event = account.advance(step)
        assert 1 <= len(event.holdings) == len({holding.currency for holding in event.holdings}) <= 3
        for holding in event.holdings:
            assert ZERO <= holding.available + holding.stake <= holding.amount <= LARGEST_AMOUNT
            assert min(holding.available, holding.stake, holding.in_orders) >= ZERO
            assert holding.amount == holding.coin.floor(holding.amount)
            assert holding.coin.tradable
            assert holding != before.pop(holding.currency)
            assert holding == account.holdings[holding.currency]
        assert all(account.holdings[currency] is holding for currency, holding in before.items())
    orders = locked(account)
    assert all(int(holding.in_orders.scaleb(8)) == orders[holding.currency] for holding in account.holdings)


@pytest.mark.parametrize("currencies", [2, 40])
def test_the_same_seed_tells_the_same_story_and_another_seed_another(currencies: int) -> None:
    first, again, other = (Account(seed=seed, currencies=currencies) for seed in (5, 5, 6))
    told = story(first, 300)
    assert told == story(again, 300)
    assert told != story(other, 300)


def test_who_listens_does_not_change_the_story() -> None:
    heard, unheard = Account(seed=5, currencies=40), Account(seed=5, currencies=40)
    told = []
    for step in range(100):
        heard.snapshot(NOON)
        told.append(message_text(heard.advance(NOON + step)))
    assert told == story(unheard, 100)


def test_a_trader_has_orders_stakes_zeros_and_delisted_coins_from_the_start() -> None:
    holdings = list(Account(seed=1, currencies=24).holdings)
    assert sum(holding.in_orders > ZERO for holding in holdings) >= 3
    assert sum(holding.stake > ZERO for holding in holdings) >= 3
    assert sum(holding.amount == ZERO for holding in holdings) >= 4
    assert sum(not holding.coin.tradable for holding in holdings) >= 3


def kind(account: Account) -> str:
    """Advance, and name what happened by what it did to the totals of the currencies it moved."""
    before = {holding.currency: holding for holding in account.holdings}
    event = account.advance(0)
    after = event.holdings[0]
    was = before[after.currency]
    if len(event.holdings) > 1:
        return "trade" if len(event.holdings) == 2 else "trade with a fee"
    if after.stake != was.stake:
        return "stake" if after.stake > was.stake else "unstake"
    if after.amount != was.amount:
        return "receive" if after.amount > was.amount else "withdraw"
    return "lock" if after.available < was.available else "release"


def test_everything_in_a_traders_life_comes_about() -> None:
    account = Account(seed=1, currencies=24)
    seen = Counter(kind(account) for _ in range(1_000))
    assert set(seen) == {
        "trade", "trade with a fee", "stake", "unstake", "receive", "withdraw", "lock", "release"
    }  # fmt: skip


def test_a_trade_takes_one_currency_and_gives_another_of_about_the_same_worth() -> None:
    account = Account(seed=2, currencies=5)
    trades = 0
    for _ in range(300):
        before = {holding.currency: holding.amount for holding in account.holdings}
        event = account.advance(0)
        if len(event.holdings) == 2:
            spent, got = event.holdings
            paid = (before[spent.currency] - spent.amount) * spent.coin.price
            worth = (got.amount - before[got.currency]) * got.coin.price
            trades += 1
            assert paid > 0
            assert worth > 0
            assert paid < 1000 or Decimal("0.9") < worth / paid < Decimal("1.1")
    assert trades > 50


def test_holdings_stay_bounded_over_a_long_story() -> None:
    account = Account(seed=3, currencies=24)
    for _ in range(20_000):
        account.advance(0)
    assert len(account.story.orders) <= 40
    assert max(holding.amount for holding in account.holdings) <= LARGEST_AMOUNT


def test_timestamps_follow_the_clock_and_never_fall() -> None:
    account = Account(seed=1, currencies=3)
    told = [account.advance(now).timestamp for now in (10, 20, 15, 15, 21)]
    assert told == [10, 20, 20, 20, 21]
    assert account.snapshot(5).timestamp == 21


def test_event_ids_are_random_uuids_that_never_come_twice() -> None:
    account = Account(seed=1, currencies=3)
    events: list[AccountEvent] = []
    for step in range(200):
        events += [account.advance(step), account.snapshot(step)]
    assert len({event.event_id for event in events}) == 400
    assert {UUID(event.event_id).version for event in events} == {4}


@pytest.mark.parametrize("currencies", [2, 5_000])
def test_a_snapshot_holds_every_currency(currencies: int) -> None:
    account = Account(seed=1, currencies=currencies)
    assert len(account.snapshot(0).holdings) == len(account.holdings) == currencies
