"""The line above the table: where it stands, what it counts, and that it wakes nobody for nothing."""

from pathlib import Path

import pytest

from tests.core.builders import row
from tests.ui.past_stage import past_stage, press
from tests.ui.stage import Stage, stage
from tests.ui.telling import ACCOUNT
from tui.core.activity import Loss
from tui.core.overview import Overview, Tally
from tui.ui.overseeing import COUNT_SECONDS, FEW
from tui.ui.widgets.overview_line import OverviewLine

HIGH = (100, 30)


def line(on: Stage) -> str:
    return on.app.query_one(OverviewLine).lines[0].plain.strip()


async def test_it_stands_above_the_headings_where_there_are_rows_to_spare() -> None:
    async with stage(size=HIGH) as on:
        assert line(on) == "10 held · 9 tradable · 4 in orders · link not lost today · 1 event in 1 min"
        heading = next(y for y, text in enumerate(on.lines) if "Currency" in text and "Amount" in text)
        assert on.lines[heading - 1].strip() == line(on)
        await on.resize(100, 29)
        assert "held" not in on.text
        await on.resize(60, 50)
        assert line(on) == "10 held · 9 tradable · 4 in orders · link not lost today"


async def test_it_counts_as_the_book_moves() -> None:
    async with stage(size=HIGH) as on:
        await on.hear(row("ADA", amount="0", available="0"), row("USDC", amount="5", available="1"))
        await on.hear(row("XRP", amount="1", available="0", tradable=False))
        assert line(on).startswith("10 held · 8 tradable · 6 in orders")


async def test_few_events_are_counted_at_once_and_many_every_ten_seconds() -> None:
    async with stage(size=HIGH) as on:
        for _ in range(4):
            await on.hear(row("ADA"))
        assert line(on).endswith("5 events in 1 min")
        for _ in range(10):
            await on.hear(row("ADA"))
        assert line(on).endswith(f"{FEW} events in 1 min")
        await on.pass_time(COUNT_SECONDS)
        assert line(on).endswith("15 events in 1 min")
        await on.pass_time(60)
        assert line(on).endswith("0 events in 1 min")
        await on.hear(row("ADA"))
        assert line(on).endswith("1 event in 1 min")


async def test_a_timer_runs_only_while_there_are_events_to_leave_the_minute() -> None:
    async with stage(size=HIGH) as on:
        timer = on.app._counting
        assert timer is not None
        await on.clock.advance(61)
        timer.stop()
        on.app._decay()
        await on.settle()
        assert line(on).endswith("0 events in 1 min")
        assert on.app._counting is None


async def test_a_loss_is_said_while_it_lasts_and_the_worst_of_today_afterwards() -> None:
    async with stage(size=HIGH) as on:
        await on.show(on.told.lost())
        assert "not live since 22:13:20" in line(on)
        await on.pass_time(240)
        await on.show(*on.told.live_with(*ACCOUNT))
        assert "worst link loss today 4 min" in line(on)
        await on.pass_time(86_400)
        await on.hear(row("ADA"))
        assert "worst link loss" not in line(on)


async def test_frozen_it_holds_and_wakes_nobody() -> None:
    async with stage(size=HIGH) as on:
        before = line(on)
        await on.press("space")
        await on.hear(row("ADA", amount="0", available="0"))
        await on.pass_time(100)
        on.app._decay()
        assert line(on) == before
        assert on.app._counting is None
        await on.press("space")
        assert line(on).startswith("9 held")


async def test_in_the_past_it_is_that_moments_and_no_minute_passes(tmp_path: Path) -> None:
    async with past_stage(tmp_path / "journal.db", size=HIGH) as on:
        await on.hear(row("ADA", amount="0", available="0"))
        assert line(on).startswith("9 held")
        await press(on, ",")
        assert line(on) == "10 held · 9 tradable · 4 in orders"
        await on.press("escape")
        assert line(on).startswith("9 held")


@pytest.mark.parametrize("width", [20, 34, 41, 80])
async def test_nothing_in_it_is_cut(width: int) -> None:
    async with stage(size=(width, 40)) as on:
        whole = ["10 held", "9 tradable", "4 in orders", "link not lost today", "1 event in 1 min"]
        assert line(on).split(" · ") == whole[: len(line(on).split(" · "))]
        assert len(line(on)) < width


async def test_two_digits_of_everything_fit_80_columns() -> None:
    async with stage(size=(80, 40)) as on:
        on.app.overview = Overview(Tally(24, 20, 12), 37, Loss())
        await on.settle()
        assert line(on) == "24 held · 20 tradable · 12 in orders · link not lost today · 37 events in 1 min"
