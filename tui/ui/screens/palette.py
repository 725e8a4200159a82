"""The palette: Textual's own, in the user's language, without a picture that is as wide as the terminal likes."""

from rich.text import Text
from textual.command import CommandList, CommandPalette
from textual.widgets.option_list import Option

from tui.tongue import say


class Palette(CommandPalette):
    """Finds a command by its name."""

    DEFAULT_CSS = """
    Palette SearchIcon { display: none; }
    """

    def __init__(self) -> None:
        super().__init__(placeholder=say("find a command …"), id="--command-palette")

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """Say after a while that nothing was found; Textual's method of this name says it in English."""
        self._stop_no_matches_countdown()

        def tell() -> None:
            if search_value:
                nothing = Option(Text(say("nothing of that name")), disabled=True, id=self._NO_MATCHES)
                self.query_one(CommandList).add_option(nothing)
            self._list_visible = bool(search_value)

        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, tell)
