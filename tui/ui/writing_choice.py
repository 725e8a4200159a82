"""How amounts are written on the screen, and whether they are shown at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.notifications import Notify
from textual.reactive import var

from tui.core.writing import EXACT, Writing
from tui.preferences.numbers import numbers_of, writing_of
from tui.tongue import say
from tui.ui.keyed import Keyed
from tui.ui.screen_commands import Hide

if TYPE_CHECKING:
    from msgspec import Struct

    from tui.preferences.file import PreferencesFile
    from tui.preferences.sections import Preferences


class WritingChoice(Keyed):
    """What was chosen is part of the preferences: a shared screen stays private when the program starts again."""

    writing: var[Writing] = var(EXACT, init=False)
    """How amounts are written."""

    _is_clearing = False
    """Whether notices that were given before amounts were hidden may still be on their way to the screen."""

    def begin_with(self, preferences: Preferences, memory: PreferencesFile | None) -> None:
        """Start with amounts written, or hidden, as they were left."""
        super().begin_with(preferences, memory)
        self.set_reactive(WritingChoice.writing, writing_of(preferences.numbers, preferences.look))

    def remember(self, **sections: Struct) -> None:
        """Whatever is remembered shows at once."""
        super().remember(**sections)
        self.writing = writing_of(self.preferences.numbers, self.preferences.look)

    def choose_writing(self, writing: Writing) -> None:
        """Write amounts so from now on; whether they are hidden stays as it is."""
        self.remember(numbers=numbers_of(writing))

    def action_hide(self) -> None:
        """Hide all amounts, or show them again; what was said of them a moment ago goes, too."""
        look = self.preferences.look
        self.remember(look=replace(look, hidden=not look.hidden))
        if self.writing.hides:
            self.clear_notifications()
            self._is_clearing = True
            self.call_later(self._all_cleared)

    def _all_cleared(self) -> None:
        self._is_clearing = False

    def on_notify(self, message: Notify) -> None:
        """A notice is a message: one from a key before, in the same burst, is still to come and may say an amount."""
        if self._is_clearing:
            message.prevent_default()

    def tell_hidden(self) -> None:
        """Say why an amount is not to be had."""
        self.notify(
            say("amounts are hidden: {key} shows them", key=self.keymap.spoken(Hide)), markup=False, timeout=2
        )
