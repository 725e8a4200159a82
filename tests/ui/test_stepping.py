"""`[` and `]`: from event to event of the highlighted currency."""

from pathlib import Path

import pytest

from tests.core.builders import row
from tests.ui.past_stage import cursor_line, found, past_stage, press, record_past
from tests.ui.stage import stage


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "journal" / "account.db"
    record_past(path, 100)
    return path


async def test_they_lead_from_the_table_into_the_past_and_back(path: Path) -> None:
    async with past_stage(path) as on:
        on.table.go_to("ETH")
        await press(on, "[")
        assert on.has_focus(on.log)
        assert "snapshot" in cursor_line(on)
        await press(on, "[")
        assert "0000005a" in cursor_line(on)
        await press(on, "[", "[", "]")
        assert "00000050" in cursor_line(on)
        await press(on, "]", "]")
        assert "snapshot" in cursor_line(on)


async def test_at_either_end_they_say_so_and_stay(path: Path) -> None:
    async with past_stage(path) as on:
        on.table.go_to("ETH")
        await on.press(*"[" * 30)
        await found(on)
        assert "snapshot" in cursor_line(on)
        assert "── no earlier event of ETH ──" in on.text
        await on.press(*"]" * 30)
        await found(on)
        assert "── no later event of ETH ──" in on.text
        assert "00000001-1111" in cursor_line(on)


async def test_without_a_journal_they_step_through_memory() -> None:
    async with stage() as on:
        await on.hear(row("ETH", amount="1"))
        await on.hear(row("BTC", amount="1"))
        await on.hear(row("ETH", amount="2"))
        on.table.go_to("ETH")
        await press(on, "[")
        assert "00000004" in cursor_line(on)
        await press(on, "[")
        assert "00000002" in cursor_line(on)
        await press(on, "[", "[")
        assert "00000001" in cursor_line(on)
        assert "── no earlier event of ETH ──" in on.text


async def test_in_a_window_without_a_log_they_say_so() -> None:
    async with stage(size=(80, 12)) as on:
        await press(on, "[")
        assert on.toasts == ["the window has no room for the event log"]
        assert on.has_focus(on.table)


async def test_from_the_unfolded_detail_they_lead_to_the_log() -> None:
    async with stage() as on:
        await press(on, "enter", "[")
        assert on.log.display
        assert on.has_focus(on.log)
