"""The table's columns, as they are remembered."""

from tui.core.arrangement import LEAST_WIDTH, MOST_WIDTH, Arrangement
from tui.core.query import Column
from tui.preferences.query import column_name, column_named
from tui.preferences.sections import Columns


def arrangement_of(columns: Columns) -> Arrangement:
    """The columns that are remembered; what makes no sense is left out."""
    order = tuple(dict.fromkeys(_named(columns.order)))
    return Arrangement(
        order=(*order, *(column for column in Column if column not in order)),
        hidden=frozenset(_named(columns.hidden)) - {Column.CURRENCY},
        widths={
            column: width
            for name, width in columns.widths.items()
            if (column := column_named(name)) is not None and is_width(width)
        },
    )


def columns_of(arrangement: Arrangement) -> Columns:
    """The section that says `arrangement`; what is as usual is not said."""
    return Columns(
        order=() if arrangement.order == tuple(Column) else tuple(map(column_name, arrangement.order)),
        hidden=tuple(column_name(column) for column in Column if column in arrangement.hidden),
        widths={
            column_name(column): arrangement.widths[column]
            for column in Column
            if column in arrangement.widths
        },
    )


def is_width(width: int) -> bool:
    """Whether a column can be asked to be so wide."""
    return LEAST_WIDTH <= width <= MOST_WIDTH


def _named(names: tuple[str, ...]) -> list[Column]:
    return [column for name in names if (column := column_named(name)) is not None]
