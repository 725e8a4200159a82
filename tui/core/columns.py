"""Which columns a width has room for, and how wide each is. Digits are never cut: columns leave instead."""

from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import Struct

from tui.core.arrangement import LEAST_WIDTH, USUAL, Arrangement
from tui.core.entry import Entry
from tui.core.foreign import ELLIPSIS
from tui.core.query import Column
from tui.core.text import Alignment, age_width, alignment
from tui.core.width import cells
from tui.core.writing import EXACT, Writing
from tui.tongue import say

LEAVE_ORDER: Final = (
    Column.STAKE,
    Column.CHANGED,
    Column.TRADABLE,
    Column.IN_ORDERS,
    Column.AVAILABLE,
)
"""Which column leaves first when the digits do not fit."""

PADDING: Final = 1
"""Blank cells on either side of a column."""

ARROW: Final = 2
"""Cells that the sort arrow takes beside a heading."""

MARKS: Final = 4
"""Cells beside a currency code for a flag and the direction of a change."""

NUMERIC: Final = (Column.AMOUNT, Column.AVAILABLE, Column.IN_ORDERS, Column.STAKE)


class Measures(Struct, frozen=True):
    """What the values need."""

    code: int = 0
    """Length of the longest currency code."""
    alignments: Mapping[Column, Alignment] = {}

    def holds(self, other: "Measures") -> bool:
        """Whether everything that `other` measured fits here too."""
        return self.code >= other.code and all(
            column in self.alignments and self.alignments[column].holds(needed)
            for column, needed in other.alignments.items()
        )

    def joined(self, other: "Measures") -> "Measures":
        """The smallest that holds both."""
        return Measures(
            max(self.code, other.code),
            {
                column: self.alignments.get(column, Alignment()).joined(
                    other.alignments.get(column, Alignment())
                )
                for column in NUMERIC
            },
        )


def measured(entries: Iterable[Entry], writing: Writing = EXACT) -> Measures:
    """What these entries need, written so."""
    balances = [entry.balance for entry in entries]
    return Measures(
        max((len(balance.currency) for balance in balances), default=0),
        {
            Column.AMOUNT: alignment((balance.amount for balance in balances), writing),
            Column.AVAILABLE: alignment((balance.available for balance in balances), writing),
            Column.IN_ORDERS: alignment((balance.in_orders for balance in balances), writing),
            Column.STAKE: alignment((balance.stake for balance in balances), writing),
        },
    )


def content_width(column: Column, measures: Measures) -> int:
    """Cells of a column's content, heading and sort arrow included, padding excluded."""
    return max(cells(column.heading) + ARROW, needed_content(column, measures))


def needed_content(column: Column, measures: Measures) -> int:
    """Cells that the values of a column need: what it cannot be narrower than, padding excluded."""
    match column:
        case Column.CURRENCY:
            return measures.code + MARKS
        case Column.CHANGED:
            # `59 min ▼`, `offline▼`
            return max(age_width() + 2, cells(say("offline")) + 1, cells(say("drift")) + 1)
        case Column.TRADABLE:
            return max(cells(say("yes")), cells(say("no")))
        case _:
            return measures.alignments.get(column, Alignment()).width


def chosen_width(column: Column, measures: Measures, arrangement: Arrangement) -> int:
    """Cells of a column's content as it was asked for, but never fewer than its values need."""
    wish = arrangement.widths.get(column)
    if wish is None:
        return content_width(column, measures)
    return max(wish, needed_content(column, measures), LEAST_WIDTH)


def laid_out(
    measures: Measures,
    width: int,
    arrangement: Arrangement = USUAL,
    asked: frozenset[Column] = frozenset(),
) -> tuple[tuple[Column, int], ...]:
    """The columns that fit into `width` cells, as arranged, with the width of each one's content.

    Currency and one column more always stay, however narrow it is: Amount, unless that is hidden. Those that are
    `asked` about, by the order or the filter, leave behind all others.
    """
    widths = {column: chosen_width(column, measures, arrangement) for column in arrangement.shown}
    leaving = sorted(
        (column for column in LEAVE_ORDER if column in widths), key=lambda column: column in asked
    )
    for column in leaving if Column.AMOUNT in widths else leaving[:-1]:
        if needed_width(tuple(widths.items())) <= width:
            break
        del widths[column]
    return tuple(widths.items())


def needed_width(columns: tuple[tuple[Column, int], ...]) -> int:
    """Cells that columns take, padding included."""
    return sum(width + 2 * PADDING for _, width in columns)


def filled(shown: str, column: Column, width: int, room: int) -> str:
    """Amounts stand at the right edge; they are filled by hand, since blanks at their end stand for digits.

    Where even the last column left has too little room, a number gives up its place under the others' points, and
    then itself: a part of its digits would read as another number.
    """
    if column not in NUMERIC:
        return shown
    filled = shown.rjust(width)
    if len(filled.rstrip()) <= room:
        return filled
    digits = shown.strip()
    return digits.rjust(room) if len(digits) <= room else ELLIPSIS
