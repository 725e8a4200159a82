"""FastTable beside a stock DataTable: the same app, rows and work, in one run.

    python -m tests.bench.table [--rows 500] [--size 120x40] [--rounds 30]

CPU time per operation until it is painted (composed and turned into terminal bytes), and those bytes as
Textual itself writes them. Ratios are comparable between machines; milliseconds are not.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.color import ColorSystem
from rich.text import Text
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.widgets import DataTable

from tui.ui.widgets.fast_table import FastTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.screen import Screen

Cell = str | Text
Rows = list[tuple[str, list[Cell]]]
COLUMNS = {
    "Currency": 10,
    "Amount": 22,
    "Available": 22,
    "In orders": 14,
    "Stake": 10,
    "Tradable": 8,
    "Changed": 8,
}
GOALS = {"update, visible": 1 / 18, "sort": 1 / 6}


@dataclass(frozen=True, slots=True)
class Figure:
    """One operation on one table."""

    cpu_ms: float
    """Median CPU time until painted, in milliseconds."""
    written: float
    """Mean bytes written."""


def amount(rng: random.Random) -> str:
    return f"{rng.randrange(10**6)}.{rng.randrange(10**8):08d}"


def make_rows(count: int, rng: random.Random) -> Rows:
    return [
        (
            f"C{number:05d}",
            [
                f"C{number:05d}",
                *(Text(amount(rng), justify="right") for _ in range(3)),
                Text("0", justify="right"),
                Text("yes" if number % 3 else "no"),
                Text("2 s", style="bold green" if number % 5 == 0 else ""),
            ],
        )
        for number in range(count)
    ]


class Bench(App[None]):
    """An app that shows one table and counts what it would write."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, table: DataTable[Cell], rows: Rows) -> None:
        super().__init__()
        self.console._color_system = ColorSystem.TRUECOLOR  # what most terminals speak, also without one
        self.table, self.rows = table, rows
        self.written = 0
        self.displayed = asyncio.Event()

    def compose(self) -> ComposeResult:
        yield self.table

    def on_mount(self) -> None:
        for label, width in COLUMNS.items():
            self.table.add_column(label, key=label, width=width)
        for key, cells in self.rows:
            self.table.add_row(*cells, key=key)
        self.table.focus()

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        if isinstance(renderable, CompositorUpdate):
            self.written += len(renderable.render_segments(self.console).encode())
        super()._display(screen, renderable)

    def post_display_hook(self) -> None:
        self.displayed.set()

    async def painted(self) -> bool:
        """Wait for a paint; False if none comes within 0.1 s."""
        try:
            await asyncio.wait_for(self.displayed.wait(), 0.1)
        except TimeoutError:
            return False
        return True

    async def idle(self) -> None:
        while True:
            self.displayed.clear()
            if not await self.painted():
                return

    async def measure(self, work: Callable[[int], object], rounds: int) -> Figure:
        """Do `work` a number of times, each after the last was painted and all is quiet."""
        times: list[float] = []
        before = 0
        for number in range(rounds + 1):
            await self.idle()
            if number == 1:
                before = self.written
            start = time.process_time()
            work(number)
            await self.painted()
            if number:
                times.append(time.process_time() - start)
        await self.idle()
        return Figure(statistics.median(times) * 1000, (self.written - before) / rounds)


def operations(app: Bench) -> dict[str, Callable[[int], object]]:
    """Name the operations, on either kind of table."""
    table, rng, rows = app.table, random.Random(7), app.rows
    last = len(rows) - 1

    def update(row: int) -> None:
        table.update_cell(rows[row][0], "Amount", Text(amount(rng), justify="right"))

    def fill(wanted: Rows) -> None:
        if isinstance(table, FastTable):
            table.set_rows(wanted)
            return
        table.clear()
        for key, cells in wanted:
            table.add_row(*cells, key=key)

    def sort(backwards: bool) -> None:
        at = table.coordinate_to_cell_key(table.cursor_coordinate).row_key
        table.sort("Available", key=by_amount, reverse=backwards)
        if not isinstance(table, FastTable):
            table.move_cursor(row=table.get_row_index(at))

    def by_amount(cells: Text) -> str:
        return cells.plain

    return {
        "update, visible": lambda number: update(3 + number % 20),
        "update, off screen": lambda number: update(last - number % 5),
        "update, equal": lambda _: table.update_cell(rows[5][0], "Stake", Text("0", justify="right")),
        "cursor": lambda number: table.move_cursor(row=5 + number % 2),
        "sort": lambda number: sort(bool(number % 2)),
        "sort, nothing moves": lambda _: sort(False),
        "scroll": lambda number: table.scroll_to(y=number % 2 * 5, animate=False),
        "refill, re-sorted": lambda number: fill(rows[:: -1 if number % 2 else 1]),
        "refill, same": lambda _: fill(rows),
        "filter, on and off": lambda number: fill(rows[::3] if number % 2 else rows),
    }


async def run(table: DataTable[Cell], count: int, size: tuple[int, int], rounds: int) -> dict[str, Figure]:
    """Measure every operation on `table`."""
    app = Bench(table, make_rows(count, random.Random(3)))
    async with app.run_test(size=size):
        return {name: await app.measure(work, rounds) for name, work in operations(app).items()}


async def compare(count: int, size: tuple[int, int], rounds: int) -> None:
    """Print a table of both."""
    fast = await run(FastTable(cursor_type="row"), count, size, rounds)
    stock = await run(DataTable(cursor_type="row"), count, size, rounds)
    report = [
        f"{count} rows, {size[0]}x{size[1]}, {rounds} rounds",
        "operation             stock ms   fast ms    ratio   goal   stock B    fast B",
    ]
    for name, theirs in stock.items():
        mine = fast[name]
        goal = f"1/{1 / GOALS[name]:.0f}" if name in GOALS else ""
        ratio = f"1/{theirs.cpu_ms / mine.cpu_ms:.1f}"
        report.append(
            f"{name:20s} {theirs.cpu_ms:9.2f} {mine.cpu_ms:9.2f} {ratio:>8s} {goal:>6s}"
            f" {theirs.written:9.0f} {mine.written:9.0f}"
        )
    sys.stdout.write("\n".join(report) + "\n")


def main() -> None:
    """Read the options and compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rows", type=int, default=500)
    parser.add_argument("--size", default="120x40")
    parser.add_argument("--rounds", type=int, default=30)
    options = parser.parse_args()
    width, _, height = str(options.size).partition("x")
    asyncio.run(compare(options.rows, (int(width), int(height)), options.rounds))


if __name__ == "__main__":
    main()
