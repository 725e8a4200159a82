"""What the chooser says, line by line."""

from typing import Final

from rich.text import Text

from tui.core.query import Column
from tui.tongue import say, say_number

LABEL: Final = 14
"""Cells of the widest heading and a blank or two."""


def title() -> Text:
    """What it is about."""
    return Text(say("Columns, from the left; the digit sorts by it"), "dim")


def column_line(
    column: Column, *, is_under_cursor: bool, is_hidden: bool, has_room: bool, width: int, is_usual: bool
) -> Text:
    """`▸ [x] 2  Amount        12 cells`: a column, whether it is shown, the digit that sorts by it, and its width."""
    name = Text(column.heading)
    name.pad_right(LABEL - name.cell_len)
    line = Text.assemble(
        "▸ " if is_under_cursor else "  ",
        "[ ]" if is_hidden else "[x]",
        f" {list(Column).index(column) + 1}  ",
        name,
        "bold" if is_under_cursor else "",
    )
    if is_hidden:
        return line.append(say("hidden"), "dim")
    line.append(say_number("{number} cell", "{number} cells", width), "dim" if is_usual else "")
    return line if has_room else line.append(say(", no room for it now"), "dim")


def hints() -> tuple[Text, ...]:
    """The keys."""
    return (
        Text(say("space shows or hides it · J K move it · ← → narrower, wider"), "dim"),
        Text(say("0 as usual · R all as usual · esc closes"), "dim"),
    )
