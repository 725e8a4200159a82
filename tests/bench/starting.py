"""From the command to its effect: `--help`, the first table, and the way out."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

from tests.bench.figure import Figure
from tests.bench.hosted import hosted
from tests.bench.screens import OURS, STOCK, showing
from tests.bench.seat import Seat
from tests.ui.paint.pseudo import ROOT

MINIMAL = "tests.bench.minimal"
HEADING = b"Available"


def _run(*arguments: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def _first_table(module: str, *arguments: str) -> float:
    """Seconds until the table's heading stands."""
    with Seat(module, *arguments) as seat:
        seat.until(HEADING)
        return next(at for at, _ in reversed(seat.chunks)) - seat.started


def figures(*, quick: bool) -> list[Figure]:
    """Fastest of several, in turns, so that a busy moment of the machine hits both."""
    rounds = 5 if quick else 15
    bare, told, ours, minimal = list[float](), list[float](), list[float](), list[float]()
    with hosted() as exchange:
        source = ("--env-file", exchange.env_file)
        for _ in range(rounds):
            bare.append(_run("-c", "pass"))
            told.append(_run("-m", "tui", "--help"))
            ours.append(_first_table(OURS, *source))
            minimal.append(_first_table(MINIMAL))
        stock = min(_first_table(STOCK, *source) for _ in range(rounds // 2))
    return [
        Figure(
            "--help, beside python -c pass", min(told) * 1e3, "ms", min(bare) * 1e3,
            ratio_most=2.5, beside="(pass)",
        ),
        Figure(
            "first table, beside a minimal DataTable", min(ours) * 1e3, "ms", min(minimal) * 1e3,
            ratio_most=1.15, beside="(minimal)",
        ),
        Figure("first table, beside the stock app", min(ours) * 1e3, "ms", stock * 1e3),
    ]  # fmt: skip


def leaving(*, quick: bool) -> list[Figure]:
    """From `q` to the end of the process; the median."""
    rounds = 2 if quick else 5
    ours, stock = (statistics.median(_leave(module) for _ in range(rounds)) for module in (OURS, STOCK))
    return [Figure("quit", ours * 1e3, "ms", stock * 1e3, most=130)]


def _leave(module: str) -> float:
    with hosted() as exchange, showing(module, exchange) as seat:
        seat.press(b"q")
        return seat.end(10.0)
