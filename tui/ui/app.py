"""The app: what stands where, and how keys become a new view of the model."""

from datetime import tzinfo
from typing import ClassVar

from textual import events, getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from tui.core import text
from tui.core.query import sorted_by, unfiltered
from tui.feed.clock import Clock
from tui.feed.source import Source
from tui.journal.access import JournalAccess
from tui.preferences.file import PreferencesFile
from tui.preferences.sections import Preferences
from tui.ui.arranging import Arranging
from tui.ui.charting import Charting
from tui.ui.choosing import Choosing
from tui.ui.commands import Back, Redial
from tui.ui.copying import Copying
from tui.ui.look.theming import Asked
from tui.ui.model import Model
from tui.ui.notices import few
from tui.ui.overseeing import Overseeing
from tui.ui.widgets.balance_table import BalanceTable
from tui.ui.widgets.detail_pane import DetailPane
from tui.ui.widgets.event_log import EventLog
from tui.ui.widgets.events_title import EventsTitle
from tui.ui.widgets.filter_bar import FilterBar
from tui.ui.widgets.filter_note import FilterNote
from tui.ui.widgets.key_hints import KeyHints
from tui.ui.widgets.moment_bar import MomentBar
from tui.ui.widgets.overview_line import OverviewLine
from tui.ui.widgets.preset_bar import PresetBar
from tui.ui.widgets.search_bar import SearchBar
from tui.ui.widgets.status_line import StatusLine


class BitotuiApp(Overseeing, Copying, Charting, Arranging, Choosing, Model):
    """The dashboard."""

    CSS_PATH = "bitotui.tcss"
    TITLE = "bitotui"
    ENABLE_COMMAND_PALETTE = True
    AUTO_FOCUS = "BalanceTable"
    # Textual declares these two as instance variables.
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-tiny"),
        (6, "-short"),
        (14, "-medium"),
        (30, "-high"),
        (45, "-tall"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,ctrl+q", "quit", show=False, priority=True),
        Binding("ctrl+l", "repaint", show=False),
        Binding("enter", "leave_box(True)", show=False, priority=True),
        Binding("escape", "leave_box(False)", show=False, priority=True),
    ]

    _status = getters.query_one(StatusLine)
    _detail = getters.query_one(DetailPane)

    def __init__(
        self,
        source: Source,
        *,
        identity: str,
        zone: tzinfo | None,
        clock: Clock,
        notices: tuple[str, ...] = (),
        journal: JournalAccess | None = None,
        pacer: Clock | None = None,
        preferences: Preferences | None = None,
        memory: PreferencesFile | None = None,
        look: Asked | None = None,
        is_demo: bool = False,
    ) -> None:
        super().__init__(source, clock=clock, journal=journal, pacer=pacer)
        self.begin_with(preferences or Preferences(), memory)
        self.begin_look(look)
        self._identity = identity
        self._is_demo = is_demo
        self._zone = zone
        self._notices = notices
        # Nothing moves by degrees: each frame of an animation would cost a slow line as much as news does.
        self.animation_level = "none"

    def compose(self) -> ComposeResult:
        """Status, filter box, table and detail, event log, keys."""
        app = BitotuiApp
        zone = text.zone_name(self._clock.wall(), self._zone)
        yield StatusLine(
            identity=self._identity, host=self._source.host, zone=self._zone, is_demo=self._is_demo
        ).data_bind(
            app.book,
            app.link,
            app.view,
            app.frozen,
            app.behind,
            app.shown,
            app.now,
            app.held_vouched,
            app.unrecorded,
            app.past,
            app.writing,
            app.agreement,
        )
        yield FilterBar()
        yield FilterNote()
        yield PresetBar().data_bind(app.writing)
        yield MomentBar()
        yield OverviewLine(zone=self._zone).data_bind(app.overview)
        with Horizontal(id="middle"):
            table, detail = BalanceTable(), DetailPane(zone=self._zone)
            for widget in (table, detail):
                widget.add_class("-not-live", update=False)  # as `_dim` would have it after the first paint
            yield table.data_bind(app.book, app.view, app.arrangement, app.writing, now=app.held_now)
            yield detail.data_bind(
                app.book,
                app.selected,
                app.span,
                app.values,
                app.past,
                app.writing,
                app.agreement,
                now=app.held_now,
            )
        with Horizontal(id="log-head"):
            yield SearchBar()
            yield EventsTitle(zone)
        yield EventLog(self._window, zone=self._zone, wall=self._clock.wall).data_bind(app.end, app.writing)
        yield from self.compose_welcome()
        yield KeyHints()

    def on_mount(self) -> None:
        """Show what is known, then follow the source."""
        self._status.redial_key = self.keymap.spoken(Redial)
        self._table.back_key = self.keymap.spoken(Back)
        self.tell_hints()
        _focus(self._table)
        self.follow()
        self.welcome()
        for notice in few((*self._notices, *self.keymap.faults, *self.look_notices)):
            self.notify(notice, markup=False, timeout=10)

    def _dim(self) -> None:
        """Balances that cannot be vouched for are visibly not live."""
        past = self.past
        is_vouched = self.link.is_live and not self.book.behind if past is None else past.is_vouched
        for widget in (self._table, self._detail):
            widget.set_class(not is_vouched, "-not-live")
            widget.set_class(past is not None, "-past")

    watch_link = watch_book = watch_past = _dim

    def _name_first_lines(self) -> None:
        """What keys move is painted first on a slow line: the cursor's line, those beside it, and the status."""
        top = self._table.content_region.y + self._table.header_height - self._table.scroll_offset.y
        at = top + self._table.cursor_row
        self.paint_first((at, at + 1, at - 1, 0, 1))

    @property
    def _stands(self) -> bool:
        """Whether the dashboard is there: while it ends, widgets go before all that they have said has come."""
        return self.is_running and bool(self.default_screen.query(BalanceTable))

    # What widgets say

    def on_balance_table_selected(self, message: BalanceTable.Selected) -> None:
        """Another currency is highlighted."""
        if not self._stands:
            return
        self.selected = message.currency
        self._name_first_lines()

    def on_balance_table_opened(self) -> None:
        """`enter` on a row."""
        self._open_detail()

    def on_balance_table_sort_asked(self, message: BalanceTable.SortAsked) -> None:
        """A click on a heading."""
        self.sort(sorted_by(self.view, message.column))

    def on_balance_table_counted(self, message: BalanceTable.Counted) -> None:
        """The number of rows changed."""
        if not self._stands:
            return
        self.shown = message.rows
        if not message.rows:
            self.selected = ""

    def on_event_log_chosen(self, message: EventLog.Chosen) -> None:
        """Show the whole message, and jump to the first of its currencies that is shown."""
        for currency in message.record.currencies:
            if self._table.go_to(currency):
                break
        from tui.ui.screens.message import MessageScreen  # noqa: PLC0415 - not before the first paint

        screen = MessageScreen(message.record, self.keymap, zone=self._zone, writing=self.writing)
        self.push_screen(screen)

    def action_leave_box(self, keeps: bool) -> None:
        """Back to the table, or to the log; `enter` keeps what was typed, `esc` takes it back."""
        if self._is_at(self._search):
            self.leave_search(keeps)
        elif self._moment_bar.is_open:
            self.leave_moment(goes=keeps)
        elif self._presets.has_keys:
            self.leave_presets(goes=keeps)
        else:
            self.leave_filter(keeps)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Boxes and unfolded detail are open only while the keys go to them; what was typed is kept."""
        if not self._stands:
            return
        self.tell_hints()
        # Keys that came in a burst may have opened one since.
        if self._box is None and event.widget in (self._table, self._detail, self._event_log):
            self.close_filter()
            self.close_search()
            self._presets.close()
            self._moment_bar.close()
        if event.widget in (self._table, self._detail, self._event_log, self._filter, self._search):
            self.default_screen.set_class(event.widget is self._detail, "-detail")

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """A widget for which the window became too small gives the keys back to the table."""
        if self._stands and event.widget is self._event_log and not event.widget.display:
            _focus(self._table)

    # Commands

    def _is_at(self, widget: Widget) -> bool:
        """Whether the keys go to `widget` now; its own `has_focus` follows only with a message."""
        return widget.screen.focused is widget

    def action_filter(self) -> None:
        """Open the filter box; in the event log, the search box."""
        if self._is_at(self._event_log):
            self.action_search()
        else:
            self.open_filter()

    def action_detail(self) -> None:
        """The detail pane, or the whole message when one is in the event log."""
        if self._is_at(self._event_log):
            self._event_log.action_choose()
        else:
            self._open_detail()

    def _open_detail(self) -> None:
        self.default_screen.add_class("-detail")
        _focus(self._detail)

    def action_events(self) -> None:
        """Event log or table."""
        if self._is_at(self._event_log):
            _focus(self._table)
        else:
            self.shows_log()

    def action_redial(self) -> None:
        """Connect now."""
        refused = self.redial()
        if refused:
            self.notify(refused, markup=False, timeout=2)

    def action_undo(self) -> None:
        """One thing back: the unfolded detail, then the past, frozen, the filter, what is pinned in the log."""
        if not self._table.display:
            _focus(self._table)
        elif self.past is not None:
            self.return_to_now()
        elif self.frozen:
            self.action_freeze()
        elif self.view.is_filtering:
            self.view = unfiltered(self.view)
        else:
            _focus(self._table)
            self._event_log.follow()


def _focus(widget: Widget) -> None:
    """Give the keys to `widget` at once, on its own screen: a dialog may stand before it."""
    widget.screen.set_focus(widget)
