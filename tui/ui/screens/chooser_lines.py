"""What the chooser says, line by line."""

from typing import Final

from rich.text import Text

from tui.core.query import Column
from tui.core.width import cells, padded
from tui.core.writing import Writing, split
from tui.tongue import say, say_number
from tui.ui.widgets.amounts import styled

LABEL: Final = 14
"""Cells of the widest heading and a blank or two."""

WIDTH: Final = 9
"""Cells of the widest width that a column can be asked to have, in words."""

LONG_LABEL: Final = 30
"""Cells of the widest thing to be said of numbers, likewise."""

EXAMPLE: Final = "1234567.00000340"
"""Nobody's amount, with everything in it that can be chosen."""


def columns_title() -> Text:
    """What the first lines are about."""
    return Text(say("Columns, from the left, and the digit that sorts by each"), "dim")


def numbers_title(writing: Writing) -> Text:
    """What the last lines are about, with an example."""
    title = Text.assemble((say("Numbers") + "  ", "dim"))
    return title.append_text(styled("".join(split(EXAMPLE, writing)), writing))


def column_line(
    column: Column, *, is_under_cursor: bool, is_hidden: bool, has_room: bool, width: int, is_usual: bool
) -> Text:
    """`▸ [x] 2  Amount        12 cells`: a column, whether it is shown, the digit that sorts by it, and its width."""
    line = _line(
        f" {list(Column).index(column) + 1}  {padded(column.heading, LABEL)}", not is_hidden, is_under_cursor
    )
    if is_hidden:
        return line.append(say("hidden"), "dim")
    said = say_number("{number} cell", "{number} cells", width)
    line.append(" " * (WIDTH - cells(said)) + said, "dim" if is_usual else "")
    return line if has_room else line.append(say(", no room for it now"), "dim")


def number_lines(writing: Writing, cursor: int | None) -> tuple[Text, ...]:
    """Grouping, zeros and decimals, in this order; the cursor is on one of them, from 0, or on none."""
    decimals = say("all") if writing.decimals is None else f"{writing.decimals}"
    return (
        _line(" " + say("thousands apart"), writing.groups, cursor == 0),
        _line(" " + say("zeros at the end dimmed"), writing.dims_zeros, cursor == 1),
        _line(
            " " + padded(say("digits behind the point, at most"), LONG_LABEL) + f"  ◂ {decimals} ▸",
            writing.decimals is not None,
            cursor == 2,  # noqa: PLR2004 - the third line
        ),
    )


def _line(what: str, is_on: bool, is_under_cursor: bool) -> Text:
    style = "bold" if is_under_cursor else ""
    return Text.assemble(("▸ " if is_under_cursor else "  ") + ("[x]" if is_on else "[ ]"), (what, style))
