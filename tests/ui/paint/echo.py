"""How long a key press takes to show on a slow line: `python -m tests.ui.paint.echo RATE ROUND_TRIP KEYS`.

The line takes the given bytes a second behind a queue of 64 KB, as SSH and TCP have, and half the round trip
(in seconds) each way. The echo counts when the emulated screen shows the cursor's bar on its new line.
"""

from __future__ import annotations

import os
import random
import select
import sys
import time
from collections import deque

from tests.ui.paint.pseudo import Pseudo

QUEUE = 1 << 16
TICK = 0.001
BAR = "00aaff"


class SlowLine:
    """Stands between a program and its terminal."""

    def __init__(self, child: Pseudo, rate: float, round_trip: float) -> None:
        self.child, self.rate, self.delay = child, rate, round_trip / 2
        self.queue = bytearray()
        self.down: deque[tuple[float, bytes]] = deque()
        self.up: deque[tuple[float, bytes]] = deque()
        self.allowance, self.before = 0.0, time.monotonic()
        self.bytes = 0

    def press(self, keys: bytes) -> None:
        self.up.append((time.monotonic() + self.delay, keys))

    def run(self, seconds: float) -> None:
        """Let the line work for so long, or for one tick."""
        end = time.monotonic() + seconds
        while True:
            self.tick()
            if time.monotonic() >= end:
                return
            time.sleep(TICK)

    def tick(self) -> None:
        now = time.monotonic()
        self.allowance = min(self.allowance + (now - self.before) * self.rate, max(self.rate * 0.01, 8.0))
        self.before = now
        while len(self.queue) < QUEUE and select.select([self.child.descriptor], [], [], 0)[0]:
            data = os.read(self.child.descriptor, min(4096, QUEUE - len(self.queue)))
            self.queue += data
        count = min(int(self.allowance), len(self.queue))
        if count:
            self.allowance -= count
            self.down.append((now + self.delay, bytes(self.queue[:count])))
            del self.queue[:count]
            self.bytes += count
        while self.down and self.down[0][0] <= now:
            for answer in self.child.terminal.feed(self.down.popleft()[1]):
                self.up.append((now + self.delay, answer))
        while self.up and self.up[0][0] <= now:
            self.child.press(self.up.popleft()[1])

    def bar(self) -> int | None:
        """The line that the cursor's bar is on."""
        buffer = self.child.terminal.screen.buffer
        return next((y for y in range(1, 31) if buffer[y][3].bg == BAR), None)


def measure(rate: float, round_trip: float, keys: int, events: float) -> tuple[list[float], float]:
    """The echo times in seconds, sorted, and the bytes a second."""
    chance = random.Random(2)
    with Pseudo("tests.ui.paint.echo_app", str(events), columns=120, lines=40) as child:
        line = SlowLine(child, rate, round_trip)
        line.run(max(4.0, 12_000 / rate + 2))
        place = line.bar() or 1
        direction, echoes, start, before = 1, [], time.monotonic(), line.bytes
        for _ in range(keys):
            line.run(0.25 + chance.random() * 0.3)
            direction = -1 if place > 20 else 1 if place < 5 else direction
            place += direction
            pressed = time.monotonic()
            line.press(b"\x1b[B" if direction > 0 else b"\x1b[A")
            while line.bar() != place and time.monotonic() < pressed + 20:
                line.run(0)
                time.sleep(TICK / 2)
            echoes.append(time.monotonic() - pressed)
        return sorted(echoes), (line.bytes - before) / (time.monotonic() - start)


def main(rate: str, round_trip: str, keys: str = "60", events: str = "100") -> None:
    echoes, traffic = measure(float(rate), float(round_trip), int(keys), float(events))
    p50, p95, most = (echoes[int((len(echoes) - 1) * share)] * 1000 for share in (0.5, 0.95, 1.0))
    print(
        f"{rate} B/s, {float(round_trip) * 1000:.0f} ms round trip, {events} events/s: "
        f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, max {most:.0f} ms, {traffic:.0f} B/s written"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
