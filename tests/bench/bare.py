"""A table alone that works through a list of operations: `python -m tests.bench.bare fast|stock ROUNDS`.

Before each operation, and behind the last, it writes a title that says what comes next and what CPU time the
last one took until all was painted, so that what a terminal reads tells the bytes of each.
"""

from __future__ import annotations

import asyncio
import random
import sys
import time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual.app import App
from textual.widgets import DataTable

from tui.ui.paint.display import DiffDisplay
from tui.ui.widgets.fast_table import FastTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

ROWS = 500
ON_SCREEN = 30
COLUMNS = {"Currency": 10, "Amount": 22, "Available": 22, "In orders": 14, "Stake": 10, "Tradable": 8}
QUIET = 0.15
Rows = list[tuple[str, list[Text]]]


class Bare(App[None]):
    """One table, and operations on it one by one."""

    CSS = "DataTable {width: 100%; height: 100%}"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, table: DataTable[Text], rounds: int) -> None:
        super().__init__()
        self.table, self.rounds = table, rounds
        self.chance = random.Random(3)
        self.rows: Rows = [(f"C{number:05d}", self.cells(f"C{number:05d}")) for number in range(ROWS)]
        self.displayed = asyncio.Event()

    def amount(self) -> Text:
        return Text(f"{self.chance.randrange(10**6)}.{self.chance.randrange(10**8):08d}", justify="right")

    def cells(self, currency: str) -> list[Text]:
        return [Text(currency), *(self.amount() for _ in range(3)), Text("0", justify="right"), Text("yes")]

    def compose(self) -> ComposeResult:
        yield self.table

    def on_mount(self) -> None:
        for label, width in COLUMNS.items():
            self.table.add_column(label, key=label, width=width)
        for key, cells in self.rows:
            self.table.add_row(*cells, key=key)
        self.table.focus()
        self.run_worker(self.work())

    def post_display_hook(self) -> None:
        self.displayed.set()

    async def settle(self) -> None:
        """Wait until nothing has been displayed for a moment."""
        while True:
            self.displayed.clear()
            try:
                await asyncio.wait_for(self.displayed.wait(), QUIET)
            except TimeoutError:
                return

    async def work(self) -> None:
        await self.settle()
        for name, operation in self.operations().items():
            for number in range(self.rounds):
                self.mark(name)
                start = time.process_time()
                operation(number)
                await self.settle()
                self.mark("idle", time.process_time() - start)
                start = time.process_time()
                await self.settle()
                self.mark("", -(time.process_time() - start))
        self.exit()

    def mark(self, name: str, seconds: float = 0.0) -> None:
        assert self._driver is not None
        self._driver.write(f"\x1b]2;BENCH {seconds:.6f} {name}\x07")

    def operations(self) -> dict[str, Callable[[int], object]]:
        return {
            "visible": lambda number: self.update(2 + number * 7 % ON_SCREEN),
            "off screen": lambda number: self.update(ROWS - 1 - number % 5),
            "equal": lambda number: self.table.update_cell(
                self.rows[number][0], "Stake", Text("0", justify="right")
            ),
            "sort": lambda number: self.sort("Amount" if number % 2 else "Available"),
            "filter": lambda number: self.fill(self.rows if number % 2 else self.rows[::3]),
        }

    def update(self, row: int) -> None:
        self.table.update_cell(self.rows[row][0], "Amount", self.amount())

    def sort(self, column: str) -> None:
        at = self.table.coordinate_to_cell_key(self.table.cursor_coordinate).row_key
        self.table.sort(column, key=lambda cell: Decimal(cell.plain))
        if not isinstance(self.table, FastTable):
            self.table.move_cursor(row=self.table.get_row_index(at), scroll=False)

    def fill(self, wanted: Rows) -> None:
        if isinstance(self.table, FastTable):
            self.table.set_rows(wanted)
            return
        self.table.clear()
        for key, cells in wanted:
            self.table.add_row(*cells, key=key)


class BareFast(DiffDisplay, Bare):
    """The same, painted by difference."""


def main(kind: str, rounds: str) -> None:
    app: App[Any] = (
        BareFast(FastTable(cursor_type="row"), int(rounds))
        if kind == "fast"
        else Bare(DataTable(cursor_type="row"), int(rounds))
    )
    app.run()


if __name__ == "__main__":
    main(*sys.argv[1:])
