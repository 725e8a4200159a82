"""What the faults make of the true messages on their way to the clients."""

import asyncio
import contextlib
from collections.abc import Callable, Iterator

from tui.exchange.account import Account, AccountEvent
from tui.exchange.faults.broken_messages import BROKEN
from tui.exchange.faults.switch import Faults
from tui.exchange.faults.truth import Content, Truth, content_of, text_of
from tui.exchange.message import message_text, taiwan_time_wearing_z

_HOUR_MS = 3_600_000
_AHEAD_MS = {"future": 86_400_000, "soon": 30_000}
_FIXED = {"zero": 0, "negative": -1}
_TAIWAN_AHEAD_MS = 8 * _HOUR_MS
_REST_AFTER = 1.0
_SHAPES_UPDATES = ("timestamps", "datetime", "everything", "twice", "disorder", "instead", "split-utf8")
_SHAPES_SNAPSHOTS = ("timestamps", "datetime", "snapshot", "split-utf8")


class Telling:
    """Turns the account's events into the texts that are sent."""

    def __init__(self, account: Account, faults: Faults, now_ms: Callable[[], int]) -> None:
        self._account = account
        self._faults = faults
        self._now_ms = now_ms
        self._equal: int | None = None
        self._held: Content | None = None
        self._rest_is_due = False
        self.truth = Truth(account, now_ms)
        """What the account holds now, for faults that need more than its events."""

    def update(self, event: AccountEvent) -> list[str]:
        """Give what is said of an event, in order."""
        held, self._held = self._held, None
        if held is None and not self._any(_SHAPES_UPDATES):
            return [message_text(event)]
        content = content_of(message_text(event))
        if self._faults.value("everything"):
            content["data"] = self.truth.everything()["data"]
        if held is not None:
            pair = [content, held] if content["timestamp"] > held["timestamp"] else [held, content]
            return [text for told in pair for text in self._said(told)]
        if self._faults.take("disorder"):
            self._held = content
            return []
        return self._said(content)

    def first(self) -> list[str]:
        """Give the first message of a stream; none, if that is the fault."""
        event = self._account.snapshot(self._now_ms())
        if not self._any(_SHAPES_SNAPSHOTS):
            return [message_text(event)]
        content = content_of(message_text(event))
        match self._faults.take("snapshot"):
            case "none":
                return []
            case "one" | "late" as kind:
                self._rest_is_due = kind == "late"
                content["data"] = dict([next(iter(content["data"].items()))])
            case "missing":
                content["data"].popitem()
            case "empty":
                content["data"] = {}
            case "old":
                content["timestamp"] -= _HOUR_MS
            case "broken":
                return [BROKEN["nan"](content)]
            case _:
                pass
        return [self._written(content)]

    @contextlib.contextmanager
    def completing(self, post: Callable[[str], None]) -> Iterator[None]:
        """Tell, a little later, what the first message of the stream just opened has left out, if that is the fault."""
        if not self._rest_is_due:
            yield
            return
        self._rest_is_due = False
        later = asyncio.get_running_loop().call_later(_REST_AFTER, lambda: post(self._rest()))
        try:
            yield
        finally:
            later.cancel()

    def _rest(self) -> str:
        content = self.truth.everything()
        content["data"].pop(next(iter(content["data"])))
        return self._written(content)

    def _any(self, names: tuple[str, ...]) -> bool:
        return any(self._faults.value(name) is not None for name in names)

    def _said(self, content: Content) -> list[str]:
        if kind := self._faults.take("instead"):
            return [BROKEN[kind](content)]
        return [self._written(content)] * (2 if self._faults.take("twice") else 1)

    def _written(self, content: Content) -> str:
        if self._faults.value("datetime"):
            content["datetime"] = taiwan_time_wearing_z(content["timestamp"] - _TAIWAN_AHEAD_MS)
        content["timestamp"] = self._shifted(content["timestamp"])
        if self._faults.value("split-utf8"):
            return text_of(content | {"note": "帳戶餘額 €"}, ascii_only=False)
        return text_of(content)

    def _shifted(self, timestamp: int) -> int:
        shift = self._faults.value("timestamps")
        if shift != "equal":
            self._equal = None
        if shift == "equal":
            self._equal = timestamp if self._equal is None else self._equal
            return self._equal
        if shift == "seconds":
            return timestamp // 1_000
        if shift in _FIXED:
            return _FIXED[shift]
        return timestamp + _AHEAD_MS.get(shift or "", 0)
