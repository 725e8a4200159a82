"""A terminal for tests: pyte, made to treat wide characters and foreign sequences as real terminals do."""

from __future__ import annotations

import re
from typing import Any, Final

import pyte
from pyte.screens import wcwidth

QUESTIONS: Final = {b"\x1b[5n": b"\x1b[0n", b"\x1b[?2026$p": b"\x1b[?2026;2$y"}
"""What a terminal is asked, and what it answers."""

_UNKNOWN_TO_PYTE: Final = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1b\[5n")
_WHOLE: Final = re.compile(rb"\x1b(?:\[[<>=?]?[0-9;]*\$?[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()]?[^\[\]()])")


class _Screen(pyte.Screen):
    """Blanks the other half of a wide character of which one half is overwritten, as xterm and its kin do.

    With `bce`, lines that come in by scrolling have the pen's background, as on terminals that say so.
    """

    bce = False

    def index(self) -> None:
        _top, bottom = self.margins or (0, self.lines - 1)
        scrolls = self.cursor.y == bottom
        super().index()
        if scrolls:
            self._fill(bottom, bottom)

    def reverse_index(self) -> None:
        top, _bottom = self.margins or (0, self.lines - 1)
        scrolls = self.cursor.y == top
        super().reverse_index()
        if scrolls:
            self._fill(top, top)

    def delete_lines(self, count: int | None = None) -> None:
        _top, bottom = self.margins or (0, self.lines - 1)
        super().delete_lines(count)
        self._fill(bottom + 1 - (count or 1), bottom)

    def insert_lines(self, count: int | None = None) -> None:
        super().insert_lines(count)
        self._fill(self.cursor.y, self.cursor.y + (count or 1) - 1)

    def _fill(self, first: int, last: int) -> None:
        if self.bce:
            for y in range(first, last + 1):
                for x in range(self.columns):
                    self.buffer[y][x] = self.cursor.attrs

    def draw(self, data: str) -> None:
        for character in data:
            width = wcwidth(character)
            line = self.buffer[self.cursor.y]
            x = min(self.cursor.x, self.columns - 1)
            if width > 0 and line[x].data == "" and x:
                line[x - 1] = line[x - 1]._replace(data=" ")
            behind = x + width
            if width > 0 and behind < self.columns and line[behind].data == "":
                line[behind] = line[behind]._replace(data=" ")
            super().draw(character)


class Terminal:
    """What a terminal of some size shows after the bytes it was fed."""

    def __init__(self, columns: int, lines: int, *, bce: bool = True) -> None:
        self.screen: Any = _Screen(columns, lines)
        self.screen.bce = bce
        self._stream: Any = pyte.ByteStream(self.screen)
        self._carried = b""

    def feed(self, data: bytes) -> list[bytes]:
        """Show what was written; gives the answers to the questions in it."""
        data = self._carried + data
        self._carried = b""
        start = data.rfind(b"\x1b")
        if start >= 0 and not _WHOLE.match(data, start):
            data, self._carried = data[:start], data[start:]
        questions = re.findall(rb"\x1b\[5n|\x1b\[\?2026\$p", data)
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", data))
        return [QUESTIONS[question] for question in questions]

    def resize(self, columns: int, lines: int) -> None:
        """Take another size; what the terminal shows then is its own affair."""
        self.screen.resize(lines, columns)

    def cells(self) -> list[list[Any]]:
        """Everything that pyte knows of each cell, line by line."""
        return [
            [self.screen.buffer[y][x] for x in range(self.screen.columns)] for y in range(self.screen.lines)
        ]

    def text(self) -> list[str]:
        """The lines, as text."""
        return [str(line) for line in self.screen.display]


def differences(ours: list[list[Any]], theirs: list[list[Any]]) -> list[tuple[int, int, Any, Any]]:
    """The cells that differ: line, column, and the two cells."""
    return [
        (y, x, a, b)
        for y, (line, other) in enumerate(zip(ours, theirs, strict=True))
        for x, (a, b) in enumerate(zip(line, other, strict=True))
        if a != b
    ]
