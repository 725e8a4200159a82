"""ASCII in place of lines, blocks, arrows and marks, one cell for one cell, for terminals in which they break.

Terminals of East Asian locales often give characters of ambiguous width (UAX #11) two cells, where the layout
counts one; others have no such characters in their font. What other people wrote stays as they wrote it.
"""

from typing import Final

from tui.ui.paint.cells import Cell

_MARKS: Final = {
    "·": "-", "–": "-", "—": "-", "−": "-", "…": "~", "×": "x", "\u2018": "'", "\u2019": "'", "“": '"', "”": '"',
    "▲": "^", "▼": "v", "◆": "*", "▴": "^", "▾": "v", "▸": ">", "▶": ">", "●": "*", "○": "o", "■": "#",
    "↑": "^", "↓": "v", "←": "<", "→": ">", "⭘": "x", "\ufffd": "?",
}  # fmt: skip
_EIGHTHS: Final = dict(zip("▁▂▃▄▅▆▇█", ".:-=+*%#", strict=True))
"""A chart's levels, each darker than the one before."""

_UP_AND_DOWN: Final = "│┃┆┇┊┋╎╏║╵╷╹╻╽╿▌▍▎▏▐▕▉▊▋"
_ACROSS: Final = "─━┄┅┈┉╌╍═╴╶╸╺╼╾▔▀"


def _translated() -> dict[str, str]:
    lines = {chr(code): "+" for code in range(0x2500, 0x2580)}
    blocks = {chr(code): "#" for code in range(0x2580, 0x25A0)}
    sides = dict.fromkeys(_UP_AND_DOWN, "|") | dict.fromkeys(_ACROSS, "-")
    shades = {"▒": ":", "░": ".", "▓": "#", "\u2571": "/", "\u2572": "\\", "\u2573": "x"}
    return lines | blocks | sides | shades | _EIGHTHS | _MARKS


PLAIN: Final = _translated()
"""By which character each is replaced."""

_WIDE: Final = {"🔎": ">"}
"""Emoji that Textual shows; the cell behind is blank then."""


def plain(cells: list[Cell]) -> list[Cell]:
    """The same cells in ASCII, as far as what they show is ours."""
    found: list[Cell] = []
    is_behind = False
    for cell in cells:
        text, pen = cell
        if text.isascii():
            found.append((" ", pen) if is_behind and not text else cell)
            is_behind = False
        else:
            is_behind = text in _WIDE
            found.append((_WIDE.get(text) or PLAIN.get(text, text), pen))
    return found
