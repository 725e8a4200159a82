"""A scripted REST interface beside the scripted stream, and what a test asks of both."""

import base64
import json
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.clock import idle
from tests.core.builders import row
from tests.feed.scripted import Stage
from tui.core.agreement import SECOND_AFTER, Agreement
from tui.feed.agreeing import FIRST_AFTER
from tui.feed.refusal import SessionError

EVERY = 600.0


def body(*rows: dict[str, object]) -> bytes:
    return json.dumps({"data": [row(str(each["currency"]).lower()) | each for each in rows]}).encode()


SAME = body(row("BTC"), row("ETH"), row("TWD"))
OTHER = body(row("BTC", amount="2"), row("ETH"), row("TWD"))


@dataclass
class Rest:
    """Answers each request by the next of `answers`, then always as the book has it."""

    answers: deque[bytes | SessionError | Callable[[], bytes]] = field(default_factory=deque)
    always: bytes | SessionError = SAME
    nonces: list[int] = field(default_factory=list)

    async def __call__(self, url: str, headers: Mapping[str, str], *, clock: Callable[[], float]) -> bytes:
        assert url == "https://exchange.test/v3/accounts/balance"
        assert clock() > 0
        self.nonces.append(json.loads(base64.b64decode(headers["X-BITOPRO-PAYLOAD"]))["nonce"])
        await idle()
        said = self.answers.popleft() if self.answers else self.always
        if isinstance(said, SessionError):
            raise said
        return said() if callable(said) else said

    @property
    def asked(self) -> int:
        return len(self.nonces)


async def known(on: Stage) -> Agreement:
    return (await on.watch.now()).agreement


async def checked(on: Stage) -> Agreement:
    """What the first check comes to, a second reading and all."""
    await on.live_for(FIRST_AFTER)
    await on.clock.advance(SECOND_AFTER)
    return await known(on)


def lines(on: Stage) -> list[str]:
    return [said for said in on.watch.said if "exchange" in said and "connected" not in said]
