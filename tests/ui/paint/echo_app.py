"""A dashboard of plain lines with a cursor, a status and a log under load: `... echo_app EVENTS_A_SECOND`."""

from __future__ import annotations

import asyncio
import os
import random
import sys
import time
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.ui.paint.display import DiffDisplay

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

BAR = Style.parse("black on #00aaff")
PLAIN = Style.parse("#e0e0e0 on #121212")
LOGGED = Style.parse("#a0a0c0 on #1e1e1e")


class Lines(ScrollView, can_focus=True):
    """Lines of text, one of them perhaps under a cursor; a changed line repaints itself only."""

    def __init__(self, count: int, style: Style, cursor: int | None = None) -> None:
        super().__init__()
        self.texts = [""] * count
        self.style = style
        self.cursor = cursor

    def put(self, line: int, text: str) -> None:
        self.texts[line] = text
        self.refresh(Region(0, line, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        style = BAR if y == self.cursor else self.style
        text = self.texts[y] if y < len(self.texts) else ""
        return Strip([Segment(text, style)]).adjust_cell_length(self.size.width, style)


class EchoApp(DiffDisplay, App[int]):
    """Amounts that change, a log of what changed, and a cursor that up and down move."""

    CSS = """
    Screen {layers: one} #status {height: 1} #rows {height: 1fr} #log {height: 8}
    Lines {overflow: hidden; background: #121212}
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("down", "step(1)", "Down"),
        ("up", "step(-1)", "Up"),
        ("q", "quit", "Quit"),
        ("r", "report", "Report"),
        ("ctrl+l", "repaint", "Repaint"),
        ("ctrl+z", "suspend_process", "Suspend"),
    ]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate
        self.status = Lines(1, PLAIN)
        self.status.id = "status"
        self.rows = Lines(60, PLAIN, cursor=0)
        self.rows.id = "rows"
        self.entries = Lines(8, LOGGED)
        self.entries.id = "log"
        self.waiting: dict[int, str] = {}
        self.recent: deque[str] = deque(maxlen=8)
        self.events = 0
        self.longest_stall = 0.0
        self.chance = random.Random(1)

    def compose(self) -> ComposeResult:
        yield self.status
        yield self.rows
        yield self.entries

    def on_mount(self) -> None:
        for line in range(60):
            self.rows.put(line, self.text(line))
        self.set_focus(self.rows)
        self.action_step(0)
        self.run_worker(self.feed(), exit_on_error=True)

    def text(self, line: int) -> str:
        amounts = "  ".join(
            f"{self.chance.randrange(10**11, 10**12)}.{self.chance.randrange(10**8):08d}" for _ in "ab"
        )
        return f" CUR{line:05d}  {amounts}  0.00000000  yes"

    async def feed(self) -> None:
        """Take events at the rate asked for, and note how long the loop ever stood still."""
        start = before = time.monotonic()
        until = float(os.environ.get("UNTIL", "inf"))
        while True:
            await asyncio.sleep(0.005 if self.rate else 60)
            now = time.monotonic()
            self.longest_stall = max(self.longest_stall, now - before - 0.005)
            before = now
            while self.rate and self.events < min(now - start, until) * self.rate:
                self.events += 1
                line = self.chance.randrange(28)
                self.waiting[line] = self.text(line)
                self.recent.append(f" {self.events:8d}{self.waiting[line]}")
                if os.environ.get("BELL"):
                    self.bell()
                    self.copy_to_clipboard(str(self.events))
            if self.waiting:
                self.when_paintable(self.bring)

    def bring(self) -> None:
        """Bring what has happened into the widgets."""
        for line, text in self.waiting.items():
            self.rows.put(line, text)
        self.waiting.clear()
        for line, text in enumerate(self.recent):
            self.entries.put(line, text)
        self.status.put(0, f" live  events {self.events}")

    def action_step(self, lines: int) -> None:
        before = self.rows.cursor or 0
        self.rows.cursor = max(0, min(before + lines, 27))
        for line in (before, self.rows.cursor):
            self.rows.put(line, self.rows.texts[line])
        self.paint_first([1 + self.rows.cursor, 1 + before])

    def action_report(self) -> None:
        """Tell the test how long the loop ever stood still, and how many events and frames there were."""
        frames = self.painter.frames if self.painter else 0
        Path(os.environ["REPORT"]).write_text(f"{self.longest_stall} {self.events} {frames}")

    async def action_quit(self) -> None:
        self.exit(0)


if __name__ == "__main__":
    EchoApp(float(sys.argv[1])).run()
