"""How long a key press takes to show, on a free line and on slow ones.

The line takes so many bytes a second behind a queue of 64 KB, as SSH and TCP have, and half the round trip each
way. Everything that comes out of it is kept with its moment, and emulated afterwards: the echo is the moment at
which the emulated screen first showed the cursor's bar where the key had sent it.
"""

from __future__ import annotations

import os
import random
import select
import time
from collections import deque
from typing import TYPE_CHECKING, Final

from tests.bench.figure import Figure
from tests.bench.hosted import hosted
from tests.bench.screens import OURS, STOCK
from tests.bench.seat import COLUMNS, LINES, Seat
from tests.ui.paint.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

QUEUE: Final = 1 << 16
BAR: Final = "0178d4"
"""The cursor's colour in Textual's dark theme, for both apps."""
FIRST_ROW, LAST_ROW = 3, 25
NEVER: Final = 20.0
FREE: Final = float("inf")


class Line:
    """Stands between a program and its terminal."""

    def __init__(self, seat: Seat, rate: float, round_trip: float) -> None:
        self.seat, self.rate, self.delay = seat, rate, round_trip / 2
        self.queue = bytearray()
        self.down: deque[tuple[float, bytes]] = deque()
        self.up: deque[tuple[float, bytes]] = deque()
        self.allowance, self.before = 0.0, time.monotonic()
        seat.answer_with = lambda answer: self.up.append((time.monotonic() + self.delay, answer))

    def press(self, keys: bytes) -> None:
        self.up.append((time.monotonic() + self.delay, keys))

    def run(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._tick()
            select.select([self.seat.descriptor] if len(self.queue) < QUEUE else [], [], [], 0.001)
            if self.rate < FREE or self.delay:
                time.sleep(0.001)

    def _tick(self) -> None:
        now = time.monotonic()
        if self.rate < FREE:
            self.allowance = min(self.allowance + (now - self.before) * self.rate, max(self.rate * 0.01, 8.0))
        self.before = now
        while len(self.queue) < QUEUE and select.select([self.seat.descriptor], [], [], 0)[0]:
            self.queue += os.read(self.seat.descriptor, min(4096, QUEUE - len(self.queue)))
        count = len(self.queue) if self.rate == FREE else min(int(self.allowance), len(self.queue))
        if count:
            self.allowance -= count
            self.down.append((now + self.delay, bytes(self.queue[:count])))
            del self.queue[:count]
        while self.down and self.down[0][0] <= now:
            self.seat.show(self.down.popleft()[1])
        while self.up and self.up[0][0] <= now:
            self.seat.press(self.up.popleft()[1])


def echoes(module: str, events: float, rate: float, round_trip: float, keys: int) -> list[float]:
    """Seconds from each key press to its echo, sorted."""
    chance = random.Random(2)
    with hosted(events) as exchange, Seat(module, "--env-file", exchange.env_file) as seat:
        line = Line(seat, rate, round_trip)
        line.run(3.0 if rate == FREE else max(4.0, 2.0 + 20_000 / rate))
        pressed: list[tuple[float, int]] = []
        place = direction = 1
        for _ in range(keys):
            line.run(0.25 + chance.random() * 0.3)
            direction = -1 if place >= LAST_ROW - FIRST_ROW else 1 if place <= 1 else direction
            place += direction
            pressed.append((time.monotonic(), place))
            line.press(b"\x1b[B" if direction > 0 else b"\x1b[A")
        line.run(1.0 if rate == FREE else 3.0)
        return sorted(_times(seat.chunks, pressed))


def _times(chunks: list[tuple[float, bytes]], pressed: list[tuple[float, int]]) -> Iterator[float]:
    """Emulate what came, and give for each key the seconds until the bar stood where it was sent."""
    terminal = Terminal(COLUMNS, LINES)
    waiting = deque(pressed)
    top: int | None = None
    for at, data in chunks:
        terminal.feed(data)
        row = _bar(terminal)
        if row is None or not waiting:
            continue
        if at < pressed[0][0]:
            top = row - 1
        while waiting and top is not None and at >= waiting[0][0] and row - top == waiting[0][1]:
            yield at - waiting.popleft()[0]
    for _ in waiting:
        yield NEVER


def _bar(terminal: Terminal) -> int | None:
    buffer = terminal.screen.buffer
    return next((y for y in range(LINES) if buffer[y][3].bg == BAR), None)


def _at(times: list[float], share: float) -> float:
    return times[int((len(times) - 1) * share)] * 1e3


def free(*, quick: bool) -> list[Figure]:
    """On a free line, at all rates."""
    figures = []
    keys = 12 if quick else 40
    for events in (0, 10, 100, 1_000):
        ours, stock = (echoes(module, events, FREE, 0.0, keys) for module in (OURS, STOCK))
        what = f"key to echo, free line, {events} events/s"
        figures.append(Figure(f"{what}, p50", _at(ours, 0.5), "ms", _at(stock, 0.5), most=15))
        figures.append(Figure(f"{what}, max", _at(ours, 1.0), "ms", _at(stock, 1.0), most=50))
    return figures


def slow(*, quick: bool) -> list[Figure]:
    """On slow lines at 100 events/s; 20 s stand for never."""
    figures = []
    keys = 12 if quick else 40
    for rate, round_trip, goal in (
        (20_000, 0.0, 50),
        (5_000, 0.0, 100),
        (20_000, 0.1, 150),
        (5_000, 0.1, 200),
    ):
        ours, stock = (echoes(module, 100, rate, round_trip, keys) for module in (OURS, STOCK))
        what = f"key to echo, {rate // 1000} KB/s" + (", 100 ms round trip" if round_trip else "")
        figures.append(Figure(f"{what}, p95", _at(ours, 0.95), "ms", _at(stock, 0.95), most=goal))
    return figures
