"""`changed<5m`: time alone moves rows in and out, at the very moment, and wakes nobody else."""

import asyncio
import math

import pytest

from tests.clock import FakeClock
from tests.core.builders import row
from tests.core.expressions import SEEN, entry, parsed
from tests.ui.stage import Stage, stage
from tests.ui.telling import ACCOUNT, Telling
from tui.core.book import Book
from tui.core.link import Link
from tui.core.query import rows_turn_in
from tui.ui.ticks import next_tick


async def filtered(on: Stage, text: str) -> None:
    await on.press("/", *text, "enter")


async def test_a_row_leaves_when_its_change_becomes_too_old_and_another_comes() -> None:
    async with stage() as on:
        await on.hear(row("ADA", amount="1"))
        await filtered(on, "changed<5m")
        assert on.order == ["ADA"]
        await on.pass_time(299.5)
        assert on.order == ["ADA"]
        await on.pass_time(0.4)
        await on.hear(row("BTC", amount="1"))
        assert on.order == ["BTC"]


async def test_the_screen_notices_by_itself() -> None:
    async with stage() as on:
        await on.hear(row("ADA", amount="1"))
        await on.show(on.told.refused())
        await on.show(on.told.with_link(retry_at=None))
        await filtered(on, "changed<61s")
        assert on.order == ["ADA"]
        forget_tick(on)
        await on.pass_time(60.4)
        assert on.app._tick is not None
        due = on.app._tick_due - on.app.now
        assert 0 < due < 1
        ticked = asyncio.Event()
        on.app.watch(on.app, "now", ticked.set, init=False)
        await on.clock.advance(due + 0.01)
        await asyncio.wait_for(ticked.wait(), timeout=5)
        await on.settle()
        assert on.order == []


def forget_tick(on: Stage) -> None:
    """The timer counts on another clock than the one that a test moves."""
    assert on.app._tick is not None
    on.app._tick.stop()
    on.app._tick = None


async def test_a_filter_that_is_set_late_is_asked_as_of_now_and_not_as_of_the_last_frame() -> None:
    async with stage() as on:
        await on.hear(row("ADA", amount="1"))
        await on.clock.advance(400)
        await filtered(on, "changed<5m")
        assert on.order == []


async def test_a_frozen_screen_stands_still() -> None:
    async with stage() as on:
        await on.hear(row("ADA", amount="1"))
        await filtered(on, "changed<5m")
        await on.press("space")
        await on.pass_time(400)
        assert on.order == ["ADA"]
        await on.press("space")
        assert on.order == []


async def test_a_row_that_was_passed_by_comes_in_when_it_is_old_enough() -> None:
    async with stage() as on:
        await on.hear(row("ADA", amount="1"))
        await filtered(on, "changed>=1h")
        assert on.order == []
        await on.pass_time(3_600)
        assert on.order == ["ADA"]


@pytest.mark.parametrize(
    ("where", "age", "wait"),
    [
        ("changed<5m", 0.0, 300.0),
        ("changed<5m", 299.75, 0.25),
        ("changed<=5m", 300.0, 0.001),
        ("changed<5m", 300.001, math.inf),
        ("btc|!(changed<5m nonzero)", 100.0, 200.0),
        ("changed<5m|changed>1h", 1_000.0, 2_600.0),
        ("btc nonzero", 0.0, math.inf),
        ("", 0.0, math.inf),
    ],
)
def test_rows_turn_when_the_next_age_crosses_its_limit(where: str, age: float, wait: float) -> None:
    entries = [entry("BTC"), entry("ETH", has_changed=False)]

    assert rows_turn_in(entries, parsed(where), SEEN + age) == pytest.approx(wait)


def test_nothing_ticks_for_an_expression_without_an_age() -> None:
    told = Telling(clock := FakeClock())
    told.live_with(*ACCOUNT)
    now = clock.elapsed()

    assert next_tick(told.book, Link(), now, parsed("btc nonzero")) is None
    assert next_tick(told.book, Link(), now, parsed("changed<5m")) is None


def test_a_tick_for_an_age_may_come_sooner_than_one_for_what_is_shown() -> None:
    book = Book({"BTC": entry("BTC")})

    assert next_tick(book, Link(), SEEN + 29.75, parsed("changed<30s")) == pytest.approx(0.25)
    assert next_tick(book, Link(moment=1), SEEN + 29.75, parsed("changed<30s")) is None
