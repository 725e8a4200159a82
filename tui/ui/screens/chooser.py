"""The chooser: which columns the table has, and how numbers are written; what it changes shows behind it at once."""

from typing import Final, Protocol

from tui.core import arrangement as rules
from tui.core import writing as numbers
from tui.core.arrangement import Arrangement
from tui.core.columns import Measures, chosen_width
from tui.core.query import Column
from tui.core.writing import Choice, Writing
from tui.tongue import say
from tui.ui import commands as c
from tui.ui import screen_commands as sc
from tui.ui.keymap import Keymap
from tui.ui.screens import chooser_lines as lines
from tui.ui.screens.dialog import Dialog
from tui.ui.widgets.lines import Lines

COLUMNS: Final = len(Column)
"""The cursor's lines that are of columns; those of the numbers follow."""

CHOICES: Final = (Choice.GROUPS, Choice.ZEROS, Choice.DECIMALS)

LAST: Final = COLUMNS + len(CHOICES) - 1


class Chosen(Protocol):
    """Who is told what was chosen, and says what came of it."""

    arrangement: Arrangement
    writing: Writing

    def choose_columns(self, arrangement: Arrangement) -> tuple[Measures, frozenset[Column]]:
        """Arrange the columns so; what the values in the table need, and which columns have room there."""
        ...

    def choose_writing(self, writing: Writing) -> None:
        """Write amounts so."""
        ...


class Chooser(Dialog):
    """One line for each choice, and a cursor that goes with the column it moves."""

    does = {**Dialog.does, sc.Columns: "back"}  # noqa: RUF012 - a mapping in the base class
    own = {  # noqa: RUF012 - as above
        "space": "switch",
        "x": "switch",
        **dict.fromkeys(("K", "shift+up"), "move(-1)"),
        **dict.fromkeys(("J", "shift+down"), "move(1)"),
        **dict.fromkeys(("left", "h", "less_than_sign", "minus"), "widen(-1)"),
        **dict.fromkeys(("right", "l", "greater_than_sign", "plus"), "widen(1)"),
        **dict.fromkeys(("0", "backspace", "delete"), "restore"),
        "R": "restore_all",
        "enter": "back",
    }

    def __init__(self, chosen: Chosen, keymap: Keymap) -> None:
        super().__init__([], keymap)
        self._chosen = chosen
        self._at = 0
        """The line of the cursor, from 0, headings not counted."""

    def hints(self) -> list[tuple[str, str]]:
        """Keys and words."""
        return [
            ("space", say("show, hide")),
            ("J K", say("move")),
            ("← →", say("width, digits")),
            ("0", say("usual")),
            ("R", say("all usual")),
            (self._keymap.brief(c.Back), say("close")),
        ]

    def wrap(self) -> None:
        """Show every choice as it stands."""
        arrangement, writing = self._chosen.arrangement, self._chosen.writing
        measures, fitting = self._chosen.choose_columns(arrangement)
        shown = [
            lines.columns_title(),
            *(
                lines.column_line(
                    column,
                    is_under_cursor=line == self._at,
                    is_hidden=column in arrangement.hidden,
                    has_room=column in fitting,
                    width=chosen_width(column, measures, arrangement),
                    is_usual=column not in arrangement.widths,
                )
                for line, column in enumerate(arrangement.order)
            ),
            lines.numbers_title(writing),
            *lines.number_lines(writing, self._at - COLUMNS),
        ]
        content = self._scroll.query_one(Lines)
        content.styles.height = len(shown)
        content.show(shown)

    def _show(self, at: int) -> None:
        """Put the cursor on that line, or the nearest one."""
        self._at = min(max(at, 0), LAST)
        self.wrap()
        line = self._at + (1 if self._at < COLUMNS else 2)
        height = self._scroll.scrollable_content_region.height
        if not self._scroll.scroll_offset.y <= line < self._scroll.scroll_offset.y + height:
            self._scroll.scroll_to(y=line - height // 2, animate=False)

    @property
    def _column(self) -> Column | None:
        """The column under the cursor; None where that is on the numbers."""
        return self._chosen.arrangement.order[self._at] if self._at < COLUMNS else None

    def _arrange(self, arrangement: Arrangement, column: Column | None = None) -> None:
        self._chosen.choose_columns(arrangement)
        self._show(self._at if column is None else arrangement.order.index(column))

    def _write(self, writing: Writing) -> None:
        self._chosen.choose_writing(writing)
        self._show(self._at)

    def action_line_up(self) -> None:
        """One line up."""
        self._show(self._at - 1)

    def action_line_down(self) -> None:
        """One line down."""
        self._show(self._at + 1)

    def action_first_line(self) -> None:
        """To the first line."""
        self._show(0)

    def action_last_line(self) -> None:
        """To the last line."""
        self._show(LAST)

    def action_switch(self) -> None:
        """The other way: hidden or shown, on or off."""
        column = self._column
        if column is None:
            self._write(numbers.switched(self._chosen.writing, CHOICES[self._at - COLUMNS]))
            return
        if column is Column.CURRENCY:
            self.app.notify(say("Currency always stays"), markup=False, timeout=2)
        self._arrange(rules.toggled(self._chosen.arrangement, column))

    def action_move(self, by: int) -> None:
        """Move the column to the left, which is up here, or to the right."""
        if (column := self._column) is not None:
            self._arrange(rules.moved(self._chosen.arrangement, column, by), column)

    def action_widen(self, by: int) -> None:
        """Make the column wider, or narrower down to what its digits need; show more digits or fewer."""
        column, arrangement = self._column, self._chosen.arrangement
        if column is not None:
            measures, _ = self._chosen.choose_columns(arrangement)
            width = chosen_width(column, measures, arrangement)
            self._arrange(rules.resized(arrangement, column, width + by))
        elif CHOICES[self._at - COLUMNS] is Choice.DECIMALS:
            self._write(numbers.with_decimals(self._chosen.writing, by))

    def action_restore(self) -> None:
        """What is under the cursor, as usual."""
        if (column := self._column) is not None:
            self._arrange(rules.restored(self._chosen.arrangement, column))
        else:
            self._write(numbers.restored(self._chosen.writing, CHOICES[self._at - COLUMNS]))

    def action_restore_all(self) -> None:
        """Everything as usual."""
        self._chosen.choose_columns(rules.USUAL)
        self._write(numbers.EXACT)
