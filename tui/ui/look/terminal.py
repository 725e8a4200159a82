"""What a terminal says of its colours by its environment, and whether it can be asked for its background.

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
_ANSWERING: Final = re.compile(
    r"(?:xterm|rxvt|tmux|alacritty|foot|kitty|wezterm|ghostty|contour|rio|vte|gnome|konsole|iterm2?|mintty|mlterm"
    r"|st|putty)(?:[-+.].*)?",
    re.IGNORECASE,
)
"""Terminals that answer a question by OSC 11, or pass over it; on others it could end up on the screen as text."""

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
    can_be_asked: bool = False
    """Whether it may know more of its background than is said, and takes no harm from being asked."""

    @property
    def theme(self) -> str:
        """The theme that suits it."""
        if self.colours is Colours.MANY:
            return themes.LIGHT_DEFAULT if self.is_light else themes.DARK_DEFAULT
        return themes.SIXTEEN_LIGHT if self.is_light else themes.SIXTEEN_DARK


def terminal_of(environ: Mapping[str, str]) -> Terminal:
    """The terminal of a process with this environment."""
    colours = colours_of(environ)
    background = environ.get("COLORFGBG", "").rpartition(";")[2].strip()
    if background.isdecimal():
        return Terminal(colours, is_light=background not in _DARK)
    return Terminal(colours, can_be_asked=colours is not Colours.NONE and _answers(environ))


def _answers(environ: Mapping[str, str]) -> bool:
    """Whether a terminal with this environment is asked for its background.

    GNU screen, which STY tells of, takes the question for a colour: it hands it on to its own terminal, and an empty
    colour at every redraw. The name that it gives itself is tmux's too, and only TMUX tells which of the two it is.
    Apple's Terminal, which prints a part of some questions, is asked nothing else either.
    """
    if "STY" in environ or environ.get("TERM_PROGRAM", "") == "Apple_Terminal":
        return False
    return "TMUX" in environ or bool(_ANSWERING.fullmatch(environ.get("TERM", "").strip()))


def colours_of(environ: Mapping[str, str]) -> Colours:
    """How many colours may be used: none where the user or the terminal wants none."""
    term = environ.get("TERM", "").strip()
    if environ.get("NO_COLOR") or not term or _NONE.fullmatch(term):
        return Colours.NONE
    if environ.get("COLORTERM", "").strip().lower() in _TRUE or _MANY.fullmatch(term):
        return Colours.MANY
    return Colours.SIXTEEN
