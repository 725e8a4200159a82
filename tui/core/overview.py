"""The account in one line: how many currencies are held, what can be done with them, and how much has happened."""

from collections.abc import Mapping
from datetime import tzinfo

from msgspec import Struct

from tui.core.activity import Loss
from tui.core.entry import Entry
from tui.core.text import clock, duration
from tui.tongue import say, say_number


class Tally(Struct, frozen=True):
    """Currencies that are held, counted; what the latest snapshot lacks is not among them (rule 2 of the book)."""

    held: int = 0
    """Of which amount, available or stake is not zero."""
    tradable: int = 0
    """Those of them that can be traded."""
    in_orders: int = 0
    """Those of them with something in orders."""


class Overview(Struct, frozen=True):
    """What the line says."""

    tally: Tally = Tally()
    events: int | None = None
    """In the last minute; None where no time passes, in the past."""
    loss: Loss | None = None
    """Of the link, today; None where there was none to lose."""


def tallied(tally: Tally, before: Mapping[str, Entry], after: Mapping[str, Entry]) -> Tally:
    """The tally of `after`, from that of `before`: only entries that are others are looked at."""
    if after is before:
        return tally
    held, tradable, in_orders = tally.held, tally.tradable, tally.in_orders
    known = before.get
    moved = [(known(currency), entry) for currency, entry in after.items() if known(currency) is not entry]
    met = sum(old is None for old, _ in moved)
    # Nothing leaves a book; another one, as that of a moment, may lack what this one has.
    gone = before.keys() - after.keys() if len(before) + met > len(after) else set[str]()
    for step, entries in (
        (-1, [old for old, _ in moved if old is not None] + [before[currency] for currency in gone]),
        (1, [new for _, new in moved]),
    ):
        for entry in entries:
            if entry.listed and not entry.balance.is_zero:
                held += step
                tradable += step if entry.balance.tradable else 0
                in_orders += step if entry.balance.in_orders else 0
    return Tally(held, tradable, in_orders)


def parts(overview: Overview, zone: tzinfo | None) -> tuple[str, ...]:
    """What the line says, the more important first: `12 held`, `10 tradable`, `3 in orders` and so on."""
    tally = overview.tally
    said = [
        say("{number} held", number=tally.held),
        say("{number} tradable", number=tally.tradable),
        say("{number} in orders", number=tally.in_orders),
    ]
    if overview.loss is not None:
        said.append(_lost(overview.loss, zone))
    if overview.events is not None:
        said.append(say_number("{number} event in 1 min", "{number} events in 1 min", overview.events))
    return tuple(said)


def _lost(loss: Loss, zone: tzinfo | None) -> str:
    if loss.since is not None:
        return say("not live since {time}", time=clock(loss.since, zone))
    if loss.worst:
        return say("worst link loss today {time}", time=duration(loss.worst / 1000))
    return say("link not lost today")
