"""From Textual's strips to cells: what stands in each column, and in which colours."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from rich.cells import split_graphemes
from rich.color import ColorSystem
from textual.strip import Strip

from tui.ui.paint.sgr import canonical, without_colours

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.style import Style

Cell: TypeAlias = tuple[str, str]
"""What one column shows: a grapheme, and its pen (an SGR sequence's parameters, "" for the default colours).

The right half of a wide character is "" in the pen of its left half."""

Row: TypeAlias = list[Cell | None]
"""The cells of one line, from the left; None is a cell of which nothing is known."""

BLANK: Final[Cell] = (" ", "")
"""An empty cell in the terminal's own colours."""

_TEXTS_KEPT: Final = 256
_STYLES_KEPT: Final = 4096
_STRIPS_KEPT: Final = 256
_ONE_COLUMN_EACH: Final = re.compile(
    "[ -~\u2010-\u2026\u2190-\u2199\u2212\u2500-\u257f\u25a0-\u25cf]*"
).fullmatch
"""Texts of printable ASCII and the dashes, arrows, rules and triangles that we show: no two of these combine."""
_ZERO_WIDTH_JOINER: Final = "\u200d"
_EMOJI: Final = 0x1F000


@lru_cache(maxsize=2048)
def _hidden(character: str) -> bool:
    """Whether a character commands the terminal instead of showing something (controls, bidi marks)."""
    return (
        unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and character != _ZERO_WIDTH_JOINER
    )


@lru_cache(maxsize=2048)
def width_is_sure(grapheme: str) -> bool:
    """Whether every terminal gives this grapheme the same number of columns.

    Emoji, ambiguous East Asian characters and combined sequences differ from terminal to terminal, so nobody
    should rely on where the cursor stands behind them.
    """
    if len(grapheme) != 1:
        return False
    return grapheme.isascii() or (ord(grapheme) < _EMOJI and unicodedata.east_asian_width(grapheme) != "A")


class Palette:
    """Turns strips into cells, with equal cells mostly the same object, so that comparing them is cheap.

    Hyperlinks (OSC 8) and a style's meta data are not painted.
    """

    def __init__(
        self,
        color_system: ColorSystem | None,
        change: Callable[[list[Cell]], list[Cell]] | None = None,
    ) -> None:
        """`color_system` is the terminal's, None for no colours at all; `change` is done to each strip's cells."""
        self._color_system = color_system
        self._change = change
        self._pens: dict[Style | None, str] = {None: ""}
        self._cells: dict[str, dict[str, Cell]] = {}
        self._known: dict[int, tuple[Strip, list[Cell]]] = {}
        """Strips seen lately, by identity, and their cells: a line that moved comes again as the same object."""

    def pen(self, style: Style | None) -> str:
        """Give the SGR parameters that stock painting would send for a style, in one form."""
        pen = self._pens.get(style)
        if pen is None:
            if len(self._pens) >= _STYLES_KEPT:
                self._pens = {None: ""}
                self._cells.clear()
                self._known.clear()
            pen = self._new_pen(style)
            self._pens[style] = pen
        return pen

    def _new_pen(self, style: Style | None) -> str:
        if style is None:
            return ""
        pen = canonical(Strip.render_ansi(style, self._color_system or ColorSystem.STANDARD))
        return pen if self._color_system is not None else without_colours(pen)

    def cells(self, strip: Strip) -> list[Cell]:
        """Give the strip's cells, exactly as many as it claims to be wide; nobody may change the list."""
        found = self._known.get(id(strip))
        if found is not None:
            return found[1]
        if len(self._known) >= _STRIPS_KEPT:
            self._known.clear()
        cells = self._taken_apart(strip)
        self._known[id(strip)] = strip, cells  # which also keeps the identity from meaning another one
        return cells

    def _taken_apart(self, strip: Strip) -> list[Cell]:
        cells: list[Cell] = []
        for text, style, control in strip:
            if control or not text:
                continue
            pen = self.pen(style)
            known = self._cells.setdefault(pen, {})
            if _ONE_COLUMN_EACH(text):
                try:
                    cells += [known[character] for character in text]
                except KeyError:
                    known.update((character, (character, pen)) for character in set(text) - known.keys())
                    cells += [known[character] for character in text]
            else:
                _append_graphemes(cells, text, pen, known)
        missing = strip.cell_length - len(cells)
        if missing > 0:
            cells.extend([BLANK] * missing)
        elif missing < 0:
            del cells[strip.cell_length :]
        mend(cells)
        return cells if self._change is None else self._change(cells)


def _append_graphemes(cells: list[Cell], text: str, pen: str, known: dict[str, Cell]) -> None:
    for grapheme, width in _graphemes(text):
        if width:
            cell = known.get(grapheme)
            if cell is None:
                cell = known[grapheme] = (grapheme, pen)
            cells.append(cell)
            if width > 1:
                cells.append(known.setdefault("", ("", pen)))
        elif cells and grapheme:
            lead = -2 if len(cells) > 1 and cells[-1][0] == "" else -1
            cells[lead] = (cells[lead][0] + grapheme, cells[lead][1])


@lru_cache(maxsize=_TEXTS_KEPT)
def _graphemes(text: str) -> tuple[tuple[str, int], ...]:
    """What a text consists of, and how many columns each part takes; a line of the log comes again and again."""
    return tuple(
        ("".join(character for character in text[start:end] if not _hidden(character)), width)
        for start, end, width in split_graphemes(text)[0]
    )


def mend(cells: list[Cell]) -> None:
    """Blank a half of a wide character at either end of these cells when its other half is not there."""
    if cells and cells[0][0] == "":
        cells[0] = (" ", cells[0][1])
    if cells and is_wide(cells[-1][0]):
        cells[-1] = (" ", cells[-1][1])


@lru_cache(maxsize=2048)
def is_wide(grapheme: str) -> bool:
    """Whether a grapheme takes two columns."""
    return not grapheme.isascii() and split_graphemes(grapheme)[1] > 1
