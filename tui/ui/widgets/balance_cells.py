"""The cells and the headings of the account's table: what the core says in characters, with its styles."""

from msgspec import Struct
from rich.style import Style
from rich.text import Text

from tui.core.cells import FLAG, cell, flag
from tui.core.columns import NUMERIC, PADDING, Measures, filled
from tui.core.entry import Entry
from tui.core.foreign import ELLIPSIS
from tui.core.query import Column, Query
from tui.core.writing import EXACT, Writing
from tui.ui.widgets.amounts import styled

SORTED_UP = " ▴"
SORTED_DOWN = " ▾"


class RowForm(Struct, frozen=True):
    """What all rows are drawn by; rows drawn by one form are right under an equal one."""

    columns: tuple[tuple[Column, int], ...] = ()
    """From the left, with the width of each one's content."""
    measures: Measures = Measures()
    room: int = 0
    """Terminal cells of the table."""
    writing: Writing = EXACT
    flagged: Style = Style.null()
    """Of a row that breaks an invariant or may be wrong; beside its flag, never instead of it."""

    def cells(self, entry: Entry, now: float) -> list[Text]:
        """The cells of a row as of `now`, seconds of the clock that never steps."""
        marks_code = all(column is not Column.CHANGED for column, _ in self.columns)
        style = self.flagged if flag(entry) == FLAG else Style.null() if entry.listed else Style(dim=True)
        cells, room = [], self.room
        for column, width in self.columns:
            shown = cell(entry, column, self.measures, now, writing=self.writing, marks_code=marks_code)
            shown = filled(shown, column, width, room - PADDING)
            cells.append(styled(shown, self.writing, style) if column in NUMERIC else Text(shown, style))
            room -= width + 2 * PADDING
        return cells


def heading(column: Column, width: int, view: Query) -> Text:
    """A heading of at most `width` cells: its arrow is the last that goes."""
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
