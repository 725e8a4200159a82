"""Ages tick as fast as they are worth, and where nothing can change no timer runs."""

import asyncio
from collections.abc import Callable

import pytest
from textual.timer import Timer

from tests.clock import FakeClock
from tests.core.builders import row
from tests.ui.stage import Stage, stage
from tests.ui.telling import ACCOUNT, Telling
from tui.core.book import Book
from tui.core.link import Link
from tui.ui.model import FRAME_SECONDS
from tui.ui.ticks import next_tick

WIDE = (160, 30)


async def test_the_age_of_the_last_event_ticks_by_itself() -> None:
    async with stage() as on:
        assert "event 0 s ago" in on.status
        await on.clock.advance(2)
        ticked = asyncio.Event()
        on.app.watch(on.app, "now", ticked.set, init=False)
        await asyncio.wait_for(ticked.wait(), timeout=5)
        await on.settle()
        assert "event 2 s ago" in on.status


async def test_ages_in_table_detail_and_status_move_together() -> None:
    async with stage(size=WIDE) as on:
        await on.hear(row("ADA", amount="1"))
        for seconds, age in ((3, "3 s"), (57, "1 min"), (3600, "1 h"), (86_400, "1 d")):
            await on.pass_time(seconds)
            await on.show(on.told.pong())
            assert on.cells("ADA")[-1].startswith(age)
            assert f"({age} ago)" in "".join(on.described)
            assert f"event {age} ago" in on.status
        assert on.cells("BTC")[-1] == "–"


async def test_a_countdown_counts_down() -> None:
    async with stage() as on:
        await on.show(on.told.lost())
        await on.show(on.told.with_link(retry_at=on.clock.elapsed() + 6.9, attempt=3))
        assert "LOST  retry in 7 s (third)" in on.status
        await on.pass_time(2)
        assert "LOST  retry in 5 s (third)" in on.status


def timer(on: Stage) -> object:
    return on.app._tick


async def test_before_anything_is_known_no_timer_runs() -> None:
    async with stage(live=False) as on:
        assert timer(on) is None
        await on.show(on.told.connecting())
        assert timer(on) is None


async def test_refused_and_unchanged_no_timer_runs() -> None:
    async with stage() as on:
        assert timer(on) is not None
        await on.show(on.told.refused())
        assert on.told.link.retry_at is not None
        await on.show(on.told.with_link(retry_at=None))
        assert timer(on) is None


async def test_a_frozen_screen_that_waits_for_nothing_has_no_timer() -> None:
    async with stage() as on:
        await on.hear(row("ADA", amount="1"))
        await on.show(on.told.refused())
        await on.show(on.told.with_link(retry_at=None))
        assert timer(on) is not None
        await on.press("space")
        assert timer(on) is None
        await on.press("space")
        assert timer(on) is not None


async def test_a_burst_of_readings_is_one_frame() -> None:
    async with stage() as on:
        frames: list[float] = []
        on.app.watch(on.app, "now", lambda now: frames.append(now), init=False)  # noqa: PLW0108 - Textual asks for a function
        await on.show(*(on.told.says(row("BTC", amount=str(number))) for number in range(100)))
        assert on.cells("BTC")[1] == "99"
        assert len(frames) == 1


async def test_a_second_frame_waits_for_the_frame_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    async with stage() as on:
        waits: list[float] = []
        set_timer = on.app.set_timer

        def noted(seconds: float, then: Callable[[], None]) -> Timer:
            waits.append(seconds)
            return set_timer(seconds, then)

        monkeypatch.setattr(on.app, "set_timer", noted)
        on.source.push(on.told.says(row("BTC", amount="7")))
        await on.settle()
        assert waits[0] == pytest.approx(FRAME_SECONDS)
        assert on.cells("BTC")[1] == "7"


@pytest.mark.parametrize(
    ("age", "wait"),
    [
        (0.0, 1.0),
        (0.5, 1.0),
        (9.0, 1.0),
        (30.0, 10.0),
        (60.0, 60.0),
        (100.0, 20.0),
        (3_600.0, 3_600.0),
        (86_400.0, 86_400.0),
    ],
)
def test_the_next_tick_is_when_the_youngest_age_says_something_else(age: float, wait: float) -> None:
    clock = FakeClock()
    told = Telling(clock)
    told.live_with(*ACCOUNT)
    told.says(row("ADA", amount="1"))
    clock.now += age
    assert next_tick(told.book, told.link, clock.elapsed()) == pytest.approx(wait)


@pytest.mark.parametrize(
    ("left", "wait"), [(7.4, 1.0), (59.0, 1.0), (90.5, 31.5), (899.0, 60.0), (120.25, 1.25)]
)
def test_a_countdown_ticks_when_it_says_something_else(left: float, wait: float) -> None:
    assert next_tick(Book(), Link(retry_at=left), 0.0) == pytest.approx(wait)


def test_a_replay_ticks_by_itself_and_stands_still_with_the_recording() -> None:
    assert next_tick(Book(), Link(retry_at=7.0), 0.0) is not None
    assert next_tick(Book(), Link(retry_at=7.0, moment=1), 0.0) is None
