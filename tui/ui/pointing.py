"""Where the terminal's own cursor stands: in the selected row, so that what reads or magnifies by it follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.containers import VerticalScroll
from textual.widgets import Input

from tui.ui.look.drawing import Drawing
from tui.ui.widgets.balance_table import BalanceTable
from tui.ui.widgets.event_log import EventLog

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget


class Pointing(Drawing):
    """The first column of the row, which is the cheapest to go to; in a box, where one types."""

    def terminal_cursor(self, screen: Screen[Any]) -> tuple[int, int] | None:
        """By the widget that has the keys; where none has, in the table."""
        focused = screen.focused
        if isinstance(focused, Input):
            return super().terminal_cursor(screen)
        place = _place(focused)
        tables = screen.query(BalanceTable) if place is None else ()
        return _place(tables[0]) if tables else place


def _place(widget: Widget | None) -> tuple[int, int] | None:
    """The line and column of what is selected in a widget; None where nothing of it is in view."""
    match widget:
        case BalanceTable():
            line = widget.header_height - widget.scroll_offset.y + widget.cursor_row
            is_there = widget.row_count > 0 and line >= widget.header_height
        case EventLog():
            line = -1 if widget.at is None else widget.end - 1 - widget.at - widget.scroll_offset.y
            is_there = line >= 0
        case VerticalScroll():
            line, is_there = 0, True
        case _:
            return None
    region = widget.content_region
    return (region.y + line, region.x) if is_there and line < region.height else None
