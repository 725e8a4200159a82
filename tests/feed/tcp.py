"""A live feed against the local exchange, over TCP."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import replace

import httpx

from tests.feed.watching import Watch, watching
from tui.core import auth
from tui.exchange.options import Options
from tui.exchange.server import LocalExchange
from tui.feed.clock import Clock
from tui.feed.limits import Limits
from tui.feed.live import Live
from tui.feed.session import Session, dial
from tui.settings import Secret, Settings

QUIET = Options(rate=0)
"""An exchange that says something only when the test lets its story advance."""


def settings_for(exchange: LocalExchange, *, secret: str | None = None) -> Settings:
    key = exchange.credentials
    return Settings(
        api_key=Secret(key.api_key),
        api_secret=Secret(secret or key.api_secret),
        identity=key.identity,
        stream_url=exchange.stream_url,
        rest_url=exchange.rest_url,
        timezone=None,
        found_in="the test",
        notices=(),
    )


class Dials:
    """Dials for real, and remembers with which headers."""

    def __init__(self) -> None:
        self.headers: list[Mapping[str, str]] = []

    def __call__(
        self,
        url: str,
        headers: Callable[[], Mapping[str, str]],
        *,
        limits: Limits,
        clock: Callable[[], float],
    ) -> AbstractAsyncContextManager[Session]:
        def told() -> Mapping[str, str]:
            self.headers.append(headers())
            return self.headers[-1]

        return dial(url, told, limits=limits, clock=clock)


def live_on(
    exchange: LocalExchange, clock: Clock, *, secret: str | None = None, dials: Dials | None = None
) -> Live:
    return Live(settings_for(exchange, secret=secret), clock=clock, jitter=lambda: 0, dial=dials or Dials())


@contextlib.asynccontextmanager
async def connected(
    clock: Clock, options: Options = QUIET
) -> AsyncIterator[tuple[LocalExchange, Live, Watch]]:
    """An exchange, a feed that is LIVE on it, and who watches."""
    async with LocalExchange(options) as exchange:
        live = live_on(exchange, clock)
        async with watching(live) as watch:
            await watch.until(lambda reading: reading.link.is_live)
            yield exchange, live, watch


def held(exchange: LocalExchange) -> dict[str, tuple[str, str, str, bool]]:
    """What the exchange's account really holds, digit for digit as it is written."""
    return {
        holding.currency: (
            holding.coin.written(holding.amount),
            holding.coin.written(holding.available),
            holding.coin.written(holding.stake),
            holding.coin.tradable,
        )
        for holding in exchange.account.holdings
    }


async def asked(exchange: LocalExchange) -> dict[str, tuple[str, str, str, bool]]:
    """What `GET /v3/accounts/balance` says to a signed request."""
    key = exchange.credentials
    nonce = exchange.options.now_ms() + 30_000
    signed = auth.headers(key.api_key, key.api_secret, key.identity, nonce)
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.get(f"{exchange.rest_url}/accounts/balance", headers=signed)
    return {
        row["currency"].upper(): (row["amount"], row["available"], row["stake"], row["tradable"])
        for row in answer.raise_for_status().json()["data"]
    }


@contextlib.asynccontextmanager
async def back_again(exchange: LocalExchange) -> AsyncIterator[LocalExchange]:
    """The same exchange on the same port, after it has ended."""
    async with LocalExchange(replace(exchange.options, port=exchange.port)) as again:
        yield again


async def until_true(fact: Callable[[], bool]) -> None:
    """Let the loop run until `fact` holds; it is a matter of a few rounds."""
    async with asyncio.timeout(5):
        while not fact():  # noqa: ASYNC110 - what the loop itself has done raises no event
            await asyncio.sleep(0)
