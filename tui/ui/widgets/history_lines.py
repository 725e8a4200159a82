"""The history of a currency's values in block characters.

Textual's Sparkline takes floats and paints itself whole; these are exact until the eighth of a cell, and lines as all
others of the pane are.
"""

from collections.abc import Sequence
from datetime import tzinfo
from typing import Final

from rich.text import Text

from tui.core import past
from tui.core.chart import EIGHTHS, Chart, Point, blocks, chart
from tui.core.entry import Entry
from tui.core.text import aligned, alignment
from tui.core.values import Values, with_changes

ROWS: Final = 2
"""Lines that a chart is high."""

HEIGHT: Final = 1 + ROWS + 2
"""Lines of the heading and of one chart with its digits."""

LABEL: Final = 11
"""Cells of the widest label and a blank."""


def history_lines(values: Values, entry: Entry, zone: tzinfo | None) -> tuple[tuple[Text, ...], ...]:
    """The heading with the amount's chart, and the available's: the second is what can be left out first."""
    values = with_changes(values, entry)
    until = past.moment(values.until // 1_000_000_000 * 1_000_000_000, zone).split(" ", 1)[1]
    heading = Text(f"history  {values.span.value}, to {until}", "dim")
    if values.words:
        return ((Text(f"history  {values.words}", "dim"),),)
    amount = _charted(values.amount, values)
    available = _charted(values.available, values)
    if available == amount:
        return ((heading, *_lines("Amount", amount)), (Text.assemble(("Available  ", "dim"), "the same"),))
    return ((heading, *_lines("Amount", amount)), tuple(_lines("Available", available)))


def _charted(points: Sequence[Point], values: Values) -> Chart:
    return chart(points, values.since, values.until, values.columns, ROWS * EIGHTHS - 1)


def _lines(label: str, drawn: Chart) -> list[Text]:
    named = (f"{label:<{LABEL}}", "dim")
    to = alignment((drawn.low, drawn.high))
    if all(height is None for height in drawn.heights):
        return [Text.assemble(named, "not known of this time")]
    if drawn.low == drawn.high:
        unchanged = Text.assemble(named, ("unchanged ", "dim"), aligned(drawn.low, to))
        # Without a gap, a level line says nothing more.
        return [unchanged, Text(blocks(drawn.heights, ROWS)[-1])] if None in drawn.heights else [unchanged]
    return [
        Text.assemble(named, ("highest ", "dim"), aligned(drawn.high, to)),
        *(Text(row) for row in blocks(drawn.heights, ROWS)),
        Text.assemble(" " * LABEL, ("lowest  ", "dim"), aligned(drawn.low, to)),
    ]
