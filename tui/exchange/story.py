"""A trader's life: what happens next to the account, told by a seeded source of chance."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from tui.exchange.coins import EXACT, LARGEST_AMOUNT, ROUNDS_DOWN, ZERO, Coin
from tui.exchange.holdings import Holdings

FEE_CURRENCY = "BITO"
_MOST_OPEN_ORDERS = 40
_OPENING_ORDERS = 6


@dataclass(frozen=True, slots=True)
class Order:
    """An open order: what it still holds, and what it is to become."""

    spends: str
    gets: str
    left: Decimal
    """What it still holds back of the currency it spends."""


class Story:
    """Moves holdings step by step; only tradable currencies that the trader uses take part."""

    def __init__(self, holdings: Holdings, random_source: random.Random) -> None:
        self._holdings = holdings
        self._random = random_source
        self._used = [h.coin for h in holdings if h.coin.tradable and h.coin.typical > ZERO]
        self._staking = [coin for coin in self._used if coin.stakes]
        self.orders: list[Order] = []
        """The open orders, oldest first."""
        moves: dict[Callable[[], tuple[str, ...]], int] = {
            self._place: 5,
            self._cancel: 2,
            self._fill: 5,
            self._convert: 3,
            self._deposit: 2,
            self._withdraw: 1,
            self._stake: 1,
            self._unstake: 1,
            self._reward: 1,
        }
        self._moves = list(moves)
        self._weights = list(moves.values())
        for _ in range(_OPENING_ORDERS):
            self._place()

    def advance(self) -> tuple[str, ...]:
        """Let the next thing happen, and name the one to three currencies it moved."""
        while True:
            (move,) = self._random.choices(self._moves, self._weights)
            if moved := move():
                return moved

    def _place(self) -> tuple[str, ...]:
        spent, got = self._random.sample(self._used, 2)
        quantity = spent.share(self._holdings[spent.currency].available, self._random.randrange(20, 400))
        if quantity == ZERO or len(self.orders) == _MOST_OPEN_ORDERS:
            return ()
        self._holdings.lock(spent.currency, quantity)
        self.orders.append(Order(spent.currency, got.currency, quantity))
        return (spent.currency,)

    def _cancel(self) -> tuple[str, ...]:
        if not self.orders:
            return ()
        order = self.orders.pop(self._random.randrange(len(self.orders)))
        self._holdings.release(order.spends, order.left)
        return (order.spends,)

    def _fill(self) -> tuple[str, ...]:
        if not self.orders:
            return ()
        place = self._random.randrange(len(self.orders))
        order = self.orders[place]
        spent, got = self._holdings[order.spends].coin, self._holdings[order.gets].coin
        part = spent.share(order.left, self._random.choice((250, 500, 1_000, 1_000)))
        bought = self._bought(spent, got, part)
        if bought == ZERO:
            return ()
        self._holdings.spend_locked(order.spends, part)
        left = EXACT.subtract(order.left, part)
        self.orders[place : place + 1] = [Order(order.spends, order.gets, left)] if left else []
        return (order.spends, *self._receive(got, bought, besides=order.spends))

    def _convert(self) -> tuple[str, ...]:
        spent, got = self._random.sample(self._used, 2)
        part = spent.share(self._holdings[spent.currency].available, self._random.randrange(10, 300))
        bought = self._bought(spent, got, part)
        if bought == ZERO:
            return ()
        self._holdings.debit(spent.currency, part)
        return (spent.currency, *self._receive(got, bought, besides=spent.currency))

    def _bought(self, spent: Coin, got: Coin, quantity: Decimal) -> Decimal:
        """Tell what a quantity buys now; zero when that is nothing, or more than can be held."""
        worth = ROUNDS_DOWN.multiply(quantity, ROUNDS_DOWN.divide(spent.price, got.price))
        return self._fitting(got, got.share(worth, self._random.randrange(960, 1_041)))

    def _receive(self, got: Coin, bought: Decimal, *, besides: str) -> tuple[str, ...]:
        """Credit what a trade brought; its fee of 0.1 % is paid in BITO when there is enough of it."""
        if FEE_CURRENCY in self._holdings and FEE_CURRENCY not in (got.currency, besides):
            purse = self._holdings[FEE_CURRENCY]
            worth = ROUNDS_DOWN.multiply(bought, ROUNDS_DOWN.divide(got.price, purse.coin.price))
            fee = purse.coin.share(worth, 1)
            if ZERO < fee <= purse.available and self._random.randrange(3) == 0:
                self._holdings.credit(got.currency, bought)
                self._holdings.debit(FEE_CURRENCY, fee)
                return (got.currency, FEE_CURRENCY)
        self._holdings.credit(got.currency, EXACT.subtract(bought, got.share(bought, 1)))
        return (got.currency,)

    def _deposit(self) -> tuple[str, ...]:
        coin = self._random.choice(self._used)
        round_sum = ROUNDS_DOWN.multiply(coin.typical, Decimal(self._random.randrange(1, 11)).scaleb(-1))
        coarse = Decimal((0, (1,), round_sum.adjusted() - 1))
        quantity = round_sum.quantize(max(coarse, coin.step), context=ROUNDS_DOWN)
        return self._credited(coin, max(quantity, coin.step))

    def _withdraw(self) -> tuple[str, ...]:
        coin = self._random.choice(self._used)
        available = self._holdings[coin.currency].available
        quantity = coin.share(available, self._random.choice((100, 250, 500, 1_000)))
        if quantity == ZERO:
            return ()
        self._holdings.debit(coin.currency, quantity)
        return (coin.currency,)

    def _stake(self) -> tuple[str, ...]:
        if not self._staking:
            return ()
        coin = self._random.choice(self._staking)
        quantity = coin.share(self._holdings[coin.currency].available, self._random.randrange(50, 500))
        if quantity == ZERO:
            return ()
        self._holdings.stake(coin.currency, quantity)
        return (coin.currency,)

    def _unstake(self) -> tuple[str, ...]:
        if not self._staking:
            return ()
        coin = self._random.choice(self._staking)
        quantity = coin.share(self._holdings[coin.currency].stake, self._random.choice((250, 500, 1_000)))
        if quantity == ZERO:
            return ()
        self._holdings.unstake(coin.currency, quantity)
        return (coin.currency,)

    def _reward(self) -> tuple[str, ...]:
        if not self._staking:
            return ()
        coin = self._random.choice(self._staking)
        return self._credited(coin, coin.share(self._holdings[coin.currency].stake, 1))

    def _credited(self, coin: Coin, quantity: Decimal) -> tuple[str, ...]:
        quantity = self._fitting(coin, quantity)
        if quantity == ZERO:
            return ()
        self._holdings.credit(coin.currency, quantity)
        return (coin.currency,)

    def _fitting(self, coin: Coin, quantity: Decimal) -> Decimal:
        """Give the quantity, or zero when the holding has no room for it."""
        room = EXACT.subtract(LARGEST_AMOUNT, self._holdings[coin.currency].amount)
        return quantity if quantity <= room else ZERO
