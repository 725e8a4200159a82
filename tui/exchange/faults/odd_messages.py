"""Messages besides the true ones that a client takes, marks or passes over; none changes what the account holds."""

from collections.abc import Callable

from tui.exchange.faults.truth import Content, Truth, text_of

ODD = "ODD"
"""How made-up currencies begin: the account holds none of them, and what is said of them is to be shown as it is."""

_HOUR_MS = 3_600_000
_DIGITS_20 = "999999999999.99999999"
_DIGITS_30 = "123456789012345678901.123456789"


def _true(truth: Truth) -> list[Content]:
    return [truth.row()]


def _row(
    name: str, amount: str, available: str, stake: str, **more: object
) -> Callable[[Truth], list[Content]]:
    """Tell of a made-up currency."""
    currency = f"{ODD}{name}"
    row = {"currency": currency, "amount": amount, "available": available, "stake": stake, "tradable": True}
    return lambda truth: [truth.row() | {"data": {currency: row | more}}]


def _without_event_id(truth: Truth) -> list[Content]:
    return [{name: value for name, value in truth.row().items() if name not in ("eventID", "datetime")}]


def _duplicate(truth: Truth) -> list[Content]:
    return [truth.row()] * 2


def _conflict(truth: Truth) -> list[Content]:
    true = truth.row()
    (other,) = _row("CONFLICT", "1", "1", "0")(truth)
    return [true, other | {"eventID": true["eventID"]}]


def _older(truth: Truth) -> list[Content]:
    """Say of a currency that an hour ago there was none: whoever knows better since then passes it over."""
    told = truth.row()
    for row in told["data"].values():
        row.update(amount="0", available="0", stake="0")
    return [told | {"timestamp": told["timestamp"] - _HOUR_MS}]


def _more_fields(truth: Truth) -> list[Content]:
    told = truth.row()
    for row in told["data"].values():
        row["locked"] = {"since": [1, None]}
    return [told | {"sequence": 1, "note": "餘額 \u202e"}]


def _no_currency(truth: Truth) -> list[Content]:
    return [truth.row() | {"data": {}}]


APPLIED: dict[str, Callable[[Truth], list[Content]]] = {
    "true": _true,
    "over": _row("OVER", "1", "1", "0.5"),
    "negative": _row("MINUS", "-1.5", "-2", "0.5"),
    "digits-20": _row("TWENTY", _DIGITS_20, _DIGITS_20, "0"),
    "digits-30": _row("THIRTY", _DIGITS_30, _DIGITS_30, "0.000000001"),
    "trailing-zeros": _row("ZEROS", "1.000000000000000000", "1.0", "0.00000000"),
    "letters-20": _row("X" * 17, "1", "1", "0"),
    "old-format": _without_event_id,
    "more-fields": _more_fields,
    "no-row": _no_currency,
    "duplicate": _duplicate,
    "conflict": _conflict,
    "older": _older,
}
"""Messages in the right form."""

IGNORED: dict[str, str | bytes] = {
    "binary": b'{"event":"ACCOUNT_BALANCE"}',
    "empty": "",
    "blank": " \r\n\t",
    "null": "null",
    "list": "[]",
    "object": "{}",
    "true-word": "true",
    "any-number": "42",
    "any-text": '"ACCOUNT_BALANCE"',
    "unknown-event": '{"event":"ORDER_FILLED","timestamp":1,"data":{"BTC":{"amount":"NaN"}}}',
}
"""Messages of no known kind."""


def texts(told: list[Content]) -> list[str | bytes]:
    """Write messages as the stream does."""
    return [text_of(content) for content in told]
