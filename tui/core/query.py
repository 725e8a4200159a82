"""What is shown of the book, and in which order."""

import enum
import math
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tui.core.book import Book
from tui.core.entry import Entry
from tui.core.expression import CHANGED, All, Expression, Field, holds, looks_at_age, names_in, turns_in
from tui.tongue import marked, say

ALL_PASS: Final = All(())
"""The expression that leaves no row out: that of an empty text."""


class Column(enum.Enum):
    """The table's columns, in the order of the keys 1 to 7; the value is the heading in English."""

    CURRENCY = marked("Currency")
    AMOUNT = marked("Amount")
    AVAILABLE = marked("Available")
    IN_ORDERS = marked("In orders")
    STAKE = marked("Stake")
    TRADABLE = marked("Tradable")
    CHANGED = marked("Changed")

    @property
    def heading(self) -> str:
        """What stands above it, in the user's language."""
        return say(self.value)

    @property
    def largest_first(self) -> bool:
        """Whether this column is first sorted from its largest value down."""
        return self is not Column.CURRENCY


class Tradable(enum.Enum):
    """The filter on tradable."""

    ALL = marked("all")
    YES = marked("tradable")
    NO = marked("not tradable")

    @property
    def word(self) -> str:
        """What it lets through, in the user's language."""
        return say(self.value)


class Query(Struct, frozen=True):
    """Filters and order. Filters work on the values shown, stale ones included (rule 9 of the book)."""

    text: str = ""
    """`where` as it was typed, for the words on the screen and for remembering; empty where nobody typed it."""
    tradable: Tradable = Tradable.ALL
    nonzero: bool = False
    """Whether any of amount, available and stake must differ from zero."""
    sort: Column = Column.CURRENCY
    descending: bool = False
    where: Expression = ALL_PASS
    """What must hold of a row beside all that."""

    @property
    def is_filtering(self) -> bool:
        """Whether any row could be left out."""
        return self.nonzero or self.tradable is not Tradable.ALL or self.where != ALL_PASS


def with_next_tradable(query: Query) -> Query:
    """All, tradable, not tradable, and round."""
    order = list(Tradable)
    return replace(query, tradable=order[(order.index(query.tradable) + 1) % len(order)])


def with_next_sort(query: Query) -> Query:
    """Sorted by the next column."""
    columns = list(Column)
    return sorted_by(query, columns[(columns.index(query.sort) + 1) % len(columns)])


def sorted_by(query: Query, column: Column) -> Query:
    """Sorted by `column`, the end first that people look for; the other end if it was sorted by it already."""
    if column is query.sort:
        return replace(query, descending=not query.descending)
    return replace(query, sort=column, descending=column.largest_first)


def asked_about(query: Query) -> frozenset[Column]:
    """The columns that order or filter look at."""
    return frozenset({query.sort, *(_LOOKED_AT[name] for name in names_in(query.where))})


def unfiltered(query: Query) -> Query:
    """Every row, in the same order."""
    return Query(sort=query.sort, descending=query.descending)


_LOOKED_AT: Final = {
    Field.AMOUNT: Column.AMOUNT,
    Field.AVAILABLE: Column.AVAILABLE,
    Field.STAKE: Column.STAKE,
    Field.IN_ORDERS: Column.IN_ORDERS,
    CHANGED: Column.CHANGED,
}

_VALUES: dict[Column, Callable[[Entry], Decimal | float]] = {
    Column.AMOUNT: lambda entry: entry.balance.amount,
    Column.AVAILABLE: lambda entry: entry.balance.available,
    Column.IN_ORDERS: lambda entry: entry.balance.in_orders,
    Column.STAKE: lambda entry: entry.balance.stake,
    Column.TRADABLE: lambda entry: entry.balance.tradable,
    Column.CHANGED: lambda entry: entry.changes[0].seen if entry.changes else -1.0,
}


def rows(book: Book, query: Query, now: float) -> tuple[str, ...]:
    """The currencies to show, in order: total, stable, with the currency itself (A to Z) as the tie-break.

    `now` is seconds of the clock that ages are counted on.
    """
    shown = sorted(
        [currency for currency, entry in book.entries.items() if _is_shown(entry, query, now)]
        if query.is_filtering
        else book.entries
    )
    if query.sort is Column.CURRENCY:
        return tuple(reversed(shown)) if query.descending else tuple(shown)
    value = _VALUES[query.sort]
    # A stable sort with reverse=True keeps equal rows in their order, A to Z.
    shown.sort(key=lambda currency: value(book.entries[currency]), reverse=query.descending)
    return tuple(shown)


def stands(before: Entry, after: Entry, query: Query, now: float) -> bool:
    """Whether neither filter nor order tells these two entries of one currency apart, both looked at `now`.

    Where `where` looks at an age, time alone can still change what passes: `rows_turn_in` says when.
    """
    if query.is_filtering and _is_shown(before, query, now) is not _is_shown(after, query, now):
        return False
    return query.sort is Column.CURRENCY or _VALUES[query.sort](before) == _VALUES[query.sort](after)


def rows_turn_in(entries: Iterable[Entry], where: Expression, now: float) -> float:
    """Seconds from `now` after which time alone may move one of `entries` in or out; infinity where it never will."""
    if not looks_at_age(where):
        return math.inf
    return min((turns_in(where, entry, now) for entry in entries), default=math.inf)


def _is_shown(entry: Entry, query: Query, now: float) -> bool:
    balance = entry.balance
    if query.nonzero and balance.is_zero:
        return False
    if query.tradable is not Tradable.ALL and balance.tradable is not (query.tradable is Tradable.YES):
        return False
    return holds(query.where, entry, now)
