"""A real app in a real terminal: after every random step the diffed screen equals a full stock repaint."""

from __future__ import annotations

import os
import re
import time
from collections import Counter

import pytest

from tests.ui.paint.pseudo import Pseudo
from tests.ui.paint.terminal import Terminal, differences

STEPS = int(os.environ.get("BITOTUI_PAINT_STEPS", "40"))
SEEDS = [int(seed) for seed in os.environ.get("BITOTUI_PAINT_SEEDS", "1").split()]
MARK = re.compile(rb"\x1b\]2;(diffed|stock|resize) ([^\x07]*)\x07")
UNFINISHED = re.compile(rb"\x1b(?:\][^\x07]*|\[[<>=?]?[0-9;]*\$?)?\Z")


class Comparison:
    """Feeds what an app writes to two terminals: diffed bytes to one, stock repaints to the other."""

    def __init__(self, child: Pseudo) -> None:
        self.child = child
        self.stock = Terminal(80, 24)
        self.buffer = b""
        self.painting_stock = False
        self.step = ""
        self.kinds: Counter[str] = Counter()
        self.wrong: list[str] = []

    def feed(self, data: bytes) -> None:
        self.buffer += data
        while mark := MARK.search(self.buffer):
            self.write(self.buffer[: mark.start()])
            self.buffer = self.buffer[mark.end() :]
            self.note(mark[1].decode(), mark[2].decode())
        rest = UNFINISHED.search(self.buffer)
        end = rest.start() if rest else len(self.buffer)
        self.write(self.buffer[:end])
        self.buffer = self.buffer[end:]

    def write(self, data: bytes) -> None:
        if self.painting_stock:
            self.stock.feed(data)
        else:
            self.child.show(data)

    def note(self, mark: str, text: str) -> None:
        if mark == "resize":
            self.child.terminal.resize(*map(int, text.split()))
        elif mark == "diffed":
            self.step = text
            _, kind, width, height = text.split()
            self.kinds[kind] += 1
            self.stock = Terminal(int(width), int(height))
            self.stock.feed(b"\x1b[?7l")
            self.painting_stock = True
        else:
            self.painting_stock = False
            if found := differences(self.child.terminal.cells(), self.stock.cells()):
                self.wrong.append(f"{self.step}: {len(found)} cells, {found[:2]}")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_random_life_looks_like_its_stock_repaints(seed: int) -> None:
    with Pseudo("tests.ui.paint.model_app", str(seed), str(STEPS)) as child:
        comparison = Comparison(child)
        deadline = time.monotonic() + 20 + STEPS
        while child.ended is None and time.monotonic() < deadline:
            comparison.feed(child.take(1.0))
    assert child.ended == 0, bytes(child.written[-3000:]).decode(errors="replace")
    assert comparison.kinds.total() == STEPS + 1
    assert not comparison.wrong
