"""Trouble with the disk: said in words for as long as it lasts, and gone again."""

import asyncio
from pathlib import Path

from tests.core.builders import row
from tests.ui.past_stage import past_stage, record_past
from tests.ui.stage import Stage
from tests.ui.test_event_log_past import written


async def said(on: Stage, is_said: bool) -> None:
    """Wait until the status line says, or no longer says, that nothing is recorded."""
    async with asyncio.timeout(20):
        while ("not recorded: " in on.status) is not is_said:
            await asyncio.sleep(0.02)
            await on.settle()


async def test_a_disk_that_cannot_be_written_is_said_until_it_can(tmp_path: Path) -> None:
    path = tmp_path / "journal" / "account.db"
    path.parent.write_text("in the way")
    async with past_stage(path) as on:
        await said(on, is_said=True)
        await on.hear(row("ADA", amount="7", available="0"))
        assert on.cells("ADA")[1] == "7"
        assert on.logged[4:] == [""] * 4
        path.parent.unlink()
        await said(on, is_said=False)


async def test_it_stands_beside_what_else_the_status_says(tmp_path: Path) -> None:
    path = tmp_path / "journal" / "account.db"
    path.parent.write_text("in the way")
    async with past_stage(path) as on:
        await said(on, is_said=True)
        await on.press("n")
        assert "nonzero" in on.status
        assert "not recorded: " in on.status
        path.parent.unlink()


async def test_a_damaged_journal_is_set_aside_and_that_is_said_once(tmp_path: Path) -> None:
    path = tmp_path / "journal" / "account.db"
    record_past(path, 10)
    path.write_bytes(b"nothing that SQLite would know" * 1000)
    async with past_stage(path) as on:
        await written(path, 3)
        await on.settle()
        assert "set aside" in on.toasts[0]
        await said(on, is_said=False)
        assert on.log._history.first == 0


async def test_while_all_is_well_nothing_is_said(tmp_path: Path) -> None:
    path = tmp_path / "journal" / "account.db"
    async with past_stage(path) as on:
        await written(path, 3)
        await on.settle()
        assert "recorded" not in on.status
        assert on.toasts == []
