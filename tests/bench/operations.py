"""What single operations on the bare table cost: bytes, and CPU time until painted."""

from __future__ import annotations

import re
import statistics
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.bench.figure import Figure
from tests.bench.seat import COLUMNS, LINES, Seat
from tests.ui.paint.terminal import Terminal, differences

_MARK = re.compile(rb"\x1b\]2;BENCH (-?[0-9.]+) ([a-z ]*)\x07")


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one operation, on average; CPU is the median."""

    bytes: float
    cpu: float
    """Seconds."""
    least: float
    """What differed afterwards: UTF-8 bytes of those cells, and the shortest ways between them, colours apart."""


@cache
def costs(kind: str, rounds: int) -> dict[str, Cost]:
    """Work through all operations on one kind of table."""
    with Seat("tests.bench.bare", kind, str(rounds)) as seat:
        seat.end(60.0)
        written = bytes(seat.written)
    terminal = Terminal(COLUMNS, LINES)
    taken, cpu, least = (defaultdict[str, list[float]](list) for _ in range(3))
    name, place = "", 0
    for mark in _MARK.finditer(written):
        piece = written[place : mark.start()]
        before = terminal.cells()
        terminal.feed(piece)
        seconds = float(mark[1])
        if name and name != "idle":
            taken[name].append(len(piece))
            cpu[name].append(seconds)
            least[name].append(_least(differences(terminal.cells(), before)))
            last = name
        elif name == "idle":
            cpu[last][-1] += seconds  # what waiting for quiet costs is not the operation's
        name, place = mark[2].decode(), mark.end()
    return {
        name: Cost(statistics.fmean(sizes), statistics.median(cpu[name]), statistics.fmean(least[name]))
        for name, sizes in taken.items()
    }


def _least(changed: list[tuple[int, int, Any, Any]]) -> int:
    """Bytes of these cells; a gap costs what stands in it or a move, and another line a carriage return and a feed."""
    total, at = 0, (-1, 0)
    for y, x, cell, _ in changed:
        if y != at[0]:
            total += len("\r\n")
            at = (y, 0)
        gap = x - at[1]
        total += min(gap, len(f"\x1b[{gap}C")) + len(cell.data.encode())
        at = (y, x + 1)
    return total


def written(*, quick: bool) -> list[Figure]:
    """Bytes."""
    rounds = 4 if quick else 20
    ours, stock = costs("fast", rounds), costs("stock", rounds)
    goals = {"visible": 40.0, "off screen": 0.0, "equal": 0.0}
    figures = [
        Figure(f"bytes, table only, {name}", ours[name].bytes, "B", stock[name].bytes, most=goal)
        for name, goal in goals.items()
    ]
    for name in ("sort", "filter"):
        what = f"bytes, {name} (what differs: {ours[name].least:.0f} B)"
        figures.append(
            Figure(what, ours[name].bytes, "B", stock[name].bytes, most=round(ours[name].least * 1.2))
        )
    return figures


def spent(*, quick: bool) -> list[Figure]:
    """CPU."""
    rounds = 4 if quick else 20
    ours, stock = costs("fast", rounds), costs("stock", rounds)
    return [
        Figure(
            f"CPU until painted, {name}",
            ours[name].cpu * 1e3,
            "ms",
            stock[name].cpu * 1e3,
            ratio_most=1 / goal,
            digits=2,
        )
        for name, goal in (("visible", 18), ("sort", 6))
    ]
