"""The real screen, headless, in front of the soaked feed: what its cells say, and how soon it answers keys."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator

from textual import events

from tests.soak.checker import Checked
from tests.soak.clock import LeapingClock
from tests.soak.truth import Row
from tui.core.query import Column
from tui.ui.app import BitotuiApp
from tui.ui.widgets.balance_table import BalanceTable

SIZE = (280, 50)
"""Wide enough for every column."""

_KEY_EVERY = 0.25
_ANSWER_WITHIN = 5.0


class Screen:
    """The app on a headless terminal."""

    def __init__(self, app: BitotuiApp, checked: Checked) -> None:
        self._app = app
        self._checked = checked
        self._table = app.query_one(BalanceTable)
        self.latencies: list[float] = []
        """Seconds from a key to the sorted table, painted."""
        self.unanswered = 0

    async def press_keys(self) -> None:
        """Sort by one column and by another, for ever."""
        while True:
            for number, column in enumerate(list(Column)[:2], start=1):
                await asyncio.sleep(_KEY_EVERY)
                pressed = time.perf_counter()
                self._app.post_message(events.Key(str(number), str(number)))
                try:
                    async with asyncio.timeout(_ANSWER_WITHIN):
                        while self._app.view.sort is not column:  # noqa: ASYNC110 - the app raises no event of it
                            await asyncio.sleep(0.001)
                        painted = asyncio.Event()
                        self._table.call_after_refresh(painted.set)
                        await painted.wait()
                except TimeoutError:
                    self.unanswered += 1
                else:
                    self.latencies.append(time.perf_counter() - pressed)

    async def rows(self) -> dict[str, Row]:
        """The cells of every row, once the screen has followed the book."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(5):
                while self._app.book is not self._checked.reading.book:  # noqa: ASYNC110 - a frame raises no event
                    await asyncio.sleep(0.01)
        painted = asyncio.Event()
        self._table.call_after_refresh(painted.set)
        await painted.wait()
        columns = [str(column.key.value) for column in self._table.ordered_columns]
        found = {}
        for row in self._table.ordered_rows:
            cells = dict(
                zip(columns, (cell.plain.strip() for cell in self._table.get_row(row.key)), strict=True)
            )
            found[str(row.key.value)] = (
                cells["AMOUNT"],
                cells["AVAILABLE"],
                cells["STAKE"],
                cells["TRADABLE"] == "yes",
            )
        return found


@contextlib.asynccontextmanager
async def shown_by(checked: Checked, clock: LeapingClock) -> AsyncIterator[Screen]:
    """Run the app on `checked`."""
    app = BitotuiApp(checked, identity="s···@example.test", zone=None, clock=clock)
    async with app.run_test(size=SIZE):
        screen = Screen(app, checked)
        pressing = asyncio.create_task(screen.press_keys())
        try:
            yield screen
        finally:
            pressing.cancel()
            await asyncio.gather(pressing, return_exceptions=True)
            await app.action_quit()
