"""What keys do: the user's mapping, where it works, and what the last line says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import events, getters

from tui.core.link import State
from tui.ui.commands import COMMANDS, Help
from tui.ui.hints import hints
from tui.ui.keymap import Keymap
from tui.ui.keys.places import Place
from tui.ui.moving import move_halves, move_lines, move_to
from tui.ui.remembering import Remembering
from tui.ui.widgets.detail_pane import DetailPane
from tui.ui.widgets.event_log import EventLog
from tui.ui.widgets.key_hints import KeyHints
from tui.ui.widgets.typed_box import TypedBox

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget

    from tui.preferences.file import PreferencesFile
    from tui.preferences.sections import Preferences

DASHBOARD_COMMANDS: Final = {
    command.action: command for command in COMMANDS if command.action != "command_palette"
}
"""By their actions; the palette opens from everywhere."""


class Keyed(Remembering):
    """Commands by keys: where one may be, and where they work."""

    keymap: Keymap
    """The keys as the user has them."""

    _hints = getters.query_one(KeyHints)

    def begin_with(self, preferences: Preferences, memory: PreferencesFile | None) -> None:
        """Start as it was left, with the keys that are wished for."""
        super().begin_with(preferences, memory)
        self.keymap = Keymap(preferences.keys)
        for binding in self.keymap.bindings():
            self._bindings.key_to_bindings.setdefault(binding.key, []).append(binding)

    # Where one is

    @property
    def _top(self) -> Screen[object] | None:
        """The dashboard, or the dialog before it; None before there is either."""
        return self.screen_stack[-1] if self.screen_stack else None

    @property
    def _box(self) -> TypedBox | None:
        """The box in which letters are text now."""
        focused = self._top.focused if self._top is not None else None
        return focused if isinstance(focused, TypedBox) else None

    @property
    def _focus_place(self) -> Place:
        """Table, detail or event log: where the keys go on the dashboard."""
        match self.default_screen.focused:
            case EventLog():
                return Place.LOG
            case DetailPane():
                return Place.DETAIL
            case _:
                return Place.TABLE

    @property
    def place(self) -> Place:
        """Where one is, as far as it matters for what keys are told first."""
        if isinstance(self.default_screen.focused, TypedBox):
            return Place.BOX
        if self.past is not None:
            return Place.PAST
        at = self._focus_place
        return Place.REPLAY if at is Place.TABLE and self.link.state is State.REPLAY else at

    def tell_hints(self) -> None:
        """Name the keys that matter where one is."""
        in_box = TypedBox.does if self._box is None else self._box.does
        has_journal = self._journal is not None
        told = hints(self.place, self.keymap, has_journal=has_journal, in_box=in_box)
        self._hints.tell(told, self.keymap.brief(Help))

    def action_help(self) -> None:
        """Keys and words, those first that matter where one is."""
        from tui.ui.screens.help import HelpScreen  # noqa: PLC0415 - not before the first paint

        self.push_screen(HelpScreen(self.place, self.keymap))

    def action_command_palette(self) -> None:
        """Find a command by its name."""
        from tui.ui.screens.palette import Palette  # noqa: PLC0415 - not before the first paint

        if not Palette.is_open(self):
            self.push_screen(Palette())

    def tell_once(self, said: str) -> None:
        """Say what a key comes to, once, however often it is held down."""
        if all(each.message != said for each in self._notifications):
            self.notify(said, markup=False, timeout=3)

    # Where keys go

    async def on_event(self, event: events.Event) -> None:
        """Text goes into a box at once, and keys to a dialog, so that those behind them in a burst find it done."""
        box = self._box if isinstance(event, events.Key | events.Paste) else None
        if isinstance(event, events.Paste) and not event.is_forwarded and box is not None:
            box.take_paste(event.text)
            return
        # A key that comes back from another widget was pressed before the box was there.
        is_new = isinstance(event, events.Key) and not event.is_forwarded
        if isinstance(event, events.Key) and is_new:
            # Text boxes and dialogs are asked by the same name; the dialogs' module is not loaded at the start.
            takes = box.take if box is not None else getattr(self._top, "take", None)
            if takes is not None and await takes(event):
                return
        await super().on_event(event)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No command works behind a dialog, nor where letters are text, nor where it has no place."""
        command = DASHBOARD_COMMANDS.get(action)
        if command is not None and (
            len(self.screen_stack) > 1 or self._box is not None or self._focus_place not in command.places
        ):
            return False
        if action == "leave_box":
            return self._box is not None
        if action == "command_palette" and getattr(self.screen, "is_typing", False):
            return False
        return super().check_action(action, parameters)

    # Moving

    @property
    def _mover(self) -> Widget:
        return self.default_screen.focused or self.default_screen

    def action_line_down(self) -> None:
        """One line down."""
        move_lines(self._mover, 1)

    def action_line_up(self) -> None:
        """One line up."""
        move_lines(self._mover, -1)

    def action_first_line(self) -> None:
        """To the first line."""
        move_to(self._mover, last=False)

    def action_last_line(self) -> None:
        """To the last line."""
        move_to(self._mover, last=True)

    def action_page_down(self) -> None:
        """One page down."""
        move_halves(self._mover, 2)

    def action_page_up(self) -> None:
        """One page up."""
        move_halves(self._mover, -2)

    def action_half_page_down(self) -> None:
        """Half a page down."""
        move_halves(self._mover, 1)

    def action_half_page_up(self) -> None:
        """Half a page up."""
        move_halves(self._mover, -1)

    def action_focus_forth(self) -> None:
        """The next of table, detail and event log."""
        self.screen.focus_next()

    def action_focus_back(self) -> None:
        """The one before."""
        self.screen.focus_previous()
