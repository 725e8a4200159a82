"""The commands that make another view of the same book, and the palette that lists all commands."""

from collections.abc import Iterable

from msgspec.structs import replace
from textual.app import SystemCommand
from textual.screen import Screen

from tui.core.query import Column, sorted_by, with_next_sort, with_next_tradable
from tui.ui.commands import COMMANDS
from tui.ui.screenshot import Screenshots


class Viewing(Screenshots):
    """Filters and order, by keys."""

    def action_tradable(self) -> None:
        """All, tradable, not tradable, and round."""
        self.view = with_next_tradable(self.view)

    def action_nonzero(self) -> None:
        """Only nonzero balances, or all."""
        self.view = replace(self.view, nonzero=not self.view.nonzero)

    def action_sort_next(self) -> None:
        """The next column."""
        self.view = with_next_sort(self.view)

    def action_sort_reverse(self) -> None:
        """The other end first."""
        self.view = replace(self.view, descending=not self.view.descending)

    def action_sort_by(self, number: int) -> None:
        """The column with that number."""
        self.view = sorted_by(self.view, list(Column)[number - 1])

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """Our commands, and the look: what Textual adds of its own would write balances to readable files."""
        for command in COMMANDS:
            if command.in_palette:
                yield SystemCommand(
                    f"{command.title()} ({command.keys()})",
                    command.help(),
                    lambda action=command.action: self.call_later(self.run_action, action),
                )
        yield from self.look_commands()
