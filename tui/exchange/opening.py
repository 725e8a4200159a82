"""What the account holds before its story begins."""

import random
from decimal import Decimal

from tui.exchange.coins import EXACT, ROUNDS_DOWN, ZERO, Coin
from tui.exchange.holdings import Holding

LONGEST_CURRENCY = "SHIB"
"""Its holding has 20 significant digits at the start, as one was seen with on the wire."""


def opening_of(coin: Coin, random_source: random.Random) -> Holding:
    """Give a currency its first balance: around the typical one, partly staked where it can be."""
    amount = _amount(coin, random_source)
    staked = ZERO
    if coin.stakes and coin.tradable:
        staked = coin.share(amount, random_source.randrange(100, 600))
    return Holding(coin=coin, amount=amount, available=EXACT.subtract(amount, staked), stake=staked)


def _amount(coin: Coin, random_source: random.Random) -> Decimal:
    if coin.currency == LONGEST_CURRENCY:
        return Decimal(random_source.randrange(10**18, 6 * 10**18) * 10 + 7).scaleb(-8)
    if coin.typical == ZERO:
        return ZERO
    if not coin.tradable:
        return max(coin.floor(coin.typical), coin.step)
    digits = random_source.choice((3, 6, 8))
    factor = Decimal(random_source.randrange(4 * 10 ** (digits - 1), 17 * 10 ** (digits - 1))).scaleb(-digits)
    return max(coin.floor(ROUNDS_DOWN.multiply(coin.typical, factor)), coin.step)
