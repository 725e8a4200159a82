"""The soak's exchange: the local one in a process of its own, told what to do line by line.

`python -m tests.soak.exchange SEED` reads JSON objects from standard input and does them in order: {"do": "step",
"count": …}, {"do": "set", "name": …, "value": …, "times": …}, {"do": "now", "name": …, "value": …}, {"do": "clear"}.
It answers each with a line, and says by itself after how many updates each snapshot was taken.
"""

import asyncio
import json
import sys
from typing import Any
from unittest.mock import patch

from tui.exchange import server
from tui.exchange.account import Account, AccountEvent
from tui.exchange.options import Options

PING_INTERVAL = 1.0
CLOSE_TIMEOUT = 0.2


def say(**content: object) -> None:
    """Write one line for the one who started this."""
    print(json.dumps(content), flush=True)


class NotingAccount(Account):
    """Says of each snapshot after how many updates it was taken."""

    def snapshot(self, now_ms: int) -> AccountEvent:
        event = super().snapshot(now_ms)
        say(snapshot=event.event_id, updates=self.updates)
        return event


async def obey(exchange: server.LocalExchange, order: dict[str, Any]) -> None:
    """Do what a line says, and answer it."""
    faults = exchange.faults
    match order["do"]:
        case "step":
            await exchange.step(order["count"])
        case "set":
            faults.set(order["name"], order["value"], times=order["times"])
        case "now":
            faults.now(order["name"], order["value"])
            await asyncio.sleep(0)  # it happens in a task of its own, before whatever is told next
        case "clear":
            faults.clear()
    say(done=order["do"], updates=exchange.account.updates, opened=exchange.opened)


async def serve(seed: int) -> None:
    """Serve until standard input ends."""
    options = Options(
        rate=0, seed=seed, tls=True, ping_interval=PING_INTERVAL, close_timeout=CLOSE_TIMEOUT, backlog=65_536
    )
    with patch.object(server, "Account", NotingAccount):
        exchange = server.LocalExchange(options)
    lines = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    async with exchange:
        key = exchange.credentials
        say(
            stream_url=exchange.stream_url,
            rest_url=exchange.rest_url,
            authority=str(exchange.authority_file),
            api_key=key.api_key,
            api_secret=key.api_secret,
            identity=key.identity,
        )
        while line := await lines.readline():
            await obey(exchange, json.loads(line))


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
