"""The commands that make another view of the same book, and the palette that lists all commands."""

from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace
from textual import getters
from textual.app import SystemCommand
from textual.screen import Screen

from tui.core.query import Column, Query, sorted_by, with_next_sort, with_next_tradable
from tui.tongue import marked, say
from tui.ui.command import Command, bilingual
from tui.ui.commands import COMMANDS, Help
from tui.ui.keys.names import shown
from tui.ui.screenshot import Screenshots
from tui.ui.widgets.balance_table import BalanceTable

SORT_BY: Final = marked("sort by {column}")


class Viewing(Screenshots):
    """Filters and order, by keys."""

    _table = getters.query_one(BalanceTable)

    def sort(self, view: Query) -> None:
        """Take the order of `view`. The cursor stays on its currency, but at the top it stays at the top.

        Who has gone nowhere sorts to see what comes first, and would otherwise be carried away from it.
        """
        table = self._table
        table.catch_up()
        stays = table.display and table.cursor_row == 0
        self.view = view
        if stays:
            table.catch_up()
            table.move_cursor(row=0, animate=False)

    def action_tradable(self) -> None:
        """All, tradable, not tradable, and round."""
        self.view = with_next_tradable(self.view)

    def action_nonzero(self) -> None:
        """Only nonzero balances, or all."""
        self.view = replace(self.view, nonzero=not self.view.nonzero)

    def action_sort_next(self) -> None:
        """The next column."""
        self.sort(with_next_sort(self.view))

    def action_sort_reverse(self) -> None:
        """The other end first."""
        self.sort(replace(self.view, descending=not self.view.descending))

    def action_sort_by(self, number: int) -> None:
        """The column with that number."""
        self.sort(sorted_by(self.view, list(Column)[number - 1]))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """Our commands alone: what Textual adds of its own would write balances to readable files."""
        for command in COMMANDS:
            if command.is_numbered:
                yield from self._numbered(command)
            elif command.in_palette:
                keys = self.keymap.shown(command)
                title = bilingual(command.title(), command.name())
                yield SystemCommand(
                    f"{title} ({keys})" if keys else title,
                    command.help(),
                    lambda command=command: self.call_later(self.run_chosen, command),
                )

    def _numbered(self, command: type[Command]) -> Iterable[SystemCommand]:
        """One for each column that rows can be sorted by."""
        keys = (*self.keymap.mapped(command), *("" for _ in Column))
        for number, (column, key) in enumerate(zip(Column, keys, strict=False), 1):
            said = say(SORT_BY, column=column.heading)
            title = bilingual(said, SORT_BY.format(column=column.value))
            yield SystemCommand(
                f"{title} ({shown(key)})" if key else title,
                command.help(),
                lambda number=number: self.call_later(self.run_chosen, command, number),
            )

    async def run_chosen(self, command: type[Command], number: int | None = None) -> None:
        """Do what was chosen in the palette.

        The dialog that the palette was opened from does it, if it can, or closes; a box keeps what was typed.
        """
        from tui.ui.screens.dialog import Dialog  # noqa: PLC0415 - not before the first paint

        while isinstance(dialog := self.screen, Dialog):
            if await dialog.carries_out(command):
                return
            await self.pop_screen()
        if command is Help:
            self.action_help()
            return
        if self._box is not None:
            await self.run_action("leave_box(True)")
        await self.run_action(command.action if number is None else f"{command.action}({number})")
