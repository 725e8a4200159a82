"""The least app that shows a table: what importing and starting Textual costs anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App
from textual.widgets import DataTable

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Minimal(App[None]):
    def compose(self) -> ComposeResult:
        yield DataTable()

    def on_mount(self) -> None:
        table = self.query_one(DataTable[str])
        table.add_columns("Currency", "Amount", "Available", "In orders", "Stake", "Tradable", "Changed")


if __name__ == "__main__":
    Minimal().run()
