"""A terminal that stops reading while events go on, and reads again."""

from __future__ import annotations

import json
import re
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.figure import Figure
from tests.bench.hosted import hosted
from tests.bench.screens import OURS_WATCHED, STOCK, showing

RATE = 200
_RIGHT_WITHIN = 0.5
"""Seconds after the thaw; later, ages move."""
_QUESTION = re.compile(rb"\x1b\[5n|\x1b\[\?2026\$p")


@dataclass(frozen=True, slots=True)
class Frost:
    """What the freeze did."""

    stall: float
    """Seconds for which the event loop stood still at the most."""
    lost: int
    """Messages that were sent and never taken."""
    links: int
    """Connections that it took."""
    frames: int
    """Frames soon after the thaw."""


def freeze(module: str, seconds: float) -> Frost:
    """Read nothing for so long at `RATE` events a second, then everything."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        with (
            hosted(ping_interval=5.0) as exchange,
            showing(module, exchange, BENCH_REPORT=str(report), BENCH_STALLS="1") as seat,
        ):
            seat.read_for(3.0)
            sent, start = 0, time.monotonic()
            while (now := time.monotonic() - start) < seconds:
                due = int(now * RATE) - sent
                exchange.step(due)
                sent += due
                time.sleep(0.02)
            stuck = b""
            while data := seat.take(0.0):  # what was under way when the terminal froze
                stuck += data
            before = len(seat.written)
            seat.show(stuck)
            seat.read_for(_RIGHT_WITHIN)
            thawed = bytes(seat.written[before + len(stuck) :])
            seat.read_for(3.0)
            links = exchange.exchange.opened
            seat.press(b"q")
            seat.end(10.0)
        noted = json.loads(report.read_text())
    frames = sum(bool(frame) for frame in _QUESTION.split(thawed)) if _QUESTION.search(thawed) else 0
    return Frost(noted["stall"], sent + links - noted["messages"], links, frames)


def figures(*, quick: bool) -> list[Figure]:
    """Stall, losses, link and frames."""
    seconds = 6.0 if quick else 20.0
    ours, stock = freeze(OURS_WATCHED, seconds), freeze(STOCK, seconds)
    what = f"frozen {seconds:g} s at {RATE} events/s"
    return [
        Figure(f"{what}: stall", ours.stall * 1e3, "ms", stock.stall * 1e3, most=100),
        Figure(f"{what}: events lost", ours.lost, "", stock.lost, most=0),
        Figure(f"{what}: connections", ours.links, "", stock.links, most=1),
        Figure(f"{what}: frames on thaw", ours.frames, "", None, most=1),
    ]
