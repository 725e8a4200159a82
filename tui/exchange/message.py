"""The text of what the exchange says: stream messages and REST bodies (PROTOCOL.md, Messages and REST)."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from tui.exchange.account import AccountEvent
from tui.exchange.holdings import Holding

_TAIWAN_AHEAD = timedelta(hours=8)


def message_text(event: AccountEvent) -> str:
    """Write an event as the stream does, `datetime` being Taiwan's time that wears a Z."""
    return _json(
        {
            "event": "ACCOUNT_BALANCE",
            "eventID": event.event_id,
            "timestamp": event.timestamp,
            "datetime": taiwan_time_wearing_z(event.timestamp),
            "data": {holding.currency: _row(holding, holding.currency) for holding in event.holdings},
        }
    )


def balance_text(holdings: Iterable[Holding]) -> str:
    """Write the REST answer about balances, where currencies are in lower case."""
    return _json({"data": [_row(holding, holding.currency.lower()) for holding in holdings]})


def error_text(reason: str) -> str:
    """Write a refusal's body."""
    return _json({"error": reason})


def taiwan_time_wearing_z(timestamp: int) -> str:
    """Write Unix ms as the stream's `datetime`: eight hours ahead of what its Z claims."""
    seconds, milliseconds = divmod(timestamp, 1_000)
    moment = datetime.fromtimestamp(seconds, UTC) + _TAIWAN_AHEAD
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{milliseconds:03d}Z"


def _row(holding: Holding, currency: str) -> dict[str, str | bool]:
    written = holding.coin.written
    return {
        "currency": currency,
        "amount": written(holding.amount),
        "available": written(holding.available),
        "stake": written(holding.stake),
        "tradable": holding.coin.tradable,
    }


def _json(content: object) -> str:
    return json.dumps(content, separators=(",", ":"))
