"""Amounts masked: what moved, which way, and whether a row is sound stay as they are; no real value is left.

Each currency has a secret factor of two or more, drawn once. A value is counted in the smallest unit of its currency,
multiplied, and rounded down to whole units, all in integers. A factor of two keeps different values apart, so every
difference keeps its sign; zero stays zero; and of values that are not negative, `available + stake <= amount` is true
after it exactly where it was true before. The rounding is what keeps the factor from being the greatest common divisor
of what is left; it may leave one smallest unit in orders where nothing was. The ratio of two values of one currency is
still there to be seen, and whoever knows one real value can tell the others: this hides balances from readers, not
from investigators.
"""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Final, assert_never

from msgspec import Struct, json

from tui.core.amount import is_amount
from tui.core.balance import Balance
from tui.core.events import Event, Ignored, Rejected
from tui.core.wire import BALANCE_EVENT, decode

DECIMALS: Final = 8
"""Digits behind the point that every currency may have (PROTOCOL.md, Messages)."""

_ONE: Final = 10**30
"""Factors are whole numbers of this part."""

_RANGE: Final = 18
"""A factor is 2 to 20, or ten times that, so that nobody knows how much larger a masked value is."""

_is_datetime = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)?\Z", re.ASCII).match
# Words are in the language in which it happened, whatever is spoken now: none of these asks for English alone.
_quoted = re.compile(r"""(['"]).*\1|「.*」|『.*』|\u201c.*\u201d|\u2018.*\u2019""", re.DOTALL)
_digits = re.compile(r"[^\W_\u3400-\u9fff]*\d[^\W_\u3400-\u9fff]*(?:[.,:]\w*\d\w*)*")
_status = re.compile(r"(?:refused|REFUSED)(?: [\u3400-\u9fff]{1,8})? ?[1-5][0-9]{2} ?(?=[:\uff1a])").match

Draw = Callable[[int], int]
"""A number from 0 to below its argument, that nobody can foresee (`secrets.randbelow`)."""


class Mask(Struct, frozen=True):
    """How the values of one currency are masked."""

    factor: int
    """In parts of 10^-30."""
    decimals: int
    """Of the smallest unit."""


class UnmaskableError(Exception):
    """An amount with more digits than its mask can keep apart."""


class Redaction:
    """The masks of one recording: the same value of the same currency is masked the same way throughout."""

    def __init__(self, draw: Draw, host: str) -> None:
        """Draw factors with `draw`; `host` is what may stand in words as it is."""
        self._draw = draw
        self._host = host or "\0"
        self._masks: dict[str, Mask] = {}

    def message(self, raw: bytes, *, is_text: bool = True) -> bytes:
        """The message with every amount masked, or what stands in its place where it is no balance event."""
        decoded = decode(raw) if is_text else Ignored("binary", raw)
        match decoded:
            case Event():
                try:
                    return self._event(decoded)
                except UnmaskableError:
                    return _placeholder("a balance event with an amount too long to be masked", rejected=True)
            case Rejected():
                return _placeholder("a message that was rejected; it may hold anything", rejected=True)
            case Ignored():
                return _placeholder("a message that is no balance event; it may hold anything")
            case _:
                assert_never(decoded)

    def words(self, words: str) -> str:
        """`words` without what was quoted from outside and without any number but a status."""
        kept = found[0] if (found := _status(words)) else ""
        parts = _quoted.sub("'…'", words[len(kept) :]).split(self._host)
        return kept + self._host.join(_digits.sub("#", part) for part in parts)

    def _event(self, event: Event) -> bytes:
        rows = {currency: self._row(balance) for currency, balance in event.balances.items()}
        fields: dict[str, object] = {"event": BALANCE_EVENT, "timestamp": event.timestamp}
        if event.event_id:
            fields["eventID"] = event.event_id
        if _is_datetime(event.datetime):
            fields["datetime"] = event.datetime
        return json.encode(fields | {"data": rows})

    def _row(self, balance: Balance) -> dict[str, object]:
        values = (balance.amount, balance.available, balance.stake)
        mask = self._masks.get(balance.currency)
        if mask is None:
            mask = self._masks[balance.currency] = _drawn(self._draw, values)
        amount, available, stake = (masked(value, mask) for value in values)
        return {
            "currency": balance.currency,
            "amount": amount,
            "available": available,
            "stake": stake,
            "tradable": balance.tradable,
        }


def masked(amount: Decimal, mask: Mask) -> str:
    """What the wire would say of the masked amount. Raises UnmaskableError where it could not say it."""
    if not amount:
        return format(amount.copy_abs(), "f")
    units = _units(amount, mask.decimals)
    text = f"{abs(units * mask.factor // _ONE):0{mask.decimals + 1}}"
    text = f"{'-' if units < 0 else ''}{text[: -mask.decimals]}.{text[-mask.decimals :]}"
    if not is_amount(text):
        raise UnmaskableError
    return text


def _units(amount: Decimal, decimals: int) -> int:
    """The amount in its smallest units, exact. Raises UnmaskableError for one that lies between two."""
    sign, digits, exponent = amount.as_tuple()
    shift = int(exponent) + decimals
    if shift < 0:
        raise UnmaskableError
    units = int("".join(map(str, digits))) * int(10**shift)
    return -units if sign else units


def _drawn(draw: Draw, values: Iterable[Decimal]) -> Mask:
    """A new mask; a currency whose first values are finer than usual is counted as finely."""
    decimals = max(DECIMALS, *(-int(value.as_tuple().exponent) for value in values))
    factor = 2 * _ONE + draw(_RANGE * _ONE)
    return Mask(factor * 10 if draw(2) else factor, decimals)


def _placeholder(what: str, *, rejected: bool = False) -> bytes:
    """A message that a replay takes as it took the real one: ignored, or rejected with what that entails."""
    return json.encode({"event": BALANCE_EVENT if rejected else "REDACTED", "redacted": what})
