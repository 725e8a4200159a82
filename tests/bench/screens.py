"""The whole screen against the exchange: bytes and CPU at steady rates, idle, and at the start."""

from __future__ import annotations

import contextlib
import time
from functools import cache
from typing import TYPE_CHECKING, Final

from tests.bench.figure import Figure
from tests.bench.hosted import Hosted, hosted
from tests.bench.seat import Seat

if TYPE_CHECKING:
    from collections.abc import Iterator

OURS: Final = "tui"
OURS_WATCHED: Final = "tests.bench.ours"
"""Ours, with what happens inside noted."""
STOCK: Final = "tests.bench.baseline"
FILLED: Final = b"5LFJFNFD"
"""A currency that stands on the screen once the snapshot does."""

_OUR_PING: Final = 10.0
_MINUTE: Final = 62.0


@contextlib.contextmanager
def showing(module: str, exchange: Hosted, **environment: str) -> Iterator[Seat]:
    """One of the apps, connected and painted."""
    with Seat(module, "--env-file", exchange.env_file, **environment) as seat:
        seat.until(FILLED)
        seat.read_for(1.5)
        yield seat


@cache
def steady(module: str, rate: float, seconds: float, cursor: int = 1) -> tuple[float, float, float]:
    """Bytes an event, CPU as a share of one core, and events that really came a second.

    The second row does not move in this story: status, cells and log do. The first one does, and with it the detail.
    """
    with hosted(rate) as exchange, showing(module, exchange) as seat:
        seat.press(b"\x1b[B" * cursor)
        seat.read_for(2.0)
        events, cpu, start = exchange.exchange.account.updates, seat.cpu(), time.monotonic()
        count = seat.read_for(seconds)
        took = time.monotonic() - start
        events = exchange.exchange.account.updates - events
        return count / events, (seat.cpu() - cpu) / took, events / took


@cache
def starting(module: str) -> int:
    """Bytes until the balances stand on the screen and the connection is live."""
    with hosted() as exchange, showing(module, exchange) as seat:
        return len(seat.written)


def written(*, quick: bool) -> list[Figure]:
    """Bytes an event, and at the start."""
    figures = []
    for rate, goal in ((1, 225), (10, 225), (50, 225), (100, 100)):
        seconds = 4.0 if quick else max(8.0, 20.0 / rate)
        ours, stock = steady(OURS, rate, seconds), steady(STOCK, rate, seconds)
        what = f"bytes an event, whole screen, {rate}/s"
        figures.append(Figure(what, ours[0], "B", stock[0], most=goal))
    ours, stock = (steady(module, 10, 4.0 if quick else 8.0, 0) for module in (OURS, STOCK))
    what = "bytes an event, 10/s, every eighth of the currency in the detail"
    figures.append(Figure(what, ours[0], "B", stock[0]))
    figures.append(Figure("bytes at start", starting(OURS), "B", starting(STOCK), most=9_000))
    return figures


def spent(*, quick: bool) -> list[Figure]:
    """CPU of one core."""
    figures = []
    for rate, goal in ((10, 4), (100, 8), (1_000, 25)):
        seconds = 4.0 if quick else 8.0
        ours, stock = steady(OURS, rate, seconds), steady(STOCK, rate, seconds)
        what = f"CPU of one core, {rate}/s" + (
            f" (ours took {ours[2]:.0f}, stock {stock[2]:.0f})" if rate > 100 else ""
        )
        figures.append(Figure(what, ours[1] * 100, "%", stock[1] * 100, most=goal, digits=1))
    return figures


def idle(*, quick: bool) -> list[Figure]:
    """Nothing happens, and the last event was more than a minute ago: what happens between two keepalives."""
    with (
        hosted(ping_interval=86_400) as exchange,
        showing(OURS, exchange) as ours,
        showing(STOCK, exchange) as stock,
    ):
        first = _between_pings(ours, exchange.opened_at[0])
        if not quick:
            for seat in (ours, stock):
                seat.read_for(max(0.0, seat.started + _MINUTE - time.monotonic()))
        rested = first if quick else _between_pings(ours, exchange.opened_at[0])
        beside = _between_pings(stock, exchange.opened_at[1])
    names = ("bytes", "wake-ups", "CPU")
    units, goals = ("B/s", "/s", "%"), (0.0, 0.0, 0.02)
    figures = [
        Figure(f"idle: {name}", mine, unit, theirs, most=goal, digits=2)
        for name, mine, unit, theirs, goal in zip(names, rested, units, beside, goals, strict=True)
    ]
    figures += [
        Figure(f"idle, the first minute after an event: {name}", mine, unit, digits=2)
        for name, mine, unit in zip(names, first, units, strict=True)
    ]
    return figures


def _between_pings(seat: Seat, opened_at: float) -> tuple[float, float, float]:
    """Bytes, wake-ups and CPU (%) a second, from just after one of our pings to just before the next."""
    since = (time.monotonic() - opened_at) % _OUR_PING
    seat.read_for(_OUR_PING - since + 1.0)
    seconds = _OUR_PING - 2.0
    switches, cpu = seat.switches(), seat.cpu()
    count = seat.read_for(seconds)
    return count / seconds, (seat.switches() - switches) / seconds, (seat.cpu() - cpu) / seconds * 100
