"""The worst loss today counts what earlier sessions of today lost, as far as the journal knows it."""

from pathlib import Path

import pytest

from tests.clock import WALL, FakeClock
from tests.core.builders import row
from tests.ui.past_stage import past_stage, press, record_session
from tests.ui.stage import Stage, stage
from tests.ui.telling import ACCOUNT, Telling
from tui.journal.pages import Pages
from tui.ui.widgets.overview_line import OverviewLine

HIGH = (100, 30)


def line(on: Stage) -> str:
    return on.app.query_one(OverviewLine).lines[0].plain.strip()


def record_loss(path: Path, seconds: int, *, ago: int) -> None:
    """Let a session that ended be LIVE, lose the link so long ago for so many seconds, and be LIVE again."""
    clock = FakeClock(wall_now=WALL - ago * 1_000)
    told = Telling(clock)
    readings = [*told.live_with(*ACCOUNT), told.lost()]
    clock.now += seconds
    clock.wall_now += seconds * 1_000
    record_session(path, told, *readings, *told.live_with(*ACCOUNT))


def spoil(path: Path, spoiled: bytes | None) -> None:
    """Let something else be where the journal was, or nothing."""
    path.unlink(missing_ok=True)
    if spoiled is not None:
        path.write_bytes(spoiled)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


async def test_what_an_earlier_session_lost_today_is_said(path: Path) -> None:
    record_loss(path, 40, ago=7_200)
    record_loss(path, 240, ago=3_600)
    async with past_stage(path, size=HIGH) as on:
        assert "worst link loss today 4 min" in line(on)
        await on.show(on.told.lost())
        assert "not live since 22:13:20" in line(on)
        await on.pass_time(600)
        await on.show(*on.told.live_with(*ACCOUNT))
        assert "worst link loss today 10 min" in line(on)


async def test_what_was_lost_yesterday_is_not_and_neither_is_the_time_between_sessions(path: Path) -> None:
    record_loss(path, 240, ago=86_400)
    record_loss(path, 0, ago=7_200)
    async with past_stage(path, size=HIGH) as on:
        assert "link not lost today" in line(on)


async def test_after_midnight_it_is_yesterdays(path: Path) -> None:
    record_loss(path, 240, ago=3_600)
    async with past_stage(path, size=HIGH) as on:
        await on.pass_time(7_200)
        await on.show(on.told.pong())
        assert "link loss today 4 min" not in line(on)


async def test_a_frozen_screen_says_it_when_it_is_let_go(path: Path) -> None:
    record_loss(path, 240, ago=3_600)
    pages = Pages(path, lambda: None)
    async with stage(size=HIGH) as on:
        await on.press("space")
        before = line(on)
        on.app._join(pages)
        await on.settle()
        assert line(on) == before
        await on.press("space")
        assert "worst link loss today 4 min" in line(on)
    pages.close()


async def test_in_the_past_no_loss_is_said_and_now_it_is_again(path: Path) -> None:
    record_loss(path, 240, ago=3_600)
    async with past_stage(path, size=HIGH) as on:
        await on.hear(row("ADA"))
        await press(on, ",")
        assert line(on) == "10 held · 9 tradable · 4 in orders"
        await on.press("escape")
        assert "worst link loss today 4 min" in line(on)


@pytest.mark.parametrize("spoiled", [b"", b"SQLite format 3\0" + b"\xa5" * 9_000, b"no journal"])
async def test_where_there_is_no_journal_to_be_read_this_session_counts_alone(
    path: Path, spoiled: bytes
) -> None:
    spoil(path, spoiled)
    async with past_stage(path, size=HIGH) as on:
        assert "link not lost today" in line(on)
    async with stage(size=HIGH) as on:
        assert "link not lost today" in line(on)


async def test_one_that_another_file_took_the_place_of_since_is_not_read(path: Path) -> None:
    record_loss(path, 240, ago=3_600)
    pages = Pages(path, lambda: None)
    spoil(path, None)
    record_loss(path, 500, ago=3_000)
    async with stage(size=HIGH) as on:
        on.app._join(pages)
        await on.settle()
        assert "link not lost today" in line(on)
    pages.close()


async def test_it_is_asked_once_and_nothing_of_it_goes_on(path: Path) -> None:
    record_loss(path, 240, ago=3_600)
    async with past_stage(path, size=HIGH) as on:
        await on.show(on.told.pong())
        assert [worker for worker in on.app.workers if worker.group == "losses"] == []
