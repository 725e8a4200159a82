"""What our screen would be in stock Textual: the same content, by DataTable, Static and RichLog.

    python -m tests.bench.baseline (--env-file FILE | --inject EVENTS)

Ages move with events only, which is less than our screen does.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from rich.text import Text
from textual.app import App
from textual.containers import Horizontal
from textual.widgets import DataTable, RichLog, Static

from tests.bench.sources import chosen
from tui.core import words
from tui.core.book import Book
from tui.core.cells import cell
from tui.core.columns import Measures, laid_out, measured
from tui.core.link import Link
from tui.core.query import Query, rows
from tui.core.record import MessageRecord
from tui.ui.widgets.detail_pane import described
from tui.ui.widgets.event_log import line

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tui.core.entry import Entry
    from tui.feed.source import Reading, Source

TABLE_WIDTH = 75


class Baseline(App[int]):
    """Status, table, detail and log, each told of every event."""

    CSS = "#status {height: 2} #middle {height: 1fr} #detail {width: 44} RichLog {height: 8}"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [("q", "quit", "Quit")]  # noqa: RUF012 (Textual declares it as an instance variable)

    def __init__(self, source: Source) -> None:
        super().__init__()
        self._source = source
        self._book, self._link = Book(), Link()
        self._measures = Measures()
        self._selected = ""

    def compose(self) -> ComposeResult:
        yield Static("", id="status", markup=False)
        with Horizontal(id="middle"):
            yield DataTable(cursor_type="row")
            yield Static("", id="detail", markup=False)
        yield RichLog(markup=False, highlight=False, wrap=False)

    def on_mount(self) -> None:
        self._status, self._detail = self.query_one("#status", Static), self.query_one("#detail", Static)
        self._table, self._lines = self.query_one(DataTable[Text]), self.query_one(RichLog)
        self._table.focus()
        self.run_worker(self._follow())

    async def _follow(self) -> None:
        async with contextlib.aclosing(self._source.readings()) as readings:
            async for reading in readings:
                self._take(reading)

    def _take(self, reading: Reading) -> None:
        before, self._book, self._link = self._book, reading.book, reading.link
        now = reading.link.heard_at or 0.0
        if before.entries.keys() != reading.book.entries.keys():
            self._fill(now)
        else:
            for currency, entry in reading.book.entries.items():
                if before.entries[currency] is not entry:
                    for column, value in self._cells(entry, now).items():
                        self._table.update_cell(currency, column, value)
                    if currency == self._selected:
                        self._show_detail(now)
        if reading.record is not None:
            self._lines.write(line(reading.record, None, 0))
        shown = f" bitotui  {words.state(self._link, now)}  {len(reading.book.entries)} rows"
        record = reading.record
        if isinstance(record, MessageRecord):
            shown += f"  event at {record.received}"
        self._status.update(shown)

    def _fill(self, now: float) -> None:
        self._measures = measured(self._book.entries.values())
        self._table.clear(columns=True)
        for column, width in laid_out(self._measures, TABLE_WIDTH):
            self._table.add_column(column.value, key=column.name, width=width)
        for currency in rows(self._book, Query()):
            self._table.add_row(*self._cells(self._book.entries[currency], now).values(), key=currency)

    def _cells(self, entry: Entry, now: float) -> dict[str, Text]:
        return {
            column.name: Text(cell(entry, column, self._measures, now))
            for column, _ in laid_out(self._measures, TABLE_WIDTH)
        }

    def _show_detail(self, now: float) -> None:
        entry = self._book.entries.get(self._selected)
        self._detail.update(Text("\n").join(described(entry, now, None)) if entry else "")

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        self._selected = event.row_key.value or ""
        self._show_detail(self._link.heard_at or 0.0)


if __name__ == "__main__":
    source = chosen()
    Baseline(source).run()
    source.note()
