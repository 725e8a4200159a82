"""The table's columns as their reader wants them: which, in which order, how wide."""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tui.core.query import Column

LEAST_WIDTH: Final = 3
"""The fewest cells of a column's content that can be asked for: of a heading, its arrow is left."""

MOST_WIDTH: Final = 100
"""The most that can be asked for."""


class Arrangement(Struct, frozen=True):
    """What was chosen of the columns; digits come first, whatever was."""

    order: tuple[Column, ...] = tuple(Column)
    """Every column once, from the left."""
    hidden: frozenset[Column] = frozenset()
    """Never Currency: a row without it would say nothing."""
    widths: Mapping[Column, int] = {}
    """Cells of content where it is not to be the usual."""

    @property
    def shown(self) -> tuple[Column, ...]:
        """The columns that are wanted, from the left."""
        return tuple(column for column in self.order if column not in self.hidden)


USUAL: Final = Arrangement()
"""As it is until something is chosen."""


def toggled(arrangement: Arrangement, column: Column) -> Arrangement:
    """`column` hidden, or shown again; Currency stays."""
    if column is Column.CURRENCY:
        return arrangement
    return replace(arrangement, hidden=arrangement.hidden ^ {column})


def moved(arrangement: Arrangement, column: Column, by: int) -> Arrangement:
    """`column` so many places further to the right, or to the left where `by` is negative; at the edge it stays."""
    others = [each for each in arrangement.order if each is not column]
    place = min(max(arrangement.order.index(column) + by, 0), len(others))
    return replace(arrangement, order=(*others[:place], column, *others[place:]))


def resized(arrangement: Arrangement, column: Column, width: int) -> Arrangement:
    """`column` with so many cells of content."""
    width = min(max(width, LEAST_WIDTH), MOST_WIDTH)
    return replace(arrangement, widths={**arrangement.widths, column: width})


def restored(arrangement: Arrangement, column: Column) -> Arrangement:
    """`column` shown, and as wide as usual; it keeps its place."""
    return replace(
        arrangement,
        hidden=arrangement.hidden - {column},
        widths={each: width for each, width in arrangement.widths.items() if each is not column},
    )
