"""Exact decimals: what is one, how two are compared and combined. Nothing here ever rounds a balance."""

import re
from collections.abc import Iterable
from decimal import Clamped, Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow, Rounded
from typing import Final

ZERO: Final = Decimal(0)

PATTERN: Final = r"-?(?:0|[1-9][0-9]{0,29})(?:\.[0-9]{1,30})?"
"""What the wire may call an amount: plain ASCII digits, up to 30 before the point and 30 behind it."""

is_amount = re.compile(PATTERN + r"\Z").match
"""Gives something true for a text that spells an amount."""

# 61 digits an amount and a carry for each tenfold of rows: 200 is beyond any sum, and a trap says if it is not.
_EXACT: Final = Context(
    prec=200, traps=[Clamped, DivisionByZero, Inexact, InvalidOperation, Overflow, Rounded]
)


def parse(text: str) -> Decimal | None:
    """The amount that `text` spells, digit for digit, or None if it spells none."""
    return Decimal(text) if is_amount(text) else None


def digits(amount: Decimal) -> str:
    """The amount as the wire spelt it: every digit, trailing zeros too, never an exponent."""
    return format(amount, "f")


def difference(after: Decimal, before: Decimal) -> Decimal:
    """`after - before`, exact."""
    return _EXACT.subtract(after, before)


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The exact sum."""
    result = ZERO
    for amount in amounts:
        result = _EXACT.add(result, amount)
    return result


def without_zeros(amount: Decimal) -> Decimal:
    """The same amount without trailing zeros."""
    return Decimal(plain(amount))


def plain(amount: Decimal) -> str:
    """The amount without trailing zeros: for differences, whose zeros nobody sent."""
    text = digits(amount)
    return text.rstrip("0").rstrip(".") if "." in text else text


def permille(part: Decimal, whole: Decimal) -> int:
    """How many thousandths of `whole` (not zero) `part` is, cut: a ratio for the eye."""
    return scaled(part, whole, 1000)


def scaled(part: Decimal, whole: Decimal, most: int) -> int:
    """`part` of `whole` (not zero) as a whole number of `most`, cut: a length for the eye."""
    return int(_EXACT.divide_int(_EXACT.multiply(part, most), whole))
