"""What of good type makes no sense all the same: said at the start, and skipped by whoever uses it."""

from collections.abc import Iterator

from tui.core.arrangement import LEAST_WIDTH, MOST_WIDTH
from tui.core.foreign import NAME_LIMIT, harmless
from tui.core.query import Column
from tui.core.writing import MOST_DECIMALS
from tui.preferences.columns import is_width
from tui.preferences.numbers import ALL
from tui.preferences.query import column_name, column_named
from tui.preferences.sections import Columns, Numbers, Preferences
from tui.tongue import say


def faults(preferences: Preferences) -> tuple[str, ...]:
    """In sentences what of the preferences is skipped."""
    return (*_columns(preferences.columns), *_numbers(preferences.numbers))


def _columns(columns: Columns) -> Iterator[str]:
    known = ", ".join(map(column_name, Column))
    named = (("order", columns.order), ("hidden", columns.hidden), ("widths", tuple(columns.widths)))
    for key, names in named:
        for name in names:
            if column_named(name) is None:
                yield say(
                    "columns.{key}: there is no column {name}; the columns are {known}",
                    key=key,
                    name=harmless(name, NAME_LIMIT),
                    known=known,
                )
    for name in dict.fromkeys(name for name in columns.order if columns.order.count(name) > 1):
        yield say("columns.order: {name} is there more than once", name=harmless(name, NAME_LIMIT))
    if Column.CURRENCY in map(column_named, columns.hidden):
        yield say("columns.hidden: currency always stays")
    for name, width in columns.widths.items():
        if column_named(name) is not None and not is_width(width):
            yield say(
                "columns.widths: {name} cannot be {width} cells wide, only {least} to {most}",
                name=harmless(name, NAME_LIMIT),
                width=harmless(str(width), NAME_LIMIT),
                least=LEAST_WIDTH,
                most=MOST_WIDTH,
            )


def _numbers(numbers: Numbers) -> Iterator[str]:
    if numbers.decimals != ALL and not 0 <= numbers.decimals <= MOST_DECIMALS:
        yield say(
            "numbers.decimals: not {number} digits, only 0 to {most}, or {all} for all there are",
            number=numbers.decimals,
            most=MOST_DECIMALS,
            all=ALL,
        )
