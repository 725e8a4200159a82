"""The history of one currency's values, as it is drawn."""

from msgspec import Struct
from msgspec.structs import replace

from tui.core.book import CHANGES_KEPT
from tui.core.chart import Point
from tui.core.entry import Entry
from tui.core.past import NS
from tui.core.span import Span


class Values(Struct, frozen=True):
    """What a currency's amount and available were over a span of time, and where nothing is known."""

    currency: str = ""
    span: Span = Span.DAY
    columns: int = 0
    """In so many slices of time it was asked for."""
    ends_at: int | None = None
    """The moment of the past where it ends, Unix ns; None for now."""
    since: int = 0
    """Unix ns."""
    until: int = 0
    """Unix ns; where it ends now, when it was asked for."""
    latest: int = 0
    """When the last value that it has was received, Unix ns."""
    amount: tuple[Point, ...] = ()
    available: tuple[Point, ...] = ()
    words: str = ""
    """Why there is nothing to draw; empty where there is."""

    def is_of(self, currency: str, span: Span, columns: int, ends_at: int | None) -> bool:
        """Whether it is what was asked for."""
        return (currency, span, columns, ends_at) == (self.currency, self.span, self.columns, self.ends_at)


def with_changes(values: Values, entry: Entry) -> Values:
    """The history up to the entry's latest change, which need not be asked for: the book remembers a few."""
    new = [change for change in reversed(entry.changes) if change.received * NS > values.latest]
    if values.ends_at is not None or values.words or not new:
        return values
    until = max(values.until, new[-1].received * NS)
    # What the journal had not been told yet when it was asked comes behind what it answered.
    times = [max(values.until, change.received * NS) for change in new]
    balances = [change.after for change in new]
    return replace(
        values,
        since=values.since if values.span.ns is None else until - values.span.ns,
        until=until,
        amount=(*values.amount, *(Point(at, each.amount) for at, each in zip(times, balances, strict=True))),
        available=(
            *values.available,
            *(Point(at, each.available) for at, each in zip(times, balances, strict=True)),
        ),
    )


def is_outdated(values: Values, entry: Entry) -> bool:
    """Whether the book remembers too little to go on from there, or a whole column has passed since."""
    if values.ends_at is not None or not entry.changes:
        return False
    latest, oldest = entry.changes[0].received * NS, entry.changes[-1].received * NS
    if latest <= max(values.latest, values.until):
        return False
    column = (values.until - values.since) // max(1, values.columns)
    is_short = len(entry.changes) >= CHANGES_KEPT and oldest > max(values.latest, values.until)
    return bool(values.words) or latest - values.until >= column or is_short
