"""Decode and apply with every check, beside msgspec that only makes Decimals."""

from __future__ import annotations

import importlib
import importlib.util
import json
import time
from decimal import Decimal
from functools import partial
from types import SimpleNamespace
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
    theirs = _by_ccxt()
    for what, raw, start, goal, beside_ccxt in (
        ("one currency", update, book, 5, 1 / 3),
        ("snapshot of 500", snapshot, opened(book, 2), 3, 1 / 4),
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
        if theirs is not None:
            ours, ccxt = _fastest(partial(_taken, start, raw), partial(theirs, raw), seconds)
            same = f"the same, {what}, beside ccxt"
            result.append(
                Figure(same, ours * 1e6, "µs", ccxt * 1e6, ratio_most=beside_ccxt, beside="(ccxt)", digits=1)
            )
    return result


def _by_ccxt() -> Callable[[bytes], object] | None:
    """How ccxt takes in a message of BitoPro's: `json.loads` and its `handle_balance`; None without ccxt."""
    if importlib.util.find_spec("ccxt") is None:
        return None
    bitopro = importlib.import_module("ccxt.pro").bitopro()
    client = SimpleNamespace(resolve=lambda *_: None)
    return lambda raw: bitopro.handle_balance(client, json.loads(raw))


def skipped() -> str:
    """What was not compared, in a sentence."""
    if importlib.util.find_spec("ccxt") is None:
        return "ccxt is not installed: decode + apply is not compared with its handle_balance."
    return (
        "ccxt keeps no currency that an update does not name; ours does, and is measured with a book of 500."
    )
