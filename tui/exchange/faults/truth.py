"""Messages made from the account as it is now, for a fault to send or to spoil."""

import json
import uuid
from collections.abc import Callable
from typing import Any

from tui.exchange.account import Account, AccountEvent
from tui.exchange.message import message_text

Content = dict[str, Any]
"""A stream message as JSON holds it."""


class Truth:
    """Says what the account holds, without drawing on the chance that its story is told by."""

    def __init__(self, account: Account, now_ms: Callable[[], int]) -> None:
        self._account = account
        self._now_ms = now_ms
        self._said = 0

    def row(self) -> Content:
        """Give a message about one currency, the first of the account."""
        return self.everything(1)

    def everything(self, most: int | None = None) -> Content:
        """Give a message about the first `most` currencies, or all; each has an eventID of its own."""
        self._said += 1
        identifier = uuid.UUID(int=self._said, version=4)
        event = AccountEvent(str(identifier), self._now_ms(), tuple(self._account.holdings)[:most])
        return content_of(message_text(event))


def content_of(text: str) -> Content:
    """Read a message of our own back."""
    content: Content = json.loads(text)
    return content


def text_of(content: object, *, ascii_only: bool = True) -> str:
    """Write a message as JSON."""
    return json.dumps(content, separators=(",", ":"), ensure_ascii=ascii_only)
