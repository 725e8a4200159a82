"""The local exchange on a thread of the benchmark, whose trader uses only what stands on the screen."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tui.exchange.options import Options
from tui.exchange.server import LocalExchange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.exchange.account import AccountEvent

CURRENCIES = 500
ON_SCREEN = 26
"""How many of the currencies, in the order of the alphabet, take part: a change off the screen costs no bytes."""


class Hosted:
    """An exchange that runs, and the settings that lead to it."""

    def __init__(
        self,
        exchange: LocalExchange,
        env_file: Path,
        loop: asyncio.AbstractEventLoop,
        opened_at: list[float],
    ) -> None:
        self.exchange = exchange
        self.opened_at = opened_at
        """When each stream was opened, by `time.monotonic`."""
        self.env_file = str(env_file)
        self._loop = loop

    def step(self, count: int = 1) -> list[AccountEvent]:
        """So many events at once."""
        return asyncio.run_coroutine_threadsafe(self.exchange.step(count), self._loop).result()


@contextlib.contextmanager
def hosted(
    rate: float = 0, *, events: int | None = None, ping_interval: float = 20.0, currencies: int = CURRENCIES
) -> Iterator[Hosted]:
    """An exchange for as long as the context lasts."""
    opened_at: list[float] = []

    def log(line: str) -> None:
        if line.endswith("opened"):
            opened_at.append(time.monotonic())

    options = Options(currencies=currencies, rate=rate, events=events, ping_interval=ping_interval, log=log)
    loop, ready, found = asyncio.new_event_loop(), threading.Event(), list[LocalExchange]()
    stop = asyncio.Event()

    async def serve() -> None:
        exchange = LocalExchange(options)
        _trade_on_screen(exchange)
        async with exchange:
            found.append(exchange)
            ready.set()
            await stop.wait()

    def run() -> None:
        loop.run_until_complete(serve())
        loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    if not ready.wait(10):
        raise TimeoutError("the exchange does not start")
    with tempfile.TemporaryDirectory() as folder:
        env_file = Path(folder) / "bench.env"
        env_file.touch(0o600)
        # The one comparison with REST, 15 s after the start, is nothing that happens while idle.
        env_file.write_text("\n".join([*found[0].env_lines(), "BITOTUI_AGREEMENT=off"]) + "\n")
        try:
            yield Hosted(found[0], env_file, loop, opened_at)
        finally:
            loop.call_soon_threadsafe(stop.set)
            thread.join(5)


def _trade_on_screen(exchange: LocalExchange) -> None:
    story, holdings = exchange.account.story, exchange.account.holdings
    shown = sorted(holding.coin.currency for holding in holdings)[:ON_SCREEN]
    story._used = [coin for coin in story._used if coin.currency in shown]
    story._staking = [coin for coin in story._used if coin.stakes]
    story.orders.clear()
