from collections.abc import Callable
from decimal import Decimal, Inexact, localcontext

import pytest

from tui.exchange.coins import Coin
from tui.exchange.holdings import Holding, Holdings

Move = Callable[[Holdings], None]
HALF = Decimal("0.5")


def held(amount: str = "10", available: str = "6", stake: str = "3") -> Holdings:
    coin = Coin("ETH", 8, 0, price=Decimal(1), typical=Decimal(1))
    return Holdings([Holding(coin, Decimal(amount), Decimal(available), Decimal(stake))])


@pytest.mark.parametrize(
    ("move", "amount", "available", "stake", "in_orders"),
    [
        (lambda h: h.lock("ETH", HALF), "10", "5.5", "3", "1.5"),
        (lambda h: h.release("ETH", HALF), "10", "6.5", "3", "0.5"),
        (lambda h: h.spend_locked("ETH", HALF), "9.5", "6", "3", "0.5"),
        (lambda h: h.debit("ETH", HALF), "9.5", "5.5", "3", "1"),
        (lambda h: h.credit("ETH", HALF), "10.5", "6.5", "3", "1"),
        (lambda h: h.stake("ETH", HALF), "10", "5.5", "3.5", "1"),
        (lambda h: h.unstake("ETH", HALF), "10", "6.5", "2.5", "1"),
    ],
)
def test_each_move_changes_what_it_says(
    move: Move, amount: str, available: str, stake: str, in_orders: str
) -> None:
    holdings = held()
    move(holdings)
    after = holdings["ETH"]
    assert [after.amount, after.available, after.stake, after.in_orders] == [
        Decimal(text) for text in (amount, available, stake, in_orders)
    ]


@pytest.mark.parametrize(
    "move",
    [
        lambda h: h.lock("ETH", Decimal("6.00000001")),
        lambda h: h.release("ETH", Decimal("1.00000001")),
        lambda h: h.spend_locked("ETH", Decimal("1.00000001")),
        lambda h: h.debit("ETH", Decimal("6.00000001")),
        lambda h: h.stake("ETH", Decimal("6.00000001")),
        lambda h: h.unstake("ETH", Decimal("3.00000001")),
        lambda h: h.credit("ETH", Decimal(999999999990)),
    ],
)
def test_a_move_that_would_break_a_balance_is_refused_and_changes_nothing(move: Move) -> None:
    holdings = held()
    before = holdings["ETH"]
    with pytest.raises(ValueError, match="would break the balance of ETH"):
        move(holdings)
    assert holdings["ETH"] == before


def test_moves_are_exact_whatever_the_callers_precision() -> None:
    holdings = held("999999999999.99999998", "999999999999.99999998", "0")
    with localcontext(prec=3):
        holdings.credit("ETH", Decimal("0.00000001"))
        holdings.lock("ETH", Decimal("0.00000003"))
        assert holdings["ETH"].in_orders == Decimal("0.00000003")
    assert str(holdings["ETH"].amount) == "999999999999.99999999"
    assert str(holdings["ETH"].available) == "999999999999.99999996"


def test_a_quantity_too_fine_to_hold_raises_rather_than_rounds() -> None:
    with pytest.raises(Inexact):
        held().credit("ETH", Decimal(1).scaleb(-70))


def test_it_is_asked_by_currency() -> None:
    holdings = held()
    assert "ETH" in holdings
    assert "BTC" not in holdings
    assert len(holdings) == 1
    assert [holding.currency for holding in holdings] == ["ETH"]
