"""Everything that is known of the highlighted currency."""

from __future__ import annotations

from datetime import tzinfo
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from rich.text import Text
from textual import getters
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.reactive import var

from tui.core import text, words
from tui.core.agreement import DIFFERS, Agreement
from tui.core.amount import ZERO
from tui.core.book import Book
from tui.core.cells import is_fresh
from tui.core.entry import Cause, Change, Entry, NoteKind
from tui.core.span import Span
from tui.core.text import Alignment, aligned, alignment
from tui.core.values import Values, is_outdated
from tui.core.width import padded
from tui.core.writing import EXACT, MASK, Writing
from tui.tongue import say
from tui.ui.widgets.amounts import styled
from tui.ui.widgets.difference_lines import difference_lines
from tui.ui.widgets.history_lines import HEIGHT, LABEL, hidden_history, history_lines
from tui.ui.widgets.lines import Lines
from tui.ui.widgets.told import Told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.journal.travel import Past

STEP: Final = 8
"""By so many lines at a time the pane's content grows beyond its window."""

EDGES: Final = 4
"""Cells of the pane beside its content: a border, two of padding, and the scroll bar, there or not."""


class DetailPane(Told, VerticalScroll, can_focus=True):
    """Every field of one currency, and its latest changes with their differences."""

    DEFAULT_CSS = """
    DetailPane { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    DetailPane.-not-live { color: $text-muted; text-style: dim; }
    """

    book: var[Book] = var(Book, init=False)
    selected: var[str] = var("", init=False)
    now: var[float] = var(0.0, init=False)

    span: var[Span] = var(Span.DAY, init=False)
    values: var[Values] = var(Values, init=False)
    past: var[Past | None] = var(None, init=False)
    writing: var[Writing] = var(EXACT, init=False)
    agreement: var[Agreement] = var(Agreement, init=False)

    class HistoryWanted(Message):
        """The history of a currency is to be shown, and not there."""

        def __init__(self, currency: str, columns: int) -> None:
            super().__init__()
            self.currency = currency
            self.columns = columns

    _content = getters.query_one(Lines)

    _fields = 0
    """Lines of the fields described last."""

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
        lines = self._described(entry) if entry else [Text(say("no currency selected"), "dim")]
        self._content.styles.height = self._height(len(lines))
        self._content.show(lines)

    def _described(self, entry: Entry) -> list[Text]:
        """All there is to say; the history only where there is room for it, or where the pane has the screen."""
        fields = described(entry, self.now, self._zone, self.writing)
        difference = self.agreement.differing.get(entry.balance.currency)
        if difference is not None:
            fields = (*fields, *difference_lines(difference, self._zone, self.writing))
        changes = latest_changes(entry, self.now, self._zone, self.writing)
        self._fields = len(fields)
        if not self.has_room_for_history:
            return [*fields, *changes]
        room, height = self._room, self.scrollable_content_region.height
        is_narrow = self.screen.has_class("-narrow")
        first, second = self._history(entry, room)
        lines = [*fields, Text(), *first, *second, *changes]
        if is_narrow and len(lines) > height and len(second) > 1:
            # At 80x24 the second chart would push what has just changed out of view.
            return [*fields, Text(), *first, *changes, Text(), first[0], *second]
        return lines

    @property
    def has_room_for_history(self) -> bool:
        """Whether a chart fits beside the fields of the currency that was described last."""
        return self._room >= HEIGHT

    @property
    def _room(self) -> int:
        """Lines there are for the history; a pane that has the screen for itself scrolls."""
        if self.screen.has_class("-narrow"):
            return self.screen.size.height
        return self.scrollable_content_region.height - self._fields - 1

    def _history(self, entry: Entry, room: int) -> tuple[Sequence[Text], Sequence[Text]]:
        """The heading with the amount's chart, and the available's."""
        if self.writing.hides:
            return [hidden_history()], []
        columns = max(1, self.outer_size.width - EDGES)
        ends_at = None if self.past is None else self.past.moment.at
        is_there = self.values.is_of(self.selected, self.span, columns, ends_at)
        if not is_there or is_outdated(self.values, entry):
            self.post_message(self.HistoryWanted(self.selected, columns))
        if not is_there:
            return [Text(say("history  …"), "dim")], []
        amount, *rest = history_lines(self.values, entry, self._zone, self.writing)
        return amount, [line for part in rest if len(amount) + len(part) <= room for line in part]

    def _height(self, lines: int) -> int:
        """How high the block is: the whole screen is laid out whenever it changes, so it seldom does."""
        room = self.scrollable_content_region.height
        return room if lines <= room else -(-lines // STEP) * STEP

    def on_resize(self) -> None:
        """The block fills the pane."""
        self._changed()

    watch_book = watch_now = watch_span = watch_values = watch_past = watch_agreement = _changed

    def watch_selected(self) -> None:
        """Another currency is shown from its name on."""
        self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self._changed()

    def watch_writing(self, writing: Writing) -> None:
        """Lines with amounts must not be there when the pane is unfolded: they would be painted before it is told."""
        if writing.hides and not self.display:
            self._content.show(())
        self._changed()

    def on_show(self) -> None:
        """Catch up with what was not drawn while hidden."""
        self._changed()


def described(entry: Entry, now: float, zone: tzinfo | None, writing: Writing = EXACT) -> tuple[Text, ...]:
    """The lines of every field of `entry`, as of `now` (seconds of the clock that never steps), amounts written so."""
    balance = entry.balance
    amounts = (balance.amount, balance.available, balance.in_orders, balance.stake)
    to = alignment(amounts, writing)
    amount, available, in_orders, stake = (_amount(each, to, writing) for each in amounts)
    share = text.share(balance.in_orders, balance.amount) if balance.in_orders else ""
    if share and not writing.hides:
        in_orders.append(f"  {share}")
    for each in (amount, available, in_orders, stake):
        each.rstrip()
    held = MASK if writing.hides else text.share(balance.held, balance.amount)
    return (
        Text(balance.currency, "bold"),
        _field(say("Amount"), amount),
        _field(say("Available"), available),
        _field(say("In orders"), in_orders),
        _field(say("Stake"), stake),
        _field(say("Not free"), Text(held or text.NOTHING)),
        _field(say("Tradable"), Text(say("yes") if balance.tradable else say("no"))),
        *_doubts(entry, writing),
        *_latest(entry, now, zone),
    )


def latest_changes(entry: Entry, now: float, zone: tzinfo | None, writing: Writing = EXACT) -> list[Text]:
    """The lines that say what the latest changes were."""
    lines = [Text(), Text(say("latest changes"), "dim")] if entry.changes else []
    for change in entry.changes:
        is_new = is_fresh(entry, now) and change is entry.changes[0]
        lines += [Text(line, "bold" if is_new else "") for line in _changed(change, zone, writing)]
    return lines


def _changed(change: Change, zone: tzinfo | None, writing: Writing) -> list[str]:
    """A change with its time; each field that moved on a line of its own, since differences can be long."""
    when = text.clock(change.timestamp, zone)
    fields = words.moved_fields(change, writing)
    if change.cause is not Cause.UPDATE:
        fields.append(f"({say(change.cause.value)})")
    return [f"{when if not index else '':<8}  {field}" for index, field in enumerate(fields)]


def _amount(amount: Decimal, to: Alignment, writing: Writing) -> Text:
    """A negative one stands out, beside its sign, but not while that is hidden."""
    shown = styled(aligned(amount, to, writing), writing)
    if amount < ZERO and not writing.hides:
        shown.stylize("bold")
    return shown


def _field(label: str, value: Text) -> Text:
    return Text.assemble((padded(label, LABEL), "dim"), value)


def _doubts(entry: Entry, writing: Writing) -> list[Text]:
    doubts = [] if entry.listed else [say(NoteKind.NOT_IN_SNAPSHOT.value)]
    if entry.balance.oddity:
        # Which amounts break the rule, and that one is negative, is for nobody to see while they are hidden.
        doubts.append(say(NoteKind.ODD.value if writing.hides else entry.balance.oddity))
    if entry.doubt and entry.doubt != DIFFERS:
        doubts.append(say(entry.doubt))
    return [Text(f"! {doubt}", "bold") for doubt in doubts]


def _latest(entry: Entry, now: float, zone: tzinfo | None) -> list[Text]:
    if not entry.changes:
        return [_field(say("Changed"), Text(say("not since start")))]
    latest: Change = entry.changes[0]
    when = f"{text.clock(latest.timestamp, zone, precise=True)} {text.zone_name(latest.timestamp, zone)}"
    said = say("{when} ({age} ago)", when=when, age=text.age(now - latest.seen))
    lines = [_field(say("Changed"), Text(said))]
    if latest.event_id:
        lines.append(Text(latest.event_id))
    return lines
