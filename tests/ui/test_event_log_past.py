"""The event log with the past in it: it joins without moving anything, scrolls to its beginning, and costs little."""

import asyncio
import contextlib
import sqlite3
from pathlib import Path

import pytest

from tests.core.builders import row
from tests.ui.past_stage import cursor_line, past_stage, record_past
from tests.ui.test_event_log import hear_many
from tui.core.window import PAGES_KEPT
from tui.journal.store import Journal, JournalError
from tui.ui.screens.message import MessageScreen


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal" / "account.db"


async def test_the_past_stands_below_what_this_session_heard(path: Path) -> None:
    record_past(path, 100)
    async with past_stage(path, size=(120, 24)) as on:
        assert on.logged[0] == " 22:13:20.000 live"
        assert "snapshot 12 currencies" in on.logged[1]
        assert on.logged[2:4] == [
            " 22:13:20.000 connected to 127.0.0.1:9000",
            " 09-18 22:13:20 00000063-9999-4222-8333-444444444444 update   BTC amount +1",
        ]


async def test_the_oldest_line_says_that_the_journal_begins_there(path: Path) -> None:
    record_past(path, 100)
    async with past_stage(path) as on:
        await on.press("e", "G")
        assert on.logged[-2:] == [" 09-18 22:13:20 connected to 127.0.0.1:9000", " – the journal begins here"]
        assert on.log.current is None
        await on.press("enter", "y")
        assert not isinstance(on.app.screen, MessageScreen)
        await on.press("k")
        assert cursor_line(on).endswith("connected to 127.0.0.1:9000")


async def test_lines_of_another_year_say_which(path: Path) -> None:
    record_past(path, 1, days_ago=400)
    async with past_stage(path) as on:
        assert " 2025-08-17 22:13 " in on.logged[3]


async def test_a_message_of_the_past_is_shown_whole(path: Path) -> None:
    record_past(path, 100)
    async with past_stage(path, size=(120, 40)) as on:
        await on.press("e", "j", "j", "j", "enter")
        assert isinstance(on.app.screen, MessageScreen)
        assert "00000063-9999-4222-8333-444444444444" in on.text
        assert on.cursor == "BTC"


async def test_the_past_joins_later_without_moving_what_the_cursor_is_on(path: Path) -> None:
    record_past(path, 100)
    async with past_stage(path) as on:
        on.app._window._keeper = None
        await hear_many(on, 30)
        await on.press("e", *"jjjjjjjjjj")
        before, chosen = on.logged, on.log.current
        assert on.app._pages is not None
        on.app._join(on.app._pages)
        await on.settle()
        assert on.logged == before
        assert on.log.current is chosen
        await on.press("G")
        assert "the journal begins here" in on.logged[-1]


async def test_what_memory_let_go_of_comes_from_the_journal(path: Path) -> None:
    record_past(path, 10)
    async with past_stage(path, records_kept=5) as on:
        await hear_many(on, 200)
        await written(path, 200 + 3)
        await on.press("e", *["pagedown"] * 40)
        shown = "\n".join(on.logged)
        assert "the journal begins here" in shown
        await on.press("g")
        seen = [cursor_line(on)]
        for _ in range(202):
            await on.press("j")
            seen.append(cursor_line(on))
        numbers = [int(line.split()[1][:8], 16) for line in seen if "update" in line]
        assert numbers == list(range(201, 1, -1))
        assert "connected to" in seen[-1]


async def test_what_is_not_written_yet_is_said_and_there_when_it_is(path: Path) -> None:
    async with past_stage(path, records_kept=5) as on:
        await written(path, 3)
        with sqlite3.connect(path) as lock:
            lock.execute("BEGIN IMMEDIATE")
            await hear_many(on, 100)
            await on.press("e", *["pagedown"] * 4)
            assert " – not in the journal" in on.logged
            lock.execute("ROLLBACK")
        lock.close()
        await written(path, 103)
        await on.hear(row("ADA"))
        assert not [line for line in on.logged if "not in the journal" in line]


async def test_a_journal_that_can_no_longer_be_read_is_told_line_by_line(path: Path) -> None:
    record_past(path, 1000)
    async with past_stage(path) as on:
        await written(path, 3)
        assert on.app._pages is not None
        on.app._pages.close()
        await on.press("e", "G")
        assert on.logged[:-1] == [" – not in the journal any more"] * 7
        assert on.app.is_running


async def test_few_pages_are_kept_from_end_to_end(path: Path) -> None:
    record_past(path, 3_000)
    async with past_stage(path) as on:
        await on.press("e")
        reads = 0
        assert on.app._pages is not None
        page = on.app._pages.page

        def counted(first: int, end: int) -> object:
            nonlocal reads
            reads += 1
            return page(first, end)

        on.app._pages.page = counted  # type: ignore[assignment,method-assign] # that is the point
        while on.log.at != on.log._history.first:
            before = reads
            await on.press(*["pagedown"] * 20)
            assert reads - before <= 20 * 8 // 64 + 2
            assert len(on.app._window._pages) <= PAGES_KEPT


async def test_without_a_journal_the_log_ends_where_this_session_began(path: Path) -> None:
    async with past_stage(path) as on:
        assert on.logged[3:] == [""] * 5
        await on.press("e", "G")
        assert cursor_line(on).endswith("connected to 127.0.0.1:9000")


async def written(path: Path, count: int) -> None:
    """Wait until the latest session has so many records in the journal."""
    query = "SELECT count(*) FROM record WHERE session = (SELECT max(id) FROM session)"
    async with asyncio.timeout(20):
        while True:
            with contextlib.suppress(JournalError), contextlib.closing(Journal(path)) as journal:
                if journal.numbers(query, ())[0] >= count:
                    return
            await asyncio.sleep(0.02)
