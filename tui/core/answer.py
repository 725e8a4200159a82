"""The body of `GET /accounts/balance` into balances (PROTOCOL.md, REST beside it). Bad input is a value."""

import json
import re
from typing import Final

from msgspec import Struct

from tui.core.amount import parse
from tui.core.balance import Balance
from tui.core.foreign import harmless
from tui.core.wire import MESSAGE_LIMIT
from tui.tongue import say

_is_code = re.compile(r"[A-Za-z0-9]{1,20}\Z").match


class Rows(Struct, frozen=True):
    """What an answer holds."""

    balances: dict[str, Balance]
    unreadable: frozenset[str] = frozenset()
    """Currencies whose rows cannot be read, or that stand there twice."""
    nameless: int = 0
    """Rows of which not even the currency can be read."""


class Unreadable(Struct, frozen=True):
    """An answer that holds no rows at all."""

    reason: str
    """In words, harmless."""


class _Twice:
    """An object that names something twice: it has no one meaning (RFC 8259, section 4)."""


_TWICE: Final = _Twice()


def rows_of(raw: bytes) -> Rows | Unreadable:
    """The rows that `raw` holds, each read whole or not at all. Never raises.

    Codes come in lower case here; amounts are strings, as on the stream: a number would have been through a float.
    """
    if len(raw) > MESSAGE_LIMIT:
        return Unreadable(say("longer than {limit} bytes", limit=MESSAGE_LIMIT))
    try:
        whole = json.loads(raw.decode(), object_pairs_hook=_object)
    except RecursionError:
        return Unreadable(say("too deeply nested"))
    except ValueError as error:
        return Unreadable(harmless(str(error), 80))
    rows = whole.get("data") if isinstance(whole, dict) else None
    if not isinstance(rows, list):
        return Unreadable(say("no list of balances"))
    balances: dict[str, Balance] = {}
    unreadable: set[str] = set()
    nameless = 0
    for row in rows:
        code = row.get("currency") if isinstance(row, dict) else None
        if not isinstance(code, str) or not _is_code(code):
            nameless += 1
            continue
        currency = code.upper()
        balance = _balance(currency, row)
        if balance is None or currency in balances or currency in unreadable:
            unreadable.add(currency)
            balances.pop(currency, None)
        else:
            balances[currency] = balance
    return Rows(balances, frozenset(unreadable), nameless)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object] | _Twice:
    found = dict(pairs)
    return found if len(found) == len(pairs) else _TWICE


def _balance(currency: str, row: dict[str, object]) -> Balance | None:
    texts = [row.get(name) for name in ("amount", "available", "stake")]
    amounts = [parse(text) for text in texts if isinstance(text, str)]
    tradable = row.get("tradable")
    known = [amount for amount in amounts if amount is not None]
    if len(known) != len(texts) or not isinstance(tradable, bool):
        return None
    amount, available, stake = known
    return Balance(currency, amount, available, stake, tradable)
