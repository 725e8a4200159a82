"""What the screen remembers: changed by the commands, kept in a file soon after, read at the next start."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace
from textual.reactive import var

from tui.core.query import Query
from tui.preferences.query import query_of, view_of
from tui.preferences.sections import Preferences
from tui.tongue import say
from tui.ui.part import Part

if TYPE_CHECKING:
    from msgspec import Struct
    from textual.timer import Timer

    from tui.preferences.file import PreferencesFile

SAVE_SECONDS: Final = 1.0
"""After a change, so that a burst of keys is written once."""


class Remembering(Part):
    """Preferences are one more immutable value; each change is written by a thread, never on the loop."""

    preferences: var[Preferences] = var(Preferences, init=False)
    """What is remembered, as it is now."""

    _memory: PreferencesFile | None = None
    _save: Timer | None = None
    _is_trouble_told = False

    def begin_with(self, preferences: Preferences, memory: PreferencesFile | None) -> None:
        """Start as it was left; with `memory`, changes are kept there. To be called before the app runs."""
        self._memory = memory
        self.set_reactive(Remembering.preferences, preferences)
        self.set_reactive(type(self).view, query_of(preferences.view))

    def remember(self, **sections: Struct) -> None:
        """Put other sections in place of those of the same names, and keep them."""
        after = replace(self.preferences, **sections)
        if after == self.preferences:
            return
        self.preferences = after
        if self._memory is not None and self._save is None:
            self._save = self.set_timer(SAVE_SECONDS, self._begin_save)

    def watch_view(self, view: Query) -> None:
        """Remember the filter and the order."""
        self.remember(view=view_of(view, self.preferences.view))

    async def save_now(self) -> None:
        """Keep what was changed without waiting for more."""
        if self._save is not None:
            self._save.stop()
            self._save = None
        await self._write()

    def _begin_save(self) -> None:
        self._save = None
        self.run_worker(self._write(), group="preferences")

    async def _write(self) -> None:
        if self._memory is None:
            return
        try:
            await asyncio.to_thread(self._memory.save, self.preferences)
        except OSError as error:
            if not self._is_trouble_told:
                self._is_trouble_told = True
                words = say("preferences not kept: {path}: {why}", path=self._memory.path, why=error.strerror)
                self.notify(words, markup=False, timeout=10, severity="warning")
