"""The chooser: which columns the table has, in which order and how wide; what it changes shows behind it at once."""

from collections.abc import Callable
from typing import ClassVar, Final

from rich.text import Text
from textual.binding import Binding, BindingType

from tui.core import arrangement as rules
from tui.core.arrangement import Arrangement
from tui.core.columns import Measures, chosen_width
from tui.core.query import Column
from tui.tongue import say
from tui.ui.screens.chooser_lines import column_line, hints, title
from tui.ui.screens.dialog import Dialog
from tui.ui.widgets.lines import Lines

Fit = tuple[Measures, frozenset[Column]]
"""What the values in the table need, and which columns have room there."""

ABOVE: Final = 1
"""Lines above the first column."""


class Chooser(Dialog):
    """One line a column, and a cursor that goes with the column it moves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "up", show=False, priority=True),
        Binding("down", "down", show=False, priority=True),
        Binding("home", "top", show=False, priority=True),
        Binding("end", "bottom", show=False, priority=True),
        Binding("space,x", "show_or_hide", show=False),
        Binding("K,shift+up", "move(-1)", show=False, priority=True),
        Binding("J,shift+down", "move(1)", show=False, priority=True),
        Binding("left,less_than_sign,minus", "widen(-1)", show=False, priority=True),
        Binding("right,greater_than_sign,plus", "widen(1)", show=False, priority=True),
        Binding("0,backspace,delete", "restore", show=False),
        Binding("R", "restore_all", show=False),
        Binding("enter,c", "close", show=False),
    ]

    def __init__(self, arrangement: Arrangement, arrange: Callable[[Arrangement], Fit]) -> None:
        """`arrange` is called with every arrangement that is chosen, and says what came of it."""
        super().__init__([])
        self._arrangement = arrangement
        self._arrange_table = arrange
        self._at = 0
        """The line of the cursor, from 0."""

    def _wrap(self) -> None:
        content = self.query_one(Lines)
        measures, fitting = self._arrange_table(self._arrangement)
        lines = [
            title(),
            *(
                column_line(
                    column,
                    is_under_cursor=line == self._at,
                    is_hidden=column in self._arrangement.hidden,
                    has_room=column in fitting,
                    width=chosen_width(column, measures, self._arrangement),
                    is_usual=column not in self._arrangement.widths,
                )
                for line, column in enumerate(self._arrangement.order)
            ),
            Text(),
            *hints(),
        ]
        content.styles.height = len(lines)
        content.show(lines)

    def _show(self, at: int) -> None:
        """Put the cursor on that line, or the nearest one."""
        self._at = min(max(at, 0), len(self._arrangement.order) - 1)
        self._wrap()
        line = ABOVE + self._at
        height = self._scroll.scrollable_content_region.height
        if not self._scroll.scroll_offset.y <= line < self._scroll.scroll_offset.y + height:
            self._scroll.scroll_to(y=line - height // 2, animate=False)

    @property
    def _column(self) -> Column:
        return self._arrangement.order[self._at]

    def _arrange(self, arrangement: Arrangement) -> None:
        column, self._arrangement = self._column, arrangement
        self._show(arrangement.order.index(column))

    def action_up(self) -> None:
        """One line up."""
        self._show(self._at - 1)

    def action_down(self) -> None:
        """One line down."""
        self._show(self._at + 1)

    def action_top(self) -> None:
        """To the first line."""
        self._show(0)

    def action_bottom(self) -> None:
        """To the last line."""
        self._show(len(self._arrangement.order) - 1)

    def action_show_or_hide(self) -> None:
        """Hide the column, or show it again."""
        if self._column is Column.CURRENCY:
            self.app.notify(say("Currency always stays"), markup=False, timeout=2)
        self._arrange(rules.toggled(self._arrangement, self._column))

    def action_move(self, by: int) -> None:
        """Move the column to the left, which is up here, or to the right."""
        self._arrange(rules.moved(self._arrangement, self._column, by))

    def action_widen(self, by: int) -> None:
        """Make the column wider, or narrower down to what its digits need."""
        measures, _ = self._arrange_table(self._arrangement)
        width = chosen_width(self._column, measures, self._arrangement)
        self._arrange(rules.resized(self._arrangement, self._column, width + by))

    def action_restore(self) -> None:
        """Show the column as wide as usual."""
        self._arrange(rules.restored(self._arrangement, self._column))

    def action_restore_all(self) -> None:
        """Everything as usual."""
        self._arrange(rules.USUAL)
