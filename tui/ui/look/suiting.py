"""The theme that nobody chose suits the terminal's background, as soon as the terminal has told of it.

Internals of Textual relied upon, guarded by `tests/ui/look/test_suiting_on_a_terminal.py`: `App._driver`, which is
in application mode when the app composes.
"""

from msgspec.structs import replace

from tui.ui.look.background import colour_told, is_light
from tui.ui.look.theming import Theming
from tui.ui.paint.driver import PaintDriver
from tui.ui.paint.parser import BackgroundTold
from tui.ui.paint.queries import BACKGROUND_QUERY


class Suiting(Theming):
    """Asks once, before the first frame, and waits for nothing: the answer is taken whenever it comes."""

    _is_answer_due = False

    def on_compose(self) -> None:
        """Ask what nothing else says, where it matters."""
        self._is_answer_due = self._terminal.can_be_asked and not self._is_theme_chosen
        if self._is_answer_due and isinstance(self._driver, PaintDriver):
            self._driver.ask(BACKGROUND_QUERY)

    def on_background_told(self, message: BackgroundTold) -> None:
        """Take the first answer; no choice is changed by it, and it is none to be remembered."""
        colour = colour_told(message.text)
        if colour is None or not self._is_answer_due:
            return
        self._is_answer_due = False
        self._terminal = replace(self._terminal, is_light=is_light(colour))
        if self._is_theme_chosen:
            return
        if self._theme_before:
            self._theme_before = self._terminal.theme
        else:
            self.theme = self._terminal.theme
