"""ACCEPTANCE.md, Load, as much as fits between other tests; `make soak` has the rest."""

import asyncio
import time
from typing import Final

import pytest
from textual import events

from tests.faults.feeding import feeding
from tests.feed.tcp import held, settings_for
from tests.feed.watching import shown
from tui.core.query import Column
from tui.core.record import Kind
from tui.exchange.options import Options
from tui.exchange.server import LocalExchange
from tui.feed.clock import SystemClock
from tui.feed.limits import Limits
from tui.feed.live import Live
from tui.ui.app import BitotuiApp
from tui.ui.widgets.balance_table import BalanceTable

LOADS: Final = {
    "1,000 updates a second": Options(rate=1_000, events=3_000),
    "20 KB snapshots, 50 a second": Options(rate=50, events=150, currencies=220, faults=("everything",)),
}


@pytest.mark.parametrize("load", LOADS)
async def test_no_message_is_lost_and_the_book_equals_the_exchanges(load: str) -> None:
    async with (
        LocalExchange(LOADS[load]) as exchange,
        feeding(settings_for(exchange), limits=Limits()) as feed,
    ):
        await feed.until_live()
        before, told_before = len(feed.watch.messages(Kind.UPDATE)), exchange.account.updates
        await feed.watch.until(
            lambda reading: (
                exchange.account.updates == LOADS[load].events and shown(reading.book) == held(exchange)
            )
        )
        updates = feed.watch.messages(Kind.UPDATE)

        assert feed.watch.readings[-1].link.is_live
        assert before <= told_before
        assert len(updates) - before >= exchange.account.updates - told_before
        assert len({record.event_id for record in updates}) == len(updates)
        assert not feed.watch.messages(Kind.REJECTED)
        if "KB" in load:
            assert min(len(record.raw) for record in updates) > 20_000


async def test_keys_are_answered_while_1_000_updates_a_second_come_in() -> None:
    clock = SystemClock()
    waits: list[float] = []
    async with LocalExchange(Options(rate=1_000, events=4_000)) as exchange:
        app = BitotuiApp(
            Live(settings_for(exchange), clock=clock, jitter=lambda: 0),
            identity="d···@example.test",
            zone=None,
            clock=clock,
        )
        async with app.run_test(size=(160, 40)):
            while exchange.account.updates < 3_000:
                for number, column in enumerate(list(Column)[:3], start=1):
                    await asyncio.sleep(0.1)
                    waits.append(await _answered(app, str(number), column))
            while app.book.entries.keys() != held(exchange).keys() or shown(app.book) != held(exchange):  # noqa: ASYNC110
                await asyncio.sleep(0.05)
            assert app.link.is_live
    waits.sort()
    assert waits[len(waits) // 2] < 0.1, waits


async def _answered(app: BitotuiApp, key: str, column: Column) -> float:
    """Seconds of this process, its exchange included, from a key to the table sorted by it, painted."""
    pressed = time.process_time()
    app.post_message(events.Key(key, key))
    async with asyncio.timeout(5):
        while app.view.sort is not column:  # noqa: ASYNC110 - the app raises no event of it
            await asyncio.sleep(0.001)
        painted = asyncio.Event()
        app.query_one(BalanceTable).call_after_refresh(painted.set)
        await painted.wait()
    return time.process_time() - pressed
