"""Everything that is known of the highlighted currency."""

from datetime import tzinfo
from typing import Final

from rich.text import Text
from textual import getters
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.reactive import var

from tui.core import text, words
from tui.core.book import Book
from tui.core.cells import is_fresh
from tui.core.entry import Cause, Change, Entry
from tui.core.text import aligned, alignment
from tui.ui.widgets.lines import Lines
from tui.ui.widgets.told import Told

STEP: Final = 8
"""By so many lines at a time the pane's content grows beyond its window."""

LABEL: Final = 11
"""Cells of the widest label and a blank."""


class DetailPane(Told, VerticalScroll, can_focus=True):
    """Every field of one currency, and its latest changes with their differences."""

    DEFAULT_CSS = """
    DetailPane { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    DetailPane.-not-live { color: $text-muted; text-style: dim; }
    """

    book: var[Book] = var(Book, init=False)
    selected: var[str] = var("", init=False)
    now: var[float] = var(0.0, init=False)

    _content = getters.query_one(Lines)

    def __init__(self, *, zone: tzinfo | None) -> None:
        super().__init__()
        self._zone = zone

    def compose(self) -> ComposeResult:
        """One block of lines, as tall as it needs to be."""
        yield Lines()

    def _changed(self) -> None:
        self.tell_soon()

    def tell(self) -> None:
        """Show what is known of the currency now."""
        if not self.display:
            return
        entry = self.book.entries.get(self.selected)
        lines = described(entry, self.now, self._zone) if entry else (Text("no currency selected", "dim"),)
        self._content.styles.height = self._height(len(lines))
        self._content.show(lines)

    def _height(self, lines: int) -> int:
        """How high the block is: the whole screen is laid out whenever it changes, so it seldom does."""
        room = self.scrollable_content_region.height
        return room if lines <= room else -(-lines // STEP) * STEP

    def on_resize(self) -> None:
        """The block fills the pane."""
        self._changed()

    watch_book = watch_selected = watch_now = _changed

    def on_show(self) -> None:
        """Catch up with what was not drawn while hidden."""
        self._changed()


def described(entry: Entry, now: float, zone: tzinfo | None) -> tuple[Text, ...]:
    """The pane's lines for `entry`, as of `now` (seconds of the clock that never steps)."""
    balance = entry.balance
    amounts = (balance.amount, balance.available, balance.in_orders, balance.stake)
    to = alignment(amounts)
    share = text.share(balance.in_orders, balance.amount) if balance.in_orders else ""
    held = text.share(balance.held, balance.amount)
    lines = [
        Text(balance.currency, "bold"),
        _field("Amount", aligned(balance.amount, to)),
        _field("Available", aligned(balance.available, to)),
        _field("In orders", f"{aligned(balance.in_orders, to)}  {share}".rstrip()),
        _field("Stake", aligned(balance.stake, to)),
        _field("Held back", held or text.NOTHING),
        _field("Tradable", "yes" if balance.tradable else "no"),
        *_doubts(entry),
        *_latest(entry, now, zone),
    ]
    if entry.changes:
        lines.append(Text())
        lines.append(Text("latest changes", "dim"))
    for change in entry.changes:
        is_new = is_fresh(entry, now) and change is entry.changes[0]
        lines += [Text(line, "bold" if is_new else "") for line in _changed(change, zone)]
    return tuple(lines)


def _changed(change: Change, zone: tzinfo | None) -> list[str]:
    """A change with its time; each field that moved on a line of its own, since differences can be long."""
    when = text.clock(change.timestamp, zone)
    fields = words.change(change).split(", ")
    if change.cause is not Cause.UPDATE:
        fields.append(f"({change.cause.value})")
    return [f"{when if not index else '':<8}  {field}" for index, field in enumerate(fields)]


def _field(label: str, value: str) -> Text:
    return Text.assemble((f"{label:<{LABEL}}", "dim"), value)


def _doubts(entry: Entry) -> list[Text]:
    doubts = ["not in the latest snapshot"] if not entry.listed else []
    doubts += [doubt for doubt in (entry.balance.oddity, entry.doubt) if doubt]
    return [Text(f"! {doubt}", "bold") for doubt in doubts]


def _latest(entry: Entry, now: float, zone: tzinfo | None) -> list[Text]:
    if not entry.changes:
        return [_field("Changed", "not since start")]
    latest: Change = entry.changes[0]
    when = f"{text.clock(latest.timestamp, zone, precise=True)} {text.zone_name(latest.timestamp, zone)}"
    ago = text.age(now - latest.seen)
    lines = [_field("Changed", f"{when} ({ago} ago)")]
    if latest.event_id:
        lines.append(Text(latest.event_id))
    return lines
