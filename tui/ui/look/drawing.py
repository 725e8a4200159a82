"""How cells reach this terminal: in how many colours, in which characters, and what its own cursor looks like."""

from __future__ import annotations

import os
import re
from typing import Final

from msgspec.structs import replace
from rich.color import ColorSystem

from tui.ui.look.suiting import Suiting
from tui.ui.look.terminal import Colours
from tui.ui.look.theming import Asked
from tui.ui.paint.cells import Palette
from tui.ui.paint.plain import plain

SHOWN: Final = "\x1b[?25h"
UNDERLINE: Final = "\x1b[4 q"
"""DECSCUSR: a steady underline, which covers no digit."""

_SHAPES: Final = re.compile(
    r"(?:xterm|tmux|alacritty|foot|kitty|wezterm|ghostty|contour|rio|vte|konsole|iterm)\b.*", re.IGNORECASE
)
"""Terminals that know DECSCUSR; on others the sequence could end up on the screen as text."""


class Drawing(Suiting):
    """What of the look is no theme."""

    _is_ascii_asked = False

    def begin_look(self, asked: Asked | None) -> None:
        """Take what the command line asks for."""
        super().begin_look(asked)
        self._is_ascii_asked = asked is not None and asked.is_ascii

    @property
    def is_ascii(self) -> bool:
        """Whether lines, blocks, arrows and marks are drawn in ASCII."""
        return self._is_ascii_asked or not self.preferences.look.borders

    def new_palette(self) -> Palette:
        """As many colours as the terminal has, and the characters that were asked for."""
        known = self.console._color_system  # noqa: SLF001 - as in `paint.display`
        many = known if known in {ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT} else ColorSystem.EIGHT_BIT
        system = {Colours.NONE: None, Colours.SIXTEEN: ColorSystem.STANDARD}.get(self._terminal.colours, many)
        return Palette(system, plain if self.is_ascii else None)

    def cursor_style(self) -> str:
        """Hidden, or a steady underline where the terminal knows that."""
        if not self.preferences.look.cursor:
            return ""
        return SHOWN + (UNDERLINE if _SHAPES.match(os.environ.get("TERM", "")) else "")

    def action_ascii(self) -> None:
        """Draw in ASCII, or no longer."""
        is_wanted = not self.is_ascii
        self._is_ascii_asked = False
        self.remember(look=replace(self.preferences.look, borders=not is_wanted))
        self.change_palette()

    def action_cursor(self) -> None:
        """Show the terminal's own cursor, or hide it."""
        look = self.preferences.look
        self.remember(look=replace(look, cursor=not look.cursor))
        self.change_palette()
