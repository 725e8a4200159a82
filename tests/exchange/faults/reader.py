"""A strict reader of the stream, written for these tests: what it takes, a right client takes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

_AMOUNT = re.compile(r"-?(?:0|[1-9][0-9]{0,29})(?:\.[0-9]{1,30})?")
_CURRENCY = re.compile(r"[A-Z0-9]{1,20}")
_LONGEST = 1 << 20
_TRUSTED = range(1_483_228_800_000, 1_764_561_660_001)
"""From 2017 to a minute after noon, when these tests take place."""

Row = dict[str, Any]


class RejectedError(Exception):
    """The message cannot be taken."""


def _object(pairs: list[tuple[str, Any]]) -> Row:
    if len(dict(pairs)) != len(pairs):
        raise RejectedError("a name twice")
    return dict(pairs)


def _no_constant(name: str) -> None:
    raise RejectedError(name)


def _need(holds: object) -> None:
    if not holds:
        raise RejectedError


def read(text: str) -> Row | None:
    """Give a balance event, None for a message of another kind, or raise RejectedError."""
    if not text.strip():
        return None
    _need(len(text) <= _LONGEST)
    try:
        content = json.loads(text, object_pairs_hook=_object, parse_constant=_no_constant)
        text_again = json.dumps(content, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise RejectedError from error
    _need(text_again)
    if not isinstance(content, dict) or content.get("event") != "ACCOUNT_BALANCE":
        return None
    _need(type(content.get("timestamp")) is int and abs(content["timestamp"]) < 1 << 63)
    _need(isinstance(content.get("eventID", ""), str) and isinstance(content.get("data"), dict))
    for currency, row in content["data"].items():
        _need(isinstance(row, dict) and row.get("currency") == currency and _CURRENCY.fullmatch(currency))
        _need(type(row.get("tradable")) is bool)
        for name in ("amount", "available", "stake"):
            _need(isinstance(row.get(name), str) and _AMOUNT.fullmatch(row[name]))
    return content


@dataclass
class Book:
    """What one stream has told so far."""

    rows: dict[str, Row] = field(default_factory=dict)
    guards: dict[str, int] = field(default_factory=dict)
    rejected: int = 0
    passed_over: int = 0

    def take(self, text: str) -> None:
        try:
            content = read(text)
        except RejectedError:
            self.rejected += 1
            return
        for currency, row in (content or {}).get("data", {}).items():
            timestamp = (content or {})["timestamp"]
            if timestamp < self.guards.get(currency, timestamp):
                self.passed_over += 1
                continue
            self.rows[currency] = row
            if timestamp in _TRUSTED:
                self.guards[currency] = timestamp
