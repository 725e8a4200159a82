"""The keys of every command, as the user has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.tongue import say
from tui.ui.commands import COMMANDS
from tui.ui.keys.faults import NoPreset
from tui.ui.keys.names import shown
from tui.ui.keys.presets import PRESETS
from tui.ui.keys.resolve import resolve

if TYPE_CHECKING:
    from textual.binding import Binding

    from tui.preferences.sections import Keys
    from tui.ui.command import Command


class Keymap:
    """Which command has which keys; by default the usual ones."""

    def __init__(self, keys: Keys | None = None) -> None:
        """Map as the preferences have it; what cannot be is in `faults`."""
        self.faults: tuple[str, ...] = ()
        """What of the user's mapping does not hold, in sentences."""
        self._keys = {command.name(): command.usual() for command in COMMANDS}
        if keys is not None and (keys.preset or keys.commands):
            preset = PRESETS.get(keys.preset.strip().casefold())
            is_unknown = preset is None and bool(keys.preset)
            begin = [NoPreset(keys.preset, tuple(PRESETS))] if is_unknown else []
            found = resolve([command.rule() for command in COMMANDS], preset or {}, keys.commands, begin)
            self._keys = dict(found.keys)
            self.faults = found.faults

    def mapped(self, command: type[Command]) -> tuple[str, ...]:
        """Textual's names of its keys beside the fixed ones; empty ones where a numbered key is missing."""
        return self._keys[command.name()]

    def shown(self, command: type[Command]) -> str:
        """All its keys as people write them; empty if it has none."""
        return command.keys(self.mapped(command))

    def brief(self, *commands: type[Command]) -> str:
        """One key of each, as people write it: a fixed one where there is no other; empty if there is none."""
        found = (next(filter(None, (*self.mapped(each), *each.always())), "") for each in commands)
        return " ".join(shown(key) for key in found if key)

    def spoken(self, command: type[Command]) -> str:
        """A key of it to be named in a sentence; where it has none, how it is found in the palette."""
        return self.brief(command) or say("{command} in the palette", command=command.title())

    def bindings(self) -> list[Binding]:
        """All of it, as Textual wants it."""
        return [binding for each in COMMANDS for binding in each.bindings(self.mapped(each))]
