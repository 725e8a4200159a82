"""The app on a stage: a scripted source before it, a pilot's keys, and what then stands on the screen."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta, timezone

from rich.text import Text
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widget import Widget

from tests.clock import FakeClock
from tests.ui.rest import is_at_rest, is_reading
from tests.ui.scripted_source import ScriptedSource
from tests.ui.telling import ACCOUNT, Telling
from tui.feed.recorded import Recorded
from tui.feed.source import Reading
from tui.journal.access import JournalAccess
from tui.preferences.sections import Preferences
from tui.ui.app import BitotuiApp
from tui.ui.widgets.balance_table import BalanceTable
from tui.ui.widgets.detail_pane import DetailPane
from tui.ui.widgets.event_log import EventLog
from tui.ui.widgets.filter_bar import FilterBar
from tui.ui.widgets.lines import Lines
from tui.ui.widgets.status_line import StatusLine

TAIPEI = timezone(timedelta(hours=8))
"""Where the tests take place: the time of day there is not the one of any machine by chance."""

IDENTITY = "d···@example.com"

ROUNDS = 6
"""How many turns of the loop in a row nothing may be left to do before a stage counts as settled."""


def new_app(
    source: ScriptedSource,
    clock: FakeClock,
    notices: tuple[str, ...] = (),
    identity: str = IDENTITY,
    journal: JournalAccess | None = None,
    preferences: Preferences | None = None,
    *,
    is_demo: bool = False,
) -> BitotuiApp:
    """An app that shows what `source` says, and keeps it in `journal`."""
    return BitotuiApp(
        source if journal is None else Recorded(source, journal),
        identity=identity,
        zone=TAIPEI,
        clock=clock,
        notices=notices,
        journal=journal,
        preferences=preferences,
        is_demo=is_demo,
    )


class Stage:
    """A running app, and what a test asks of it."""

    def __init__(
        self, app: BitotuiApp, pilot: Pilot[int], source: ScriptedSource, told: Telling, clock: FakeClock
    ) -> None:
        self.app = app
        self.pilot = pilot
        self.source = source
        self.told = told
        self.clock = clock
        self.table = app.query_one(BalanceTable)
        self.log = app.query_one(EventLog)
        self.detail = app.query_one(DetailPane)
        self.filter = app.query_one(FilterBar)

    async def settle(self) -> None:
        """Wait until all that was said and pressed is on the screen, and for no timer but a scroll's."""
        waits = [
            asyncio.create_task(each) for each in (self.source.taken(), self.app._exception_event.wait())
        ]
        _, pending = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for wait in pending:
            wait.cancel()
        quiet = 0
        while quiet < ROUNDS:
            await asyncio.sleep(0.001 if is_reading(self.app) else 0)
            if not self.app.is_running or self.app._exception_event.is_set():
                return
            await self.app._animator.wait_until_complete()
            if self._is_quiet():
                quiet += 1
                self.app.screen._on_timer_update()
            else:
                quiet = 0

    def _is_quiet(self) -> bool:
        return not self.app._is_frame_due and not is_reading(self.app) and is_at_rest(self.app)

    async def show(self, *readings: Reading) -> None:
        """Let the source say this, a moment after the last frame, and see it on the screen."""
        await self.clock.advance(0.1)
        self.source.push(*readings)
        await self.settle()

    async def hear(self, *rows: dict[str, object], **fields: object) -> None:
        """Let a balance message come."""
        await self.show(self.told.says(*rows, **fields))

    async def pass_time(self, seconds: float) -> None:
        """Let time pass, and let the screen notice now what its timer would notice soon."""
        await self.clock.advance(seconds)
        self.app._ask_frame()
        await self.settle()

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other: characters, or names such as `enter` and `ctrl+p`."""
        for key in keys:
            is_name = len(key) > 1
            name = key if is_name or key.isalnum() else _character_to_key(key)
            self.app.post_message(events.Key(name, {"space": " "}.get(key) if is_name else key))
            await self.settle()

    async def click(self, widget: Widget, x: int, y: int, *, times: int = 1) -> None:
        """Click into `widget`, `x` and `y` cells from its corner."""
        await self.pilot.click(widget, offset=(x, y), times=times)
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    # What stands there

    @property
    def lines(self) -> list[str]:
        """The whole screen as text."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """The whole screen as one text."""
        return "\n".join(self.lines)

    @property
    def status(self) -> str:
        """The lines at the top, one text."""
        return "\n".join(_plain(self.app.query_one(StatusLine)))

    @property
    def described(self) -> list[str]:
        """The lines of the detail pane."""
        return _plain(self.detail.query_one(Lines))

    @property
    def order(self) -> list[str]:
        """The currencies in the table, from the top."""
        return [str(row.key.value) for row in self.table.ordered_rows]

    @property
    def cursor(self) -> str:
        """The currency under the table's cursor."""
        return str(self.table.ordered_rows[self.table.cursor_row].key.value)

    @property
    def headings(self) -> list[str]:
        """The headings of the table's columns, arrows included."""
        return [str(column.label) for column in self.table.ordered_columns]

    @property
    def logged(self) -> list[str]:
        """The lines of the event log that are in view."""
        return [self.log.render_line(y).text.rstrip() for y in range(self.log.size.height)]

    @property
    def toasts(self) -> list[str]:
        """What is being notified."""
        return [each.message for each in self.app._notifications]

    def cells(self, currency: str) -> list[str]:
        """The cells of a currency's row, without blanks around them."""
        cells = self.table.get_row(currency)
        assert all(isinstance(cell, Text) for cell in cells)
        return [cell.plain.strip() for cell in cells]

    def has_focus(self, widget: Widget) -> bool:
        """Whether keys go to `widget`."""
        return self.app.focused is widget


def _plain(lines: Lines) -> list[str]:
    return [line.plain.rstrip() for line in lines.lines]


@contextlib.asynccontextmanager
async def stage(
    *rows: dict[str, object],
    size: tuple[int, int] = (80, 24),
    notices: tuple[str, ...] = (),
    live: bool = True,
    journal: JournalAccess | None = None,
    clock: FakeClock | None = None,
    preferences: Preferences | None = None,
    is_demo: bool = False,
) -> AsyncIterator[Stage]:
    """Run the app, LIVE with a snapshot of `rows` (by default the account of `telling`)."""
    clock = clock or FakeClock()
    source = ScriptedSource()
    told = Telling(clock, source.host)
    app = new_app(source, clock, notices, journal=journal, preferences=preferences, is_demo=is_demo)
    async with app.run_test(size=size, notifications=True) as pilot:
        played = Stage(app, pilot, source, told, clock)
        if live:
            await played.show(*told.live_with(*(rows or ACCOUNT)))
        yield played
