"""Bytes into events. Bad input is a value, never an exception (PROTOCOL.md, Messages)."""

import functools
import json
import re
from collections import Counter
from decimal import Decimal
from typing import Any, Final

import msgspec

from tui.core.amount import ZERO, is_amount
from tui.core.balance import Balance
from tui.core.events import Decoded, Event, Ignored, Rejected
from tui.core.foreign import EVENT_ID_LIMIT, harmless
from tui.tongue import say

BALANCE_EVENT: Final = "ACCOUNT_BALANCE"

MESSAGE_LIMIT: Final = 1 << 20
"""The longest message that is looked at, in bytes."""

_is_currency = re.compile(r"[A-Z0-9]{1,20}\Z").match


class _Row(msgspec.Struct, gc=False):
    currency: str
    amount: str
    available: str
    stake: str
    tradable: bool


class _Message(msgspec.Struct, gc=False):
    event: str
    timestamp: int
    data: dict[str, _Row]
    # For people only: of another type, they are as good as missing.
    event_id: Any = msgspec.field(name="eventID", default=None)
    datetime: Any = None


class _Head(msgspec.Struct):
    """As much of an object as is needed to say what kind it is."""

    event: msgspec.Raw = msgspec.Raw()
    data: msgspec.Raw = msgspec.Raw()


_decode_message = msgspec.json.Decoder(_Message).decode
_decode_head = msgspec.json.Decoder(_Head).decode
_decode_any = msgspec.json.Decoder().decode

_FIRST: Final = -(1 << 63)
_LAST: Final = (1 << 63) - 1
"""What a timestamp may be: 64 bits."""

_QUOTE: Final = ord('"')
_BACKSLASH: Final = ord("\\")

_QUOTES: Final = 8
"""In a message without eventID, datetime and rows: of the names event, timestamp and data, and of one value."""

_QUOTES_OF_TEXT: Final = 4
_QUOTES_OF_ROW: Final = 20


class _BadMessageError(Exception):
    """The reason for a rejection, on its way to becoming a value."""


def decode(raw: bytes) -> Decoded:
    """The event that `raw` holds, or what it is instead. Decoded whole or rejected whole; never raises."""
    if len(raw) > MESSAGE_LIMIT:
        return Rejected(say("longer than {limit} bytes", limit=MESSAGE_LIMIT), raw[:MESSAGE_LIMIT])
    try:
        if not raw.isascii():
            raw.decode()  # the decoder does not look into names and fields that it passes over
        message = _decode_message(raw)
        if message.event != BALANCE_EVENT:
            return _other_event(message.event, raw)
        event_id, stamp, written, rows = message.event_id, message.timestamp, message.datetime, message.data
        texts = isinstance(event_id, str) + isinstance(written, str)
        # Looked for by number, a byte costs a fraction of what it costs as bytes.
        if (
            raw.count(_QUOTE) != _QUOTES + texts * _QUOTES_OF_TEXT + len(rows) * _QUOTES_OF_ROW
            or _BACKSLASH in raw
        ):
            _no_name_twice(raw)
        if not _FIRST <= stamp <= _LAST:
            return Rejected(say("timestamp beyond 64 bits"), raw)
        return Event(_for_people(event_id), stamp, _for_people(written), _balances(rows), raw)
    except _BadMessageError as error:
        return Rejected(str(error), raw)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        return _not_a_balance_event(raw, error)


def _for_people(value: object) -> str:
    if not isinstance(value, str):
        return ""
    if len(value) <= EVENT_ID_LIMIT and value.isascii() and value.isprintable():
        return value  # as `harmless` would
    return harmless(value, EVENT_ID_LIMIT)


def _balances(rows: dict[str, _Row]) -> dict[str, Balance]:
    balances = {}
    for key, row in rows.items():
        amount, available, stake = row.amount, row.available, row.stake
        # Most of what there is can be used, and hardly anything is staked: one text is looked at once.
        if (
            row.currency == key
            and is_amount(available)
            and (amount == available or is_amount(amount))
            and (stake == "0" or is_amount(stake))
        ):
            code, free = _code(key), Decimal(available)
            balances[code] = Balance(
                code,
                free if amount == available else Decimal(amount),
                free,
                ZERO if stake == "0" else Decimal(stake),
                row.tradable,
            )
        else:
            raise _bad_row(key, row)
    return balances


@functools.lru_cache(maxsize=4096)
def _code(key: str) -> str:
    """`key`, if it is a currency code: one text for every message that names it. What raises is not remembered."""
    if not _is_currency(key):
        raise _BadMessageError(say("no currency code: {what}", what=_quoted(key)))
    return key


def _bad_row(key: str, row: _Row) -> _BadMessageError:
    """What is wrong with a row, the first thing first."""
    _code(key)
    if row.currency != key:
        return _BadMessageError(
            say("{currency} holds a row of {what}", currency=key, what=_quoted(row.currency))
        )
    name, text = next(
        (name, text)
        for name, text in (("amount", row.amount), ("available", row.available), ("stake", row.stake))
        if not is_amount(text)
    )
    return _BadMessageError(
        say("{currency} {field} is no plain decimal: {what}", currency=key, field=name, what=_quoted(text))
    )


def _quoted(what: str) -> str:
    return repr(harmless(what, 40))


def _no_name_twice(raw: bytes) -> None:
    """A JSON object that names something twice has no one meaning (RFC 8259, section 4).

    Looked at only where quotes do not rule it out: where nothing is escaped, every quote begins or ends a name or
    a text, and as many as the message that was read has leave none for a name that was read over.
    """
    json.loads(raw, object_pairs_hook=_unique)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    result = dict(pairs)
    if len(result) != len(pairs):
        left = Counter(name for name, _ in pairs)
        twice = next(name for name, count in left.items() if count > 1)
        raise _BadMessageError(say("names {what} twice", what=_quoted(twice)))
    return result


def _not_a_balance_event(raw: bytes, error: Exception) -> Ignored | Rejected:
    """What a message is that did not decode: another kind of event, or a broken one of ours."""
    if not raw.strip():
        return Ignored(say("empty message"), raw)
    reason = say("too deeply nested") if isinstance(error, RecursionError) else harmless(str(error))
    try:
        head = _decode_head(raw)
        event = _decode_any(head.event) if head.event else None
    except msgspec.ValidationError:
        return Ignored(say("no JSON object"), raw)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return Rejected(reason, raw)
    if isinstance(event, str) and event != BALANCE_EVENT:
        return _other_event(event, raw)
    if event is None and not head.data:
        return Ignored(say("an object without event and data"), raw)
    return Rejected(reason, raw)


def _other_event(event: str, raw: bytes) -> Ignored | Rejected:
    """A message of another kind, unless it names ours as well: of which kind it is, nobody can say then."""
    if event.strip().upper() == BALANCE_EVENT:
        return Rejected(say("event is spelt {what}", what=_quoted(event)), raw)
    if _BACKSLASH in raw or raw.count(b'"event"') > 1:
        try:
            pairs = json.loads(raw, object_pairs_hook=list)
        except (ValueError, RecursionError) as error:
            return Rejected(harmless(str(error)), raw)
        if ("event", BALANCE_EVENT) in pairs:
            return Rejected(say("names {what} twice", what=_quoted("event")), raw)
    return Ignored(say("event {name}", name=harmless(event, 40)), raw)
