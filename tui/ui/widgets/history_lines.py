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
from tui.core.width import cells, padded
from tui.core.writing import EXACT, Writing
from tui.tongue import say
from tui.ui.widgets.amounts import styled

ROWS: Final = 2
"""Lines that a chart is high."""

HEIGHT: Final = 1 + ROWS + 2
"""Lines of the heading and of one chart with its digits."""

LABEL: Final = 11
"""Cells of the widest label and a blank."""


def history_lines(
    values: Values, entry: Entry, zone: tzinfo | None, writing: Writing = EXACT
) -> tuple[tuple[Text, ...], ...]:
    """The heading with the amount's chart, and the available's: the second is what can be left out first."""
    values = with_changes(values, entry)
    until = past.moment(values.until // 1_000_000_000 * 1_000_000_000, zone).split(" ", 1)[1]
    if values.words:
        return ((Text(say("history  {words}", words=values.words), "dim"),),)
    heading = Text(say("history  {span}, to {until}", span=values.span.word, until=until), "dim")
    amount = _charted(values.amount, values)
    available = _charted(values.available, values)
    first = (heading, *_lines(say("Amount"), amount, writing))
    if available == amount:
        return (first, (Text.assemble((_label(say("Available")), "dim"), say("the same")),))
    return (first, tuple(_lines(say("Available"), available, writing)))


def hidden_history() -> Text:
    """What stands there while amounts are hidden: a chart's shape would say as much as its digits."""
    return Text(say("history  hidden"), "dim")


def _charted(points: Sequence[Point], values: Values) -> Chart:
    return chart(points, values.since, values.until, values.columns, ROWS * EIGHTHS - 1)


def _lines(label: str, drawn: Chart, writing: Writing) -> list[Text]:
    named = (_label(label), "dim")
    to = alignment((drawn.low, drawn.high), writing)
    if all(height is None for height in drawn.heights):
        return [Text.assemble(named, say("not known of this time"))]
    low, high = (styled(aligned(value, to, writing), writing) for value in (drawn.low, drawn.high))
    if drawn.low == drawn.high:
        unchanged = Text.assemble(named, (say("unchanged") + " ", "dim"), low)
        # Without a gap, a level line says nothing more.
        return [unchanged, Text(blocks(drawn.heights, ROWS)[-1])] if None in drawn.heights else [unchanged]
    highest, lowest = say("highest"), say("lowest")
    width = max(cells(highest), cells(lowest)) + 1
    return [
        Text.assemble(named, (padded(highest, width), "dim"), high),
        *(Text(row) for row in blocks(drawn.heights, ROWS)),
        Text.assemble(" " * LABEL, (padded(lowest, width), "dim"), low),
    ]


def _label(label: str) -> str:
    return padded(label, LABEL)
