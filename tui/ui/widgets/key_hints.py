"""The last line: the keys that matter where one is."""

from collections.abc import Sequence
from typing import Final

from rich.text import Text

from tui.ui.widgets.lines import Lines

_GAP: Final = 2
"""Blanks behind each but the last."""


class KeyHints(Lines):
    """Keys and what they do, as many as fit."""

    DEFAULT_CSS = """
    KeyHints { height: 1; dock: bottom; color: $text-muted; }
    """

    _hints: tuple[tuple[str, str], ...] = ()
    _way = ""

    def __init__(self, *, indent: int = 1) -> None:
        """Begin `indent` cells from the left."""
        super().__init__()
        self._indent = indent

    def tell(self, hints: Sequence[tuple[str, str]], way: str = "") -> None:
        """Show pairs of a key and its word; those that do not fit whole are left out.

        `way`: the key that leads to all keys; its pair stays before any other.
        """
        self._hints = tuple(hints)
        self._way = way
        self.fit()

    def fit(self) -> None:
        """As many as fit."""
        rest = self.size.width - self._indent
        way = [_part(key, word) for key, word in self._hints if key == self._way][:1]
        rest -= sum(part.cell_len for part in way)
        parts = []
        for key, word in self._hints:
            if way and key == self._way:
                parts += way
                way = []
                continue
            part = _part(key, word)
            rest -= part.cell_len
            if rest < -_GAP:
                break
            parts.append(part)
        line = Text.assemble(" " * self._indent, *parts, *way)
        line.rstrip()
        self.show((line,))


def _part(key: str, word: str) -> Text:
    return Text.assemble((key, "bold"), f" {word}", " " * _GAP)
