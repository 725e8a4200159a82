"""The shape of a message: what a maintainer needs of it, without a currency, an amount or a name of anybody.

Of a row's strings only the number of decimals is told, since their length would tell how much there is.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from tui.core.events import Event, Ignored, Rejected
from tui.core.wire import MESSAGE_LIMIT
from tui.feed.probe_facts import Heard
from tui.reports.doctor.message_check import datetime_hours, decoded_of

_HEAD: Final = ("event", "eventID", "timestamp", "datetime", "data")
_ROW: Final = ("currency", "amount", "available", "stake", "tradable")
_AMOUNTS: Final = ("amount", "available", "stake")
_NAMES_TOLD: Final = 16
_BYTES_STEP: Final = 256
"""Sizes are rounded up to it: the exact one would tell how many digits the amounts have."""

_is_name = re.compile(r"[a-z][A-Za-z_]{3,29}\Z").match
_is_event_name = re.compile(r"[A-Z]{2,20}(?:_[A-Z]{2,20}){1,4}\Z").match
_is_decimal = re.compile(r"-?[0-9]+(?:\.([0-9]+))?\Z").match

Shape = dict[str, Any]
"""Ready for JSON."""


def shape(heard: Heard) -> Shape:
    """Describe one message."""
    decoded = decoded_of(heard)
    told: Shape = {
        "after_seconds": round(heard.seconds, 3),
        "bytes_at_most": -(-len(heard.data) // _BYTES_STEP) * _BYTES_STEP,
        "is_text": heard.is_text,
        "decoded_as": {Event: "balances", Ignored: "ignored", Rejected: "rejected"}[type(decoded)],
    }
    if isinstance(decoded, Event):
        told["datetime_minus_timestamp_hours"] = datetime_hours(decoded)
        told["received_minus_timestamp_seconds"] = round((heard.received - decoded.timestamp) / 1000)
    content = _parsed(heard.data)
    if not isinstance(content, dict):
        told["content"] = _kind(content)
        return told
    told["keys"] = _keys(content, _HEAD)
    told["has_eventID"] = "eventID" in content
    told["has_datetime"] = "datetime" in content
    event = content.get("event")
    if isinstance(event, str) and _is_event_name(event):
        told["event"] = event
    data = content.get("data")
    if isinstance(data, dict):
        told["currencies"] = len(data)
        told["code_lengths"] = _counted(len(code) for code in data)
        told["rows"] = _rows([row for row in data.values() if isinstance(row, dict)])
        told["values_that_are_no_row"] = sum(not isinstance(row, dict) for row in data.values())
    return told


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data[: MESSAGE_LIMIT + 1], parse_float=Decimal)
    except (ValueError, RecursionError):
        return b"no JSON"


def _keys(content: Shape, known: tuple[str, ...]) -> Shape:
    """Name the keys and say what each holds; a key that may be somebody's is only counted."""
    told: Shape = {name: _kind(content[name]) for name in known if name in content}
    for name, value in content.items():
        if name in known:
            continue
        is_plain = _is_name(name) and not isinstance(value, dict) and not _is_amount(value)
        if is_plain and len(told) < _NAMES_TOLD:
            told[name] = _kind(value)
        else:
            told["other keys"] = told.get("other keys", 0) + 1
    return told


def _rows(rows: list[Shape]) -> Shape:
    told: Shape = {}
    for name in _ROW:
        values = [row[name] for row in rows if name in row]
        told[name] = {"present": len(values), "types": _counted(_type(value) for value in values)}
        if name in _AMOUNTS:
            texts = [value for value in values if isinstance(value, str)]
            found = [_is_decimal(value) for value in texts]
            told[name]["decimals"] = _counted(len(each[1] or "") for each in found if each)
            told[name]["no_plain_decimal"] = sum(not each for each in found)
    others = Counter(name for row in rows for name in row if name not in _ROW)
    told["other keys"] = {name: count for name, count in others.items() if _is_name(name)}
    return told


def _counted(values: Iterable[object]) -> dict[str, int]:
    return {str(value): count for value, count in sorted(Counter(values).items(), key=str)}


def _is_amount(value: object) -> bool:
    return isinstance(value, Decimal) or (isinstance(value, str) and _is_decimal(value) is not None)


def _type(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int() | float() | Decimal():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
        case dict():
            return "object"
        case _:
            return "no JSON"


def _kind(value: object) -> str:
    """`string of 36`, `object of 24`: a type, and a size that tells nothing of the account."""
    match value:
        case bool():
            return "boolean"
        case int():
            return f"number of {len(str(abs(value)))} digits"
        case str():
            return f"string of {len(value)}"
        case list() | dict():
            return f"{_type(value)} of {len(value)}"
        case _:
            return _type(value)
