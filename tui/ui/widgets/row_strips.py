"""A table row drawn once, and kept while its values, its state and the look of the table are the same.

The styles are combined in the order of `DataTable._render_cell` (before the cell's own, the cell's own, after
it), but a plain cell goes through string operations instead of Rich's render pipeline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from rich.padding import Padding
from rich.segment import Segment
from rich.text import Text
from textual.renderables.styled import Styled

from tui.ui.widgets.cell_text import fit, printable, renderable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.style import Style
    from textual.color import Color
    from textual.coordinate import Coordinate
    from textual.strip import Strip
    from textual.widgets.data_table import ColumnKey, RowKey

_FLOWS = frozenset({None, "fold", "crop"})
"""The overflow methods that cut a line that may not wrap."""


class RowState(NamedTuple):
    """What sets a row apart from a row with the same values."""

    cursor: int | None
    """The column under the cursor, -1 for all of them, None for none."""
    hover: int | None
    """The same for the mouse."""
    odd: bool | None
    """The stripe, None without stripes."""


PLAIN = RowState(None, None, None)
"""Neither cursor nor mouse nor stripe."""


class Look(Struct, frozen=True):
    """What all rows share. Strips drawn under one look are right under an equal one."""

    base: Style
    """The style of the widget itself."""
    backdrop: Color
    """The colour that fades the rest of the line right of the last column."""
    columns: tuple[tuple[ColumnKey, int], ...]
    """Key and width in cells, padding included, in order."""
    padding: int
    """Blank cells at either side of a cell."""
    css_wins: tuple[bool, bool]
    """Whether foreground and background of the cursor win over the cell's own."""
    state: tuple[bool, ...]
    """Pseudo-classes of the widget, whether it shows a cursor, and which."""

    @property
    def width(self) -> int:
        """Of all columns together, in cells."""
        return sum(width for _, width in self.columns)


class Frame(NamedTuple):
    """What is the same for all lines while they are rendered."""

    look: Look
    head: int
    """Lines taken by the header."""
    width: int
    """Of the window, in cells."""
    left: int
    """The first cell of a row in the window."""
    top: int
    """The first row in the window."""
    cursor: Coordinate | None
    """Where the cursor shows."""
    hover: Coordinate | None
    """Where the mouse shows."""
    lights_rows: bool
    """Whether cursor and mouse light up rows rather than cells."""
    has_stripes: bool
    """Whether every other row looks different."""

    def state(self, index: int) -> RowState:
        """Tell what sets the row at `index` apart; -1 is the header."""
        cursor, hover, whole = self.cursor, self.hover, self.lights_rows
        at = (-1 if whole else cursor.column) if cursor is not None and cursor.row == index else None
        over = (-1 if whole else hover.column) if hover is not None and hover.row == index else None
        odd = index % 2 == 1 if self.has_stripes and index >= 0 else None
        return PLAIN if at is None and over is None and odd is None else RowState(at, over, odd)


class CellStyles(NamedTuple):
    """The styles around a cell's own."""

    before: Style
    after: Style


def cell_segments(
    console: Console, value: object, width: int, padding: int, styles: CellStyles
) -> list[Segment]:
    """Draw one cell of a one-line row, `width` terminal cells wide, padding included."""
    before, after = styles
    blank = before + after
    inner = max(0, width - 2 * padding)
    if isinstance(value, str):
        body = [Segment(fit(printable(value), inner, None), blank)]
    elif isinstance(value, Text) and value.overflow in _FLOWS and value.no_wrap is not False:
        if value.spans:
            body = _spanned(console, value, inner, styles)
        else:
            # Rich pads a line justified right, centre or left inside the text's style, any other outside.
            text = printable(value.plain)
            own = before + console.get_style(value.style, default="") + after
            shown = fit(text, inner, value.justify)
            tail = 0
            if value.justify not in {"left", "right", "center"}:
                tail = inner - Segment(text).cell_length
            body = (
                [Segment(shown[:-tail], own), Segment(" " * tail, blank)]
                if tail > 0
                else [Segment(shown, own)]
            )
    else:
        return _by_rich(console, value, width, padding, styles)
    if padding:
        edge = Segment(" " * padding, blank)
        body = [edge, *body, edge]
    return [segment for segment in body if segment.text]


def _spanned(console: Console, text: Text, width: int, styles: CellStyles) -> list[Segment]:
    """Draw a text whose parts have styles of their own."""
    before, after = styles
    clean = text
    if not text.plain.isprintable():
        clean = text.copy()
        clean.plain = printable(text.plain)
    # Joined as Rich joins wrapped lines: only so the text's own style survives when all spans are cut off.
    lines = clean.wrap(console, width, justify=clean.justify, overflow=clean.overflow, no_wrap=True)
    line = Text("", end="").join(lines)
    body = [
        Segment(part, before + style + after if style else before + after)
        for part, style, _ in line.render(console)
    ]
    rest = width - line.cell_len
    return [*body, Segment(" " * rest, before + after)] if rest > 0 else body


def _by_rich(console: Console, value: object, width: int, padding: int, styles: CellStyles) -> list[Segment]:
    """Draw anything else the way `DataTable` does."""
    options = console.options.update_dimensions(width, 1).update(no_wrap=True)
    cell = Styled(Padding(renderable(value), (0, padding)), pre_style=styles.before, post_style=styles.after)
    first, *_ = console.render_lines(cell, options)
    return [Segment(printable(text), style) for text, style, control in first if text and not control]


class StripCache:
    """The strips of the rows drawn last, by row and state; no more than `limit` rows are kept."""

    def __init__(self, limit: int = 1024) -> None:
        self._limit = limit
        self._rows: dict[RowKey, dict[RowState, Strip]] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def get(self, row: RowKey, state: RowState) -> Strip | None:
        """Find the strip of `row` in `state`, if it is still right."""
        strips = self._rows.get(row)
        return None if strips is None else strips.get(state)

    def put(self, row: RowKey, state: RowState, strip: Strip) -> None:
        """Keep `strip`; the row kept longest goes when there are too many."""
        if row not in self._rows and len(self._rows) >= self._limit:
            del self._rows[next(iter(self._rows))]
        strips = self._rows.setdefault(row, {})
        if len(strips) >= 4:  # noqa: PLR2004  # plain and cursor, for either stripe
            strips.clear()
        strips[state] = strip

    def forget(self, row: RowKey) -> None:
        """Drop `row`, whose values changed or which left."""
        self._rows.pop(row, None)

    def clear(self) -> None:
        """Drop all rows."""
        self._rows.clear()
