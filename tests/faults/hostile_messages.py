"""Messages that no exchange should send: each must be rejected, once and whole."""

import json

from tests.core.builders import NO_AMOUNTS, message, row

GOOD = (row("BTC", amount="7", available="7"),)
"""A row that stands before a bad one, and must not be applied without it."""


def _with_row(**fields: object) -> bytes:
    return message(*GOOD, row("ETH", **fields))


def _spelt(before: bytes, after: bytes) -> bytes:
    raw = _with_row()
    assert before in raw
    return raw.replace(before, after, 1)


BAD_DECIMALS = {
    f"amount {spelling[:12]!r} of {len(spelling)}": _with_row(amount=spelling) for spelling in NO_AMOUNTS
}
BAD_DECIMALS |= {
    f"{name} {value!r}": _with_row(**{name: value})
    for name in ("amount", "available", "stake")
    for value in ("NaN", 1, 1.5, None, ["1"], True)
}

BAD_JSON = {
    "200,000 nested brackets": b'{"event":"ACCOUNT_BALANCE","data":' + b"[" * 200_000,
    "a closed nest": b'{"event":"ACCOUNT_BALANCE","data":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "cut in half": _with_row()[:-30],
    "something behind it": _with_row() + b"{}",
    "a timestamp of 2^64": message(*GOOD, timestamp=1 << 64),
    "a timestamp of -2^64": message(*GOOD, timestamp=-(1 << 64)),
    "a timestamp of 10^400": _spelt(b"1790000000000", b"1" + b"0" * 400),
    "a timestamp of a fraction": message(*GOOD, timestamp=1.5),
    "a timestamp as text": message(*GOOD, timestamp="1790000000000"),
    "a timestamp of NaN": _spelt(b"1790000000000", b"NaN"),
    "a currency twice": _spelt(b'"data": {', b'"data": {"BTC": %s, ' % json.dumps(row("BTC")).encode()),
    "data twice": _spelt(b'"data": {', b'"data": {}, "data": {'),
    "an amount twice": _spelt(b'"amount": "1"', b'"amount": "1", "amount": "2"'),
    "an amount twice, once by an escape": _spelt(b'"amount": "1"', b'"amount": "1", "\\u0061mount": "2"'),
    "invalid UTF-8": _spelt(b"2026-09-21", b"\xff\xfe"),
    "a lone surrogate in UTF-8": _spelt(b"2026-09-21", b"\xed\xa0\x80"),
    "no data": b'{"event":"ACCOUNT_BALANCE","timestamp":1790000000000}',
    "data as a list": message(*GOOD, data=[]),
    "a row as a list": message(*GOOD, data={"BTC": []}),
    "a row without its stake": message(data={"BTC": {"currency": "BTC", "amount": "1"}}),
    "tradable as text": _with_row(tradable="true"),
    "a byte order mark": b"\xef\xbb\xbf" + _with_row(),
    "a single quote": _with_row().replace(b'"', b"'"),
}

BAD_CODES = {
    "key is not the currency": message(*GOOD, data={"BTC": row("BTC", amount="7"), "ETH": row("LTC")}),
    "lower case": message(*GOOD, row("eth")),
    "21 characters": message(*GOOD, row("A" * 21)),
    "no character": message(*GOOD, row("")),
    "a line break behind it": message(*GOOD, row("ETH\n")),
    "a blank": message(*GOOD, row("E TH")),
    "a look-alike, Cyrillic": message(*GOOD, row("\N{CYRILLIC CAPITAL LETTER VE}TC")),
    "a look-alike, full width": message(*GOOD, row("\uff22\uff34\uff23")),
    "a look-alike digit": message(*GOOD, row("ETH\u0661")),
}
