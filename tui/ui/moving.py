"""Moving by keys, the same in table, detail, event log and dialogs."""

from textual.containers import VerticalScroll
from textual.coordinate import Coordinate
from textual.widget import Widget

from tui.ui.widgets.balance_table import BalanceTable
from tui.ui.widgets.event_log import EventLog


def move_lines(widget: Widget, lines: int) -> None:
    """The cursor so many lines down, or what is read where there is no cursor."""
    match widget:
        case BalanceTable():
            row, column = widget.cursor_coordinate
            widget.cursor_coordinate = Coordinate(row + lines, column)
        case EventLog():
            widget.action_move(lines)
        case VerticalScroll():
            widget.scroll_relative(y=lines, animate=False)


def move_halves(widget: Widget, halves: int) -> None:
    """So many halves of a page down."""
    match widget:
        case BalanceTable() if halves % 2 == 0:
            (widget.action_page_down if halves > 0 else widget.action_page_up)()
        case BalanceTable():
            move_lines(widget, halves * max(1, (widget.size.height - widget.header_height) // 2))
        case EventLog() | VerticalScroll():
            move_lines(widget, halves * max(1, widget.size.height - 1) // 2)


def move_to(widget: Widget, *, last: bool) -> None:
    """To the last line or the first one."""
    match widget:
        case BalanceTable():
            (widget.action_scroll_bottom if last else widget.action_scroll_top)()
        case EventLog():
            widget.action_jump(not last)
        case VerticalScroll():
            (widget.scroll_end if last else widget.scroll_home)(animate=False)
