"""Resident memory: of the screen that stands, and how it grows with events."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.figure import Figure
from tests.bench.hosted import hosted
from tests.bench.screens import OURS, OURS_WATCHED, STOCK, showing
from tests.bench.seat import Seat
from tests.ui.paint.pseudo import ROOT

MB = 1 << 20
_IMPORTS = "import textual.app, textual.widgets._data_table, httpx_ws\n"
_IMPORTED = _IMPORTS + "print(open('/proc/self/statm').read().split()[1])"
_PAGE = 4096


def _imported() -> int:
    """Resident bytes of a Python that has imported Textual and httpx_ws, and does nothing."""
    told = subprocess.run(
        [sys.executable, "-c", _IMPORTED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return int(told.stdout) * _PAGE


def _standing(module: str) -> int:
    with hosted() as exchange, showing(module, exchange) as seat:
        return seat.memory()


def growth(module: str, events: int, warm: int) -> tuple[int, int]:
    """Bytes that `events` events add to a screen that stands, and how many of them behind the first `warm`."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        arguments = ("--inject", str(events), "--warm", str(warm))
        with Seat(module, *arguments, BENCH_REPORT=str(report)) as seat:
            while not report.exists() and seat.ended is None:
                seat.read_for(0.5)
            seat.read_for(0.5)
        standing, warmed, end = json.loads(report.read_text())["memory"]
    return end - standing, end - warmed


def figures(*, quick: bool) -> list[Figure]:
    """Beside what the libraries take, and beside RichLog."""
    base, ours, stock = _imported(), _standing(OURS), _standing(STOCK)
    events = 60_000 if quick else 1_000_000
    grown, later = growth(OURS_WATCHED, events, 40_000)
    few = 2_000 if quick else 5_000
    beside, _ = growth(STOCK, few, few // 2)
    what = f"memory, growth over {events:,} events"
    return [
        Figure(
            "memory, beside importing the libraries", ours / MB, "MB", base / MB,
            ratio_most=1.25, beside="(imports)", digits=1,
        ),
        Figure("memory, beside the stock app", ours / MB, "MB", stock / MB, digits=1),
        Figure(what, grown / MB, "MB", beside / MB, most=8, beside=f"({few:,})", digits=1),
        Figure(f"{what}, behind the first 40,000", later / MB, "MB", most=8, digits=1),
    ]  # fmt: skip
