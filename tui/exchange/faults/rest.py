"""What goes wrong beside the stream: in the answers to the balance call, and in when streams hear of an update."""

import asyncio
from collections import deque
from collections.abc import Callable

from websockets.http11 import Response

from tui.exchange.account import Account
from tui.exchange.faults.refusals import refusal
from tui.exchange.faults.standing import LONGEST_LAG
from tui.exchange.faults.switch import Faults
from tui.exchange.faults.truth import content_of, text_of
from tui.exchange.holdings import Holding
from tui.exchange.message import balance_text


class Rest:
    """Answers the balance call as the faults say, and holds back what streams are to hear late."""

    def __init__(
        self, account: Account, faults: Faults, *, now_ms: Callable[[], int], happen: Callable[[], None]
    ) -> None:
        """`happen` lets the next thing happen to the account."""
        self._account = account
        self._faults = faults
        self._now_ms = now_ms
        self._happen = happen
        self._before: deque[tuple[float, tuple[Holding, ...]]] = deque()
        """Until when what was true, while answers lag."""
        self._held: deque[tuple[float, Callable[[], None]]] = deque()
        """When what is to be told."""
        self._telling: asyncio.TimerHandle | None = None

    def refusal(self) -> Response | None:
        """The refusal of a call that is to be refused."""
        status = self._faults.take("rest-refuse")
        if status is None:
            return None
        return refusal(
            int(status),
            body=None,
            retry_after=self._faults.value("rest-retry-after"),
            location="",
            now_ms=self._now_ms(),
        )

    def text(self) -> str:
        """What the balance call says."""
        content = content_of(balance_text(self._holdings()))
        for row in content["data"]:
            if row["currency"] == (self._faults.value("rest-differs") or "").lower():
                row["amount"], row["available"] = (_one_more(row[name]) for name in ("amount", "available"))
            if row["currency"] == (self._faults.value("rest-spoilt") or "").lower():
                row["amount"] = "1e5"
        if self._faults.take("rest-event"):
            self._happen()
        return text_of(content)

    def _holdings(self) -> tuple[Holding, ...]:
        lag = self._faults.value("rest-lag")
        if lag is not None:
            moment = asyncio.get_running_loop().time() - float(lag)
            for until, holdings in self._before:
                if until > moment:
                    return holdings
        return tuple(self._account.holdings)

    def moves(self) -> None:
        """Know that the account is about to move."""
        if self._faults.value("rest-lag") is None:
            self._before.clear()
            return
        now = asyncio.get_running_loop().time()
        self._before.append((now, tuple(self._account.holdings)))
        while self._before[0][0] < now - LONGEST_LAG:
            self._before.popleft()

    def tell(self, say: Callable[[], None]) -> None:
        """Say it to the streams: at once, or late and never before what is still held back."""
        lag = self._faults.value("stream-lag")
        if lag is None and not self._held:
            say()
            return
        now = asyncio.get_running_loop().time()
        due = now + float(lag or 0)
        self._held.append((max(due, self._held[-1][0]) if self._held else due, say))
        self._wait()

    def _wait(self) -> None:
        if self._telling is None and self._held:
            self._telling = asyncio.get_running_loop().call_at(self._held[0][0], self._say)

    def _say(self) -> None:
        self._telling = None
        now = asyncio.get_running_loop().time()
        while self._held and self._held[0][0] <= now:
            self._held.popleft()[1]()
        self._wait()

    def stop(self) -> None:
        """Say nothing more of what is held back."""
        self._held.clear()
        if self._telling is not None:
            self._telling.cancel()
            self._telling = None


def _one_more(digits: str) -> str:
    whole, point, fraction = digits.partition(".")
    return f"{int(whole) + 1}{point}{fraction}"
