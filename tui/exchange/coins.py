"""What a currency is like: its step, how its amounts are written, and what it is worth."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow

ZERO = Decimal(0)

LARGEST_AMOUNT = Decimal("999999999999.99999999")
"""No holding grows beyond this: 20 significant digits, the most that was seen on the wire."""

EXACT = Context(prec=60, traps=[Inexact, InvalidOperation, Overflow])
"""Adds and subtracts amounts, and raises rather than round."""

ROUNDS_DOWN = Context(prec=60, rounding=ROUND_DOWN, traps=[DivisionByZero, InvalidOperation, Overflow])
"""For shares and prices, which have to end at a currency's step."""


@dataclass(frozen=True, slots=True)
class Coin:
    """One currency as the exchange knows it."""

    currency: str
    """Its code, capital letters and digits."""
    decimals: int
    """Its amounts are whole multiples of 10 to the minus `decimals`; 8 at most."""
    written_decimals: int
    """Decimals written even when they are zeros: `8500`, `1.0` and `0.00000000` all occur."""
    price: Decimal
    """About what one of it is worth, in TWD."""
    typical: Decimal
    """What a trader usually holds of it; zero for a currency left alone."""
    tradable: bool = True
    """False for a delisted currency, whose balance only sits there."""
    stakes: bool = False
    """Whether it can be staked."""

    @property
    def step(self) -> Decimal:
        """The smallest amount of it."""
        return Decimal((0, (1,), -self.decimals))

    def floor(self, quantity: Decimal) -> Decimal:
        """Round down to a whole number of steps."""
        return quantity.quantize(self.step, context=ROUNDS_DOWN)

    def share(self, quantity: Decimal, thousandths: int) -> Decimal:
        """Take so many thousandths of a quantity, rounded down to the step."""
        return self.floor(ROUNDS_DOWN.multiply(quantity, Decimal(thousandths).scaleb(-3)))

    def written(self, amount: Decimal) -> str:
        """Write an amount digit for digit, the way the exchange writes this currency."""
        whole, _, fraction = f"{amount:f}".partition(".")
        fraction = fraction.rstrip("0").ljust(self.written_decimals, "0")
        return f"{whole}.{fraction}" if fraction else whole
