"""A program under measurement, in a pseudo-terminal of 120x40 that answers, and that can stop reading."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.ui.paint.pseudo import Pseudo
from tests.ui.paint.terminal import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Callable

COLUMNS, LINES = 120, 40
_QUESTION = re.compile(b"|".join(map(re.escape, QUESTIONS)))
_LONGEST_QUESTION = max(map(len, QUESTIONS))


class Seat(Pseudo):
    """Keeps what the program writes with the moment it came; emulates nothing while it measures."""

    def __init__(self, module: str, *arguments: str, **environment: str) -> None:
        self.started = time.monotonic()
        super().__init__(module, *arguments, columns=COLUMNS, lines=LINES, **environment)
        self.chunks: list[tuple[float, bytes]] = []
        self.answer_with: Callable[[bytes], object] = self.press
        """Takes the answers to what the program asks."""
        self._asked = 0

    def show(self, data: bytes) -> None:
        """Keep what was read, and answer."""
        self.chunks.append((time.monotonic(), data))
        start = max(self._asked, len(self.written) - _LONGEST_QUESTION)
        self.written += data
        for question in _QUESTION.finditer(self.written, start):
            self._asked = question.end()
            if self.answers:
                self.answer_with(QUESTIONS[question.group()])

    def read_for(self, seconds: float) -> int:
        """Read, keep and answer for so long; gives how many bytes came."""
        before, end = len(self.written), time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and self.ended is None:
            if data := self.take(left):
                self.show(data)
        return len(self.written) - before

    def cpu(self) -> float:
        """CPU seconds of all the program's threads so far."""
        spent = 0
        for thread in Path(f"/proc/{self.pid}/task").iterdir():
            spent += int((thread / "schedstat").read_text().split()[0])
        return spent / 1e9

    def memory(self) -> int:
        """Resident bytes."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
