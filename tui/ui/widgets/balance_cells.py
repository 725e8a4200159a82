"""The cells and the headings of the account's table: what the core says in characters, with its styles."""

from rich.text import Text

from tui.core.cells import cell
from tui.core.columns import NUMERIC, PADDING, Measures, filled
from tui.core.entry import Entry
from tui.core.foreign import ELLIPSIS
from tui.core.query import Column, Query

SORTED_UP = " ▴"
SORTED_DOWN = " ▾"


def row_cells(
    entry: Entry, columns: tuple[tuple[Column, int], ...], measures: Measures, room: int, now: float
) -> list[Text]:
    """The cells of a row under these columns (with the width of each one's content), in `room` terminal cells."""
    marks_code = all(column is not Column.CHANGED for column, _ in columns)
    style = "" if entry.listed else "dim"
    cells = []
    for column, width in columns:
        shown = cell(entry, column, measures, now, marks_code=marks_code)
        cells.append(Text(filled(shown, column, width, room - PADDING), style))
        room -= width + 2 * PADDING
    return cells


def heading(column: Column, width: int, view: Query) -> Text:
    """A heading of at most `width` cells: its own arrow is the last that goes."""
    arrow = ""
    if column is view.sort:
        arrow = SORTED_DOWN if view.descending else SORTED_UP
    text = Text(column.heading)
    room = width - len(arrow)
    if text.cell_len > room:
        text.truncate(max(0, room - 1))
        text.append(ELLIPSIS)
    text.append(arrow)
    if column in NUMERIC:
        text.justify = "right"
    return text
