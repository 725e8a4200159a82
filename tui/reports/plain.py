"""The balances as plain text: what `bitotui` prints where there is no terminal."""

from collections.abc import Iterable

from tui.core.book import Book
from tui.core.cells import cell
from tui.core.columns import NUMERIC, content_width, measured
from tui.core.query import Column, Query, rows
from tui.core.width import cells, padded
from tui.tongue import say

GAP = "  "


def table(book: Book, view: Query, now: float) -> Iterable[str]:
    """The lines of the table: every column, every digit, no escape codes."""
    measures = measured(book.entries.values())
    headings = {column: say(column.value) for column in Column}
    widths = {
        column: max(content_width(column, measures), cells(heading)) for column, heading in headings.items()
    }
    yield _line((headings[column], widths[column], column in NUMERIC) for column in Column)
    for currency in rows(book, view, now):
        entry = book.entries[currency]
        yield _line(
            (cell(entry, column, measures, now), widths[column], column in NUMERIC) for column in Column
        )


def _line(texts: Iterable[tuple[str, int, bool]]) -> str:
    return GAP.join(padded(text, width, right=is_right) for text, width, is_right in texts).rstrip()
