"""The line under the filter box: what can be typed, or what is wrong with what was typed, and where."""

from typing import Final

from rich.cells import cell_len
from rich.text import Text

from tui.core.foreign import harmless
from tui.core.parsing import Fault
from tui.tongue import marked, say
from tui.ui.widgets.lines import Lines

HINT: Final = marked("space: and  |: or  !: not  inorders>0  changed<5m  nonzero  tradable  ↑ earlier")

_MARGIN: Final = 1
"""Cells at either side of the box's text."""


class FilterNote(Lines):
    """Stands there as long as the box does, so that the table does not jump when a text cannot be read yet."""

    DEFAULT_CSS = """
    FilterNote { display: none; height: 1; background: $surface; }
    """

    _text = ""
    _fault: Fault | None = None
    _is_asked = False

    def tell(self, text: str, fault: Fault | None, *, is_asked: bool = False) -> None:
        """Say what is wrong with `text`, if anything; louder where one `is_asked` to mend it."""
        self._text, self._fault, self._is_asked = text, fault, is_asked
        self.fit()

    def fit(self) -> None:
        """The place under its character, where all of that has room."""
        width = self.size.width
        if self._fault is None:
            self.show((Text(f" {say(HINT)}", "dim"),))
        else:
            style = "bold" if self._is_asked else ""
            self.show((Text(pointed(self._text, self._fault, width), style),))


def pointed(text: str, fault: Fault, width: int) -> str:
    """What is wrong beside a caret under its place; the place by its number where that does not fit into `width`."""
    words = harmless(fault.words)  # it may quote what was typed
    at = _MARGIN + cell_len(text[: fault.place])
    room = cell_len(words) + 1
    if cell_len(text) + 2 * _MARGIN < width:
        if at + 1 + room < width:
            return f"{' ' * at}^ {words}"
        if at - room >= _MARGIN:
            return f"{' ' * (at - room)}{words} ^"
    return f" {say('character {place}: {fault}', place=fault.place + 1, fault=words)}"
