"""The balances as plain text: what `bitotui` prints where there is no terminal."""

from collections.abc import Iterable

from tui.core.book import Book
from tui.core.cells import cell
from tui.core.columns import NUMERIC, content_width, measured
from tui.core.query import Column, Query, rows

GAP = "  "


def table(book: Book, view: Query, now: float) -> Iterable[str]:
    """The lines of the table: every column, every digit, no escape codes."""
    measures = measured(book.entries.values())
    widths = {column: content_width(column, measures) for column in Column}
    yield _line((column.value, widths[column], column in NUMERIC) for column in Column)
    for currency in rows(book, view, now):
        entry = book.entries[currency]
        yield _line(
            (cell(entry, column, measures, now), widths[column], column in NUMERIC) for column in Column
        )


def _line(cells: Iterable[tuple[str, int, bool]]) -> str:
    return GAP.join(
        text.rjust(width) if is_right else text.ljust(width) for text, width, is_right in cells
    ).rstrip()
