"""A terminal behind a line, and a painter in front of it, in simulated time."""

from __future__ import annotations

import heapq
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from rich.color import ColorSystem
from rich.segment import Segment
from textual._compositor import LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tests.ui.paint.terminal import Terminal
from tui.ui.paint.cells import Palette
from tui.ui.paint.painter import Painter
from tui.ui.paint.queries import Query, answered_by

if TYPE_CHECKING:
    from collections.abc import Callable

WIDTH, HEIGHT = 40, 12


class Event:
    """Something that will happen, unless cancelled."""

    def __init__(self, action: Callable[[], object]) -> None:
        self.action: Callable[[], object] | None = action

    def cancel(self) -> None:
        self.action = None


class World:
    """Time, a line of some rate and delay, a terminal at its end; and the painter's `Output`."""

    def __init__(self, rate: float = 1e6, delay: float = 0.0005, *, answers: bool = True) -> None:
        self.now = 0.0
        self.rate, self.delay, self.answers = rate, delay, answers
        self.frozen = False
        """Whether the terminal takes nothing at all."""
        self.stuck = False
        """Whether even the writer stands still."""
        self.key_pressed = float("-inf")
        self.terminal = Terminal(WIDTH, HEIGHT)
        self.writes: list[tuple[float, str]] = []
        self.awaited = 0
        self._agenda: list[tuple[float, int, Event]] = []
        self._order = count()
        self._free = 0.0
        self._held: list[str] = []
        self._when_idle: Callable[[], object] | None = None
        self.failures: list[Exception] = []
        self.painter = Painter(
            self,
            Palette(ColorSystem.TRUECOLOR),
            bce=True,
            clock=lambda: self.now,
            call_later=self.call_later,
            failed=self.failures.append,
        )

    @property
    def idle(self) -> bool:
        return not self.stuck

    @property
    def timers(self) -> int:
        """How many things are still going to happen."""
        return sum(event.action is not None for _, _, event in self._agenda)

    def write(self, data: str) -> None:
        self.writes.append((self.now, data))
        self._held.append(data)
        self._carry()

    def when_idle(self, callback: Callable[[], object]) -> None:
        self._when_idle = callback
        if self.idle:
            self._tell()

    def await_answers(self, count: int) -> None:
        self.awaited = count

    def call_later(self, seconds: float, action: Callable[[], object]) -> Event:
        event = Event(action)
        heapq.heappush(self._agenda, (self.now + seconds, next(self._order), event))
        return event

    def thaw(self) -> None:
        self.frozen = self.stuck = False
        self._carry()
        self._tell()

    def run(self, seconds: float) -> None:
        """Let time pass."""
        end = self.now + seconds
        while self._agenda and self._agenda[0][0] <= end:
            self.now, _, event = heapq.heappop(self._agenda)
            if event.action is not None:
                event.action()
        self.now = end

    def show(self, *lines: str, top: int = 0) -> None:
        """Let the compositor render these lines."""
        strips = [[Strip([Segment(line.ljust(WIDTH)[:WIDTH])], WIDTH)] for line in lines]
        self.painter.show(LayoutUpdate([*strips], Region(0, top, WIDTH, len(lines))), WIDTH, HEIGHT)

    def press(self) -> None:
        self.key_pressed = self.now

    def lines(self) -> list[str]:
        return [line.rstrip() for line in self.terminal.text()]

    def _tell(self) -> None:
        callback, self._when_idle = self._when_idle, None
        if callback is not None:
            self.call_later(0.0, callback)

    def _carry(self) -> None:
        while self._held and not self.frozen:
            data = self._held.pop(0)
            self._free = max(self.now, self._free) + len(data.encode()) / self.rate
            self.call_later(self._free + self.delay - self.now, partial(self._arrive, data))

    def _arrive(self, data: str) -> None:
        for answer in self.terminal.feed(data.encode()):
            query = answered_by(answer.decode())
            assert query is not None
            if self.answers:
                self.call_later(self.delay, partial(self._answer, query))

    def _answer(self, query: Query) -> None:
        self.painter.answered(query, self.now)
