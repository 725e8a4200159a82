"""Decode and apply with every check, beside msgspec that only makes Decimals."""

from __future__ import annotations

import importlib.util
import time
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from tests.bench.figure import Figure
from tests.bench.sources import messages
from tui.core.book import Book, Phase, apply, opened
from tui.core.events import Event
from tui.core.wire import decode

if TYPE_CHECKING:
    from collections.abc import Callable


class _Row(msgspec.Struct):
    currency: str
    amount: Decimal
    available: Decimal
    stake: Decimal
    tradable: bool


class _Message(msgspec.Struct):
    event: str
    timestamp: int
    data: dict[str, _Row]
    event_id: str = msgspec.field(name="eventID", default="")
    datetime: str = ""


_IN_A_ROW = 10

_decode_only = msgspec.json.Decoder(_Message).decode


def _fastest(one: Callable[[], object], other: Callable[[], object], seconds: float) -> tuple[float, float]:
    """Seconds of each one's fastest of many rounds; in turns, so that a busy machine is busy for both."""
    best, end = [float("inf"), float("inf")], time.perf_counter() + seconds
    while time.perf_counter() < end:
        for number, work in enumerate((one, other)):
            for _ in range(_IN_A_ROW):
                start = time.perf_counter()
                work()
                best[number] = min(best[number], time.perf_counter() - start)
    return best[0], best[1]


def _taken(book: Book, raw: bytes) -> Book:
    event = decode(raw)
    assert isinstance(event, Event)
    return apply(book, event, event.timestamp, book.generation).book


def figures(*, quick: bool) -> list[Figure]:
    """One currency into a book of 500, and the snapshot of 500 on a new connection."""
    seconds = 0.3 if quick else 1.5
    snapshot, *updates = messages(400)
    book = _taken(opened(Book(), 1), snapshot)
    assert book.phase is Phase.COMPLETE
    update = min(updates, key=len)
    result = []
    for what, raw, start, goal in (
        ("one currency", update, book, 5),
        ("snapshot of 500", snapshot, opened(book, 2), 3),
    ):
        ours, bare = _fastest(partial(_taken, start, raw), partial(_decode_only, raw), seconds)
        result.append(
            Figure(
                f"decode + apply, {what}",
                ours * 1e6,
                "µs",
                bare * 1e6,
                ratio_most=goal,
                beside="(msgspec)",
                digits=1,
            )
        )
    return result


def skipped() -> str:
    """What was not compared, in a sentence."""
    if importlib.util.find_spec("ccxt") is None:
        return "ccxt is not installed: decode + apply is not compared with its handle_balance."
    return "ccxt is installed, and not compared: its handle_balance needs an exchange object of its own."
