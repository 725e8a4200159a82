"""An app that does random things to its screen, and after each lets the test compare it with a stock repaint.

It runs in a pseudo-terminal: `python -m tests.ui.paint.model_app SEED STEPS`. After each step it writes a
title that names the step and ends the diffed bytes, then the bytes of a full stock repaint, then another
title.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import random
import signal
import struct
import sys
import termios
from typing import TYPE_CHECKING

from rich.text import Text
from textual.app import App
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widgets import DataTable, Footer, Input, RichLog, Static

from tui.ui.paint.display import DiffDisplay

if TYPE_CHECKING:
    from textual.app import ComposeResult

WORDS = ["BTC", "比特幣", "e\u0301toile", "ﾊﾝｶｸ", "한국원", "─┼─", "USDT", "1.00000000", "0", "➜ x"]
KINDS = [
    *("update", "update", "many", "style", "scroll", "scroll", "sort", "filter", "log", "log", "resize"),
    *("theme", "popup", "detail", "cursor", "type", "repaint", "notify"),
]
STYLES = ["", "red", "bold", "on blue", "reverse", "dim", "underline", "bold green on #303030"]


class Popup(ModalScreen[None]):
    """A dialog over the rest."""

    def compose(self) -> ComposeResult:
        yield Static("notice 比特幣 \n second line", id="notice")


class ModelApp(DiffDisplay, App[int]):
    """A table, a detail pane, an input and a log, and chance."""

    ENABLE_COMMAND_PALETTE = False
    CSS = """
    #top {height: 1fr} #detail {width: 20; height: 1fr; border: solid green} DataTable {width: 1fr}
    RichLog {height: 6} Input {height: 1; border: none} #notice {width: 30; height: 5; background: darkred}
    Popup {align: center middle}
    """

    def __init__(self, seed: int, steps: int) -> None:
        super().__init__()
        self.chance = random.Random(seed)
        self.steps = steps
        self.table: DataTable[Text] = DataTable(cursor_type="row")
        self.detail = Static("", id="detail", markup=False)
        self.log_lines = RichLog(max_lines=50, markup=False)
        self.filter = Input()
        self.filter.cursor_blink = False
        self.painted = asyncio.Event()
        self.rows: list[int] = []

    def compose(self) -> ComposeResult:
        with Horizontal(id="top"):
            yield self.table
            yield self.detail
        yield self.log_lines
        yield self.filter
        yield Footer()

    def on_mount(self) -> None:
        self.table.add_columns("Currency", "Amount", "Available", "Stake")
        self.fill("")
        self.set_focus(self.table)
        self.run_worker(self.play(), exit_on_error=True)

    def word(self) -> Text:
        return Text(self.chance.choice(WORDS) * self.chance.randint(1, 3), style=self.chance.choice(STYLES))

    def fill(self, wanted: str) -> None:
        self.table.clear()
        for row in range(60):
            if wanted in str(row):
                self.table.add_row(*(self.word() for _ in range(4)), key=str(row))

    def post_display_hook(self) -> None:
        self.painted.set()

    async def play(self) -> None:
        await self.settle()
        await self.show(0, "start")
        for step in range(1, self.steps + 1):
            kind = self.chance.choice(KINDS)
            await getattr(self, f"do_{kind}")()
            await self.settle()
            await self.show(step, kind)
        self.exit(0)

    async def settle(self) -> None:
        """Wait until nothing has been displayed for a while, and all of it has been written and answered."""
        while True:
            self.painted.clear()
            try:
                await asyncio.wait_for(self.painted.wait(), 0.04)
            except TimeoutError:
                if self.painter is None or self.painter.at_rest:
                    return

    async def show(self, step: int, kind: str) -> None:
        """Say what was done, then paint over everything as Textual would."""
        driver = self._driver
        assert driver is not None
        width, height = self.size
        driver.write(f"\x1b]2;diffed {step} {kind} {width} {height}\x07")
        full = self.screen._compositor.render_full_update()
        driver.write(f"{full.render_segments(self.console)}\x1b]2;stock {step}\x07")
        await asyncio.sleep(0)

    async def do_update(self) -> None:
        for _ in range(self.chance.randint(1, 4)):
            if self.table.row_count:
                where = self.table.cursor_coordinate
                where = where._replace(
                    row=self.chance.randrange(self.table.row_count), column=self.chance.randrange(4)
                )
                self.table.update_cell_at(where, self.word())

    async def do_many(self) -> None:
        for _ in range(5):
            await self.do_update()
            await self.do_log()
            await asyncio.sleep(0.01)

    async def do_style(self) -> None:
        self.table.cursor_type = self.chance.choice(["row", "cell", "column", "none"])
        self.table.zebra_stripes = not self.table.zebra_stripes

    async def do_scroll(self) -> None:
        self.table.scroll_relative(y=self.chance.choice([1, 1, -1, 3, -5, 20, -20]), animate=False)

    async def do_sort(self) -> None:
        column = list(self.table.columns)[self.chance.randrange(4)]
        self.table.sort(column, key=str, reverse=self.chance.random() < 0.5)

    async def do_filter(self) -> None:
        self.fill(self.chance.choice(["", "", "1", "7", "99"]))

    async def do_log(self) -> None:
        for _ in range(self.chance.randint(1, 3)):
            self.log_lines.write(
                Text(" ".join(str(self.word()) for _ in range(6)), style=self.chance.choice(STYLES))
            )

    async def do_resize(self) -> None:
        width, height = self.chance.choice([80, 61, 100]), self.chance.choice([24, 20, 30])
        assert self._driver is not None
        self._driver.write(f"\x1b]2;resize {width} {height}\x07")
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        os.kill(os.getpid(), signal.SIGWINCH)
        await asyncio.sleep(0.03)

    async def do_theme(self) -> None:
        self.theme = self.chance.choice(["textual-dark", "textual-light", "nord", "ansi-dark", "gruvbox"])

    async def do_popup(self) -> None:
        if isinstance(self.screen, Popup):
            await self.pop_screen()
        else:
            await self.push_screen(Popup())

    async def do_detail(self) -> None:
        self.detail.update("\n".join(str(self.word()) for _ in range(self.chance.randint(1, 12))))
        self.detail.display = self.chance.random() < 0.8

    async def do_cursor(self) -> None:
        self.table.move_cursor(row=self.chance.randrange(60), animate=False)

    async def do_type(self) -> None:
        self.filter.value = str(self.word())
        self.set_focus(self.filter if self.chance.random() < 0.5 else self.table)

    async def do_repaint(self) -> None:
        self.repaint()

    async def do_notify(self) -> None:
        self.clear_notifications()
        if self.chance.random() < 0.6:
            self.notify(f"比特幣 {self.chance.random()}", markup=False, timeout=1000)


def main(arguments: list[str]) -> int | None:
    app = ModelApp(int(arguments[0]), int(arguments[1]))
    app.run()
    return app.return_code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
