"""The colours of the screen: suited to the terminal, chosen by the user, remembered for each profile.

Internals of Textual relied upon, guarded by `tests/ui/look/test_theming.py`: `App._filters`,
`App._refresh_truecolor_filter`, `App.no_color` and `ansi_color`, read when a filter is chosen.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace
from textual.app import App
from textual.filter import ANSIToTruecolor, Monochrome, NoColor
from textual.scrollbar import ScrollBar
from textual.widgets import Input

from tui.core.foreign import NAME_LIMIT, harmless
from tui.tongue import marked, say
from tui.ui.look.bars import CharacterBar
from tui.ui.look.dimming import ReadableDim
from tui.ui.look.terminal import Colours, Terminal
from tui.ui.look.themes import OURS
from tui.ui.look.variables import variables_of
from tui.ui.remembering import Remembering

if TYPE_CHECKING:
    from rich.terminal_theme import TerminalTheme
    from textual.command import CommandPalette
    from textual.theme import Theme

ScrollBar.renderer = CharacterBar

NO_COLOURS: Final = marked("this terminal shows no colours (NO_COLOR, or what TERM says)")


class Asked(Struct, frozen=True):
    """What the command line asks for, which goes before what is remembered and is not remembered itself."""

    theme: str = ""
    is_ascii: bool = False
    terminal: Terminal = Terminal()


class Theming(Remembering):
    """Chooses the theme at the start, and changes it on a wish."""

    _terminal = Terminal()
    _theme_before = ""
    """The theme while another one is only looked at."""
    _is_theme_chosen = False
    """Whether the theme is one that somebody chose, and not that which suits the terminal."""
    look_notices: tuple[str, ...] = ()
    """What of the remembered look could not be used, in sentences."""

    def begin_look(self, asked: Asked | None) -> None:
        """Take the colours that suit; to be called before the app runs, and after `begin_with`."""
        asked = asked or Asked(
            terminal=Terminal(Colours.NONE if os.environ.get("NO_COLOR") else Colours.MANY)
        )
        self._terminal = asked.terminal
        for theme in OURS:
            self.register_theme(theme)
        has_colours = self._terminal.colours is not Colours.NONE
        self.no_color = not has_colours
        if not has_colours:
            # Only so does Textual leave `dim` an attribute, and strip colours to none instead of to greys.
            self.set_reactive(App.ansi_color, True)
        wanted = asked.theme or self.preferences.look.theme
        trouble = self._trouble_with(wanted) if wanted else ""
        # A remembered theme for which another terminal has too few colours is no mistake to be told of
        if trouble and (asked.theme or wanted not in self.available_themes):
            self.look_notices = (trouble,)
        self._is_theme_chosen = bool(wanted) and not trouble
        self.set_reactive(App.theme, wanted if self._is_theme_chosen else self._terminal.theme)
        self._filters = [each for each in self._filters if not isinstance(each, Monochrome | NoColor)]
        if not has_colours:
            self._filters.append(NoColor())
        self._refresh_truecolor_filter(self.ansi_theme)
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_css_variables(self) -> dict[str, str]:
        """Textual's, and those of the dashboard; a theme may name any of them itself."""
        theme = self.current_theme
        ours = variables_of(theme, has_colours=self._terminal.colours is not Colours.NONE)
        self.theme_variables = super().get_css_variables() | ours
        return self.theme_variables

    def _refresh_truecolor_filter(self, theme: TerminalTheme) -> None:
        is_native = self.native_ansi_color
        self._filters = [
            ReadableDim(theme, enabled=not is_native) if isinstance(each, ANSIToTruecolor) else each
            for each in self._filters
        ]

    @property
    def themes_that_fit(self) -> dict[str, Theme]:
        """The themes that this terminal has the colours for."""
        if self._terminal.colours is Colours.MANY:
            return self.available_themes
        return {name: theme for name, theme in self.available_themes.items() if theme.ansi}

    def _trouble_with(self, name: str) -> str:
        """Why a theme cannot be shown, in a sentence; "" where it can."""
        if name not in self.available_themes:
            shown = harmless(name, NAME_LIMIT)
            return say("there is no theme {name}: the command theme shows those there are", name=shown)
        if self._terminal.colours is Colours.NONE:
            return say(NO_COLOURS)
        if name not in self.themes_that_fit:
            return say("this terminal has 16 colours, too few for {name}", name=name)
        return ""

    # Choosing

    def search_themes(self) -> None:
        """Show the themes; the highlighted one is looked at, the chosen one stays."""
        if self._terminal.colours is Colours.NONE:
            self.notify(say(NO_COLOURS), markup=False, timeout=5)
            return
        self._theme_before = self.theme
        # The present one is first, since the first one is highlighted at once
        names = [
            self.theme,
            *sorted(
                self.themes_that_fit.keys() - {self.theme},
                key=lambda name: (not name.startswith("bitotui"), name),
            ),
        ]
        self.search_commands([(name, partial(self.choose_theme, name)) for name in names], say("theme …"))

    def on_command_palette_opened(self) -> None:
        """Nothing blinks, here as elsewhere."""
        for box in self.screen.query(Input):
            box.cursor_blink = False

    def on_command_palette_option_highlighted(self, message: CommandPalette.OptionHighlighted) -> None:
        """Show what it would be like."""
        hit = getattr(message.highlighted_event.option, "hit", None)
        if self._theme_before and hit is not None and hit.text in self.themes_that_fit:
            self.theme = hit.text

    def on_command_palette_closed(self, message: CommandPalette.Closed) -> None:
        """Keep what was chosen, or take back what was only looked at."""
        before, self._theme_before = self._theme_before, ""
        if before and not message.option_selected:
            self.theme = before

    def choose_theme(self, name: str) -> None:
        """Show this theme from now on, and remember it."""
        trouble = self._trouble_with(name)
        if trouble:
            self.notify(trouble, markup=False, timeout=5)
            return
        self._is_theme_chosen = True
        self.theme = name
        self.remember(look=replace(self.preferences.look, theme=name))
