"""The last line: the keys that matter where one is."""

from collections.abc import Sequence

from rich.text import Text

from tui.ui.widgets.lines import Lines


class KeyHints(Lines):
    """Keys and what they do, as many as fit."""

    DEFAULT_CSS = """
    KeyHints { height: 1; dock: bottom; color: $text-muted; }
    """

    _hints: tuple[tuple[str, str], ...] = ()

    def __init__(self, *, indent: int = 1) -> None:
        """Begin `indent` cells from the left."""
        super().__init__()
        self._indent = indent

    def tell(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show pairs of a key and its word; those that do not fit whole are left out."""
        self._hints = tuple(hints)
        self.fit()

    def fit(self) -> None:
        """As many as fit."""
        line = Text(" " * self._indent)
        for key, word in self._hints:
            part = Text.assemble((key, "bold"), f" {word}  ")
            if line.cell_len + part.cell_len - 2 > self.size.width:
                break
            line.append_text(part)
        line.rstrip()
        self.show((line,))
