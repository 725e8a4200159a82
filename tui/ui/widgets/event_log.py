"""What happened, newest first: a virtual list that draws only the lines it shows."""

from collections.abc import Callable
from datetime import tzinfo
from typing import ClassVar, Protocol

from rich.cells import cell_len, set_cell_size
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
from tui.core.foreign import ELLIPSIS
from tui.core.record import LinkRecord, MessageRecord, Record
from tui.core.width import padded
from tui.core.window import Remark
from tui.core.writing import EXACT, Writing
from tui.tongue import say
from tui.ui.widgets.ground import Grounded

ID_WIDTH = 36
"""Cells of a UUID, which an eventID is."""

KIND_WIDTH = 8


DAY = 86_400_000
"""Milliseconds."""


class Lines(Protocol):
    """What the log shows: a `core.history.History` or a `core.window.Window`."""

    @property
    def first(self) -> int:
        """The number of the oldest line."""
        ...

    def __getitem__(self, number: int) -> Record | Remark:
        """The line with this number. Raises IndexError when it is not there, or no longer."""
        ...


def line(record: Record | Remark, zone: tzinfo | None, since: int, writing: Writing = EXACT) -> str:
    """A record as one line: time, with the date before `since` (Unix ms), eventID, kind, what changed, written so."""
    if isinstance(record, Remark):
        return f" {text.NOTHING} {say(record.words)}"
    when = text.day_clock(record.received, zone, since)
    if isinstance(record, LinkRecord):
        return f" {when} {words.summary(record)}"
    shown_id = padded(record.event_id or say("(no eventID)"), ID_WIDTH)
    return f" {when} {shown_id} {padded(say(record.kind.value), KIND_WIDTH)} {words.summary(record, writing)}"


class EventLog(Grounded, ScrollView, can_focus=True):
    """Lines by their numbers. The cursor stays on its line while newer ones arrive above it, and older ones join.

    It follows the newest line until it is put on one: a jump or a click pins that line, even the newest. It follows
    again when the user moves up to the newest line himself, and when the log loses the keys: see `release`.
    """

    DEFAULT_CSS = """
    EventLog { height: 8; overflow-x: hidden; scrollbar-size-vertical: 0; }
    EventLog:focus { scrollbar-size-vertical: 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "jump(True)", show=False),
        Binding("end", "jump(False)", show=False),
        Binding("enter", "choose", show=False),
    ]

    COMPONENT_CLASSES: ClassVar[set[str]] = {"event-log--cursor"}

    end: var[int] = var(0, init=False)
    """The number after the newest record that is shown."""

    newer: var[int] = var(0, init=False)
    """Lines above the one that the log is held at; 0 while it follows."""

    class Chosen(Message):
        """A record was chosen with `enter` or the mouse.

        It travels itself, since a number may leave the history on the way.
        """

        def __init__(self, record: MessageRecord) -> None:
            super().__init__()
            self.record = record

    writing: var[Writing] = var(EXACT, init=False)
    """How amounts are written."""

    points: var[bool] = var(False, init=False)
    """Whether the cursor shows though the keys go elsewhere."""

    def __init__(self, history: Lines, *, zone: tzinfo | None, wall: Callable[[], int]) -> None:
        """`wall` tells the time of day, Unix ms: lines of earlier days show their date."""
        super().__init__()
        self._history = history
        self._zone = zone
        self._wall = wall
        self._since = 0
        """When today began, Unix ms."""
        self._drawn: dict[int, tuple[Style, int, Strip]] = {}
        """Lines as they were last drawn, by number; those that scrolled away leave."""
        self.cursor: int | None = None
        """The number of the record that is pinned; None follows the newest."""
        self.stays = False
        """Whether what is pinned stays so when the keys are elsewhere, where one jumped to it from."""

    @property
    def follows(self) -> bool:
        """Whether newer records come into view."""
        return self.cursor is None and self.scroll_offset.y == 0

    @property
    def current(self) -> Record | None:
        """The record under the cursor."""
        number = self.at
        record = None if number is None else self._history[number]
        return None if isinstance(record, Remark) else record

    @property
    def at(self) -> int | None:
        """The number under the cursor; None where there is no line."""
        if self.end <= self._history.first:
            return None
        newest = self.end - 1
        return newest if self.cursor is None else min(max(self.cursor, self._history.first), newest)

    @property
    def place(self) -> tuple[int | None, int, int]:
        """Where cursor and view are, for `restore`."""
        return self.cursor, self.scroll_offset.y, self.end

    def number_at(self, place: tuple[int | None, int, int]) -> int | None:
        """The number that was under the cursor at that place; None where there was no line."""
        cursor, _, end = place
        return cursor if cursor is not None else end - 1 if end > self._history.first else None

    def restore(self, place: tuple[int | None, int, int]) -> None:
        """Put cursor and view back, each on the lines that it was on."""
        self.cursor, top, end = place
        follows = self.cursor is None and top == 0
        self.scroll_to(y=0 if follows else top + self.end - end, animate=False, immediate=True)
        self._refresh_all()

    def watch_end(self, before: int, end: int) -> None:
        """Newer records came: at the top they are shown, elsewhere the view stays on what it shows."""
        follows = self.follows
        self._measure()
        if not follows:
            self.scroll_to(y=self.scroll_offset.y + (end - before), animate=False, immediate=True)
        self._refresh_all()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """What the wheel moves is held there."""
        super().watch_scroll_y(old_value, new_value)
        self._count()

    def _count(self) -> None:
        at = self.at
        above = 0 if self.cursor is None or at is None else self.end - 1 - at
        self.newer = max(above, self.scroll_offset.y)

    def watch_points(self) -> None:
        """The cursor's line looks different."""
        self._refresh_all()

    def watch_writing(self) -> None:
        """All lines look different."""
        self._drawn.clear()
        self._refresh_all()

    def grow(self) -> None:
        """Older lines have joined: nothing moves but the scroll bar."""
        self._measure()
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
        if (self.has_focus or self.points) and number == self.at:
            style = self.get_component_rich_style("event-log--cursor")
        elif not isinstance(record, MessageRecord):
            style += Style(dim=True)
        drawn = self._drawn.get(number)
        if drawn is None or drawn[:2] != (style, width):
            shown = line(record, self._zone, self._since, self.writing)
            if cell_len(shown) > width:
                shown = set_cell_size(shown, max(0, width - 1)) + ELLIPSIS
            strip = Strip([Segment(shown, style)]).adjust_cell_length(width, style)
            drawn = (style, width, strip)
            if not isinstance(record, Remark):  # what is missing may be there later
                self._drawn[number] = drawn
        return drawn[2]

    # Moving

    def action_move(self, lines: int) -> None:
        """Down is older."""
        number = self.at
        if number is not None:
            self.go_to(number - lines, pins=False)

    def action_page(self, pages: int) -> None:
        """One screenful."""
        self.action_move(pages * max(1, self.size.height - 1))

    def action_jump(self, newest: bool) -> None:
        """To the newest, which is followed from then on, or to the oldest."""
        self.go_to(self.end - 1 if newest else self._history.first, pins=False)

    def follow(self) -> None:
        """Show the newest, and those that come."""
        if not self.follows:
            self.action_jump(newest=True)

    def release(self) -> None:
        """The keys went elsewhere: follow, unless one jumped from there to what is pinned."""
        if not self.stays:
            self.follow()

    def go_to(self, number: int, *, pins: bool = True) -> None:
        """Put the cursor on the line with that number, or the nearest one; without `pins` the newest is followed."""
        newest = self.end - 1
        number = min(max(number, self._history.first), newest)
        self.cursor = None if number == newest and not pins else number
        self.stays = self.stays and self.cursor is not None
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
            if number == self.at and event.chain > 1:
                self.action_choose()
            else:
                self.go_to(number)

    def _refresh_all(self) -> None:
        self._count()
        wall = self._wall()
        if not 0 <= wall - self._since < DAY:
            self._since = text.midnight(wall, self._zone)
            self._drawn.clear()
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
