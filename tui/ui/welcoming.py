"""The first start: three lines of hints, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from tui.preferences.sections import Start
from tui.ui.keyed import Keyed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.ui.widgets.first_hints import FirstHints


class Welcoming(Keyed):
    """Shows hints to who has not seen them, and remembers so at once."""

    _first_hints: FirstHints | None = None

    def compose_welcome(self) -> Iterator[FirstHints]:
        """The lines, where there is a memory of whether they were seen, and room for them."""
        if self._memory is None or self.preferences.start.hints_seen:
            return
        from tui.ui.widgets.first_hints import LEAST_HEIGHT, FirstHints  # noqa: PLC0415 - for one start of many

        if self.size.height >= LEAST_HEIGHT:
            self._first_hints = FirstHints(self.keymap)
            yield self._first_hints

    def welcome(self) -> None:
        """Remember as soon as they stand there: who is killed then has seen them, too."""
        if self._first_hints is not None:
            self.run_worker(self._remember_welcome(), group="preferences")

    async def _remember_welcome(self) -> None:
        await self._painted.wait()
        self.remember(start=Start(hints_seen=True))
        await self.save_now()

    async def on_event(self, event: events.Event) -> None:
        """The lines go with the first key that they tell of."""
        lines = self._first_hints
        if lines is not None and isinstance(event, events.Key) and lines.is_ended_by(event.key):
            self._first_hints = None
            lines.styles.display = "none"
        await super().on_event(event)
