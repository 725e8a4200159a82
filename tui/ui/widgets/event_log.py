"""What happened, newest first: a virtual list that draws only the lines it shows."""

from datetime import tzinfo
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.core import text, words
from tui.core.history import History
from tui.core.record import LinkRecord, MessageRecord, Record
from tui.ui.widgets.ground import Grounded

ID_WIDTH = 36
"""Cells of a UUID, which an eventID is."""

KIND_WIDTH = 8


def line(record: Record, zone: tzinfo | None) -> str:
    """A record as one line: time, eventID, kind, what changed."""
    when = text.clock(record.received, zone, precise=True)
    if isinstance(record, LinkRecord):
        return f" {when} {words.summary(record)}"
    shown_id = record.event_id or "(no eventID)"
    return f" {when} {shown_id:<{ID_WIDTH}} {record.kind.value:<{KIND_WIDTH}} {words.summary(record)}"


class EventLog(Grounded, ScrollView, can_focus=True):
    """The latest records of a history. The cursor stays on its record while newer ones arrive above it."""

    DEFAULT_CSS = """
    EventLog { height: 8; overflow-x: hidden; scrollbar-size-vertical: 0; }
    EventLog:focus { scrollbar-size-vertical: 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home,g", "jump(True)", show=False),
        Binding("end,G", "jump(False)", show=False),
        Binding("enter", "choose", show=False),
    ]

    COMPONENT_CLASSES: ClassVar[set[str]] = {"event-log--cursor"}

    end: var[int] = var(0, init=False)
    """The number after the newest record that is shown."""

    class Chosen(Message):
        """A record was chosen with `enter` or the mouse.

        It travels itself, since a number may leave the history on the way.
        """

        def __init__(self, record: MessageRecord) -> None:
            super().__init__()
            self.record = record

    def __init__(self, history: History, *, zone: tzinfo | None) -> None:
        super().__init__()
        self._history = history
        self._zone = zone
        self._drawn: dict[int, tuple[Style, int, Strip]] = {}
        """Lines as they were last drawn, by number; those that scrolled away leave."""
        self.cursor: int | None = None
        """The number of the record under the cursor; None follows the newest."""

    @property
    def current(self) -> Record | None:
        """The record under the cursor."""
        number = self._cursor_number()
        return None if number is None else self._history[number]

    def _cursor_number(self) -> int | None:
        if self.end <= self._history.first:
            return None
        newest = self.end - 1
        return newest if self.cursor is None else min(max(self.cursor, self._history.first), newest)

    def watch_end(self, before: int, end: int) -> None:
        """Newer records came: at the top they are shown, elsewhere the view stays on what it shows."""
        follows = self.cursor is None and self.scroll_offset.y == 0
        self._measure()
        if not follows:
            self.scroll_to(y=self.scroll_offset.y + (end - before), animate=False, immediate=True)
        self._refresh_all()

    def on_resize(self) -> None:
        """The lines are as wide as the log."""
        self._measure()

    def _measure(self) -> None:
        """Say how many lines there are. Only where the scroll bar comes or goes is the whole screen laid out."""
        height = max(0, self.end - self._history.first)
        size = Size(self.size.width, height)
        if size.width == self.virtual_size.width and self.show_vertical_scrollbar is (
            height > self.size.height
        ):
            self.set_reactive(EventLog.virtual_size, size)
            if self.scrollbar_size_vertical:
                self.vertical_scrollbar.window_virtual_size = height
        else:
            self.virtual_size = size

    def render_line(self, y: int) -> Strip:
        """The record at line `y` of the view."""
        number = self.end - 1 - (self.scroll_offset.y + y)
        width, style = self.scrollable_content_region.width, self.ground.style
        if not self._history.first <= number < self.end:
            return Strip.blank(width, style)
        record = self._history[number]
        if self.has_focus and number == self._cursor_number():
            style = self.get_component_rich_style("event-log--cursor")
        elif isinstance(record, LinkRecord):
            style += Style(dim=True)
        drawn = self._drawn.get(number)
        if drawn is None or drawn[:2] != (style, width):
            shown = line(record, self._zone)
            if len(shown) > width:
                shown = shown[: max(0, width - 1)] + "…"
            strip = Strip([Segment(shown, style)]).adjust_cell_length(width, style)
            drawn = self._drawn[number] = (style, width, strip)
        return drawn[2]

    # Moving

    def action_move(self, lines: int) -> None:
        """Down is older."""
        number = self._cursor_number()
        if number is not None:
            self._go(number - lines)

    def action_page(self, pages: int) -> None:
        """One screenful."""
        self.action_move(pages * max(1, self.size.height - 1))

    def action_jump(self, newest: bool) -> None:
        """To the newest, which is followed from then on, or to the oldest."""
        self._go(self.end - 1 if newest else self._history.first)

    def _go(self, number: int) -> None:
        newest = self.end - 1
        number = min(max(number, self._history.first), newest)
        self.cursor = None if number == newest else number
        self.scroll_to_region(Region(0, newest - number, 1, 1), animate=False, force=True, immediate=True)
        self._refresh_all()

    def action_choose(self) -> None:
        """Say which record was chosen."""
        record = self.current
        if isinstance(record, MessageRecord):
            self.post_message(self.Chosen(record))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the line; a second click chooses it."""
        number = self.end - 1 - (self.scroll_offset.y + event.y)
        if self._history.first <= number < self.end:
            if number == self._cursor_number() and event.chain > 1:
                self.action_choose()
            else:
                self._go(number)

    def _refresh_all(self) -> None:
        newest = self.end - 1 - self.scroll_offset.y
        seen = range(newest - self.size.height + 1, newest + 1)
        self._drawn = {number: drawn for number, drawn in self._drawn.items() if number in seen}
        self.refresh(Region(0, 0, self.size.width, self.size.height))

    def on_focus(self) -> None:
        """The cursor shows only where the keys go."""
        self._refresh_all()

    def on_blur(self) -> None:
        """The cursor shows only where the keys go."""
        self._refresh_all()
