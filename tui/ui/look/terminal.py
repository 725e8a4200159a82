"""What a terminal says of its colours, by its environment alone: nothing is asked, so nothing has to be waited for.

NO_COLOR is that of https://no-color.org; COLORTERM and TERM are read as Rich reads them, COLORFGBG as vim does.
"""

import re
from collections.abc import Mapping
from enum import Enum
from typing import Final

from msgspec import Struct

from tui.ui.look import themes

_NONE: Final = re.compile(r"dumb|unknown|vt\d\w*|.*-(?:m|mono)", re.IGNORECASE)
"""Terminals that have no colours, or none that anybody knows of."""

_MANY: Final = re.compile(
    r".*(?:256color|direct|kitty|ghostty)|(?:alacritty|foot|wezterm|contour|rio)(?:-.*)?", re.IGNORECASE
)
"""Terminals that have 256 at least, whether or not SSH has passed COLORTERM on."""

_TRUE: Final = frozenset({"truecolor", "24bit"})
_DARK: Final = frozenset({"0", "1", "2", "3", "4", "5", "6", "8"})
"""The backgrounds in COLORFGBG on which text is light."""


class Colours(Enum):
    """How many."""

    NONE = 0
    SIXTEEN = 16
    MANY = 256


class Terminal(Struct, frozen=True):
    """What is known of it."""

    colours: Colours = Colours.MANY
    is_light: bool = False
    """Whether its background is said to be light."""

    @property
    def theme(self) -> str:
        """The theme that suits it."""
        if self.colours is Colours.MANY:
            return themes.LIGHT_DEFAULT if self.is_light else themes.DARK_DEFAULT
        return themes.SIXTEEN_LIGHT if self.is_light else themes.SIXTEEN_DARK


def terminal_of(environ: Mapping[str, str]) -> Terminal:
    """The terminal of a process with this environment."""
    background = environ.get("COLORFGBG", "").rpartition(";")[2].strip()
    return Terminal(colours_of(environ), is_light=background.isdecimal() and background not in _DARK)


def colours_of(environ: Mapping[str, str]) -> Colours:
    """How many colours may be used: none where the user or the terminal wants none."""
    term = environ.get("TERM", "").strip()
    if environ.get("NO_COLOR") or not term or _NONE.fullmatch(term):
        return Colours.NONE
    if environ.get("COLORTERM", "").strip().lower() in _TRUE or _MANY.fullmatch(term):
        return Colours.MANY
    return Colours.SIXTEEN
