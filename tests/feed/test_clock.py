import asyncio
import ctypes
import os
import sys
import time
from pathlib import Path

import pytest

from tui.feed import clock as module
from tui.feed.clock import SystemClock

LONG = 3_600.0
SHORT = 0.02


@pytest.fixture(params=["with a timer that counts suspend", "without one"])
def clock(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> SystemClock:
    if request.param == "without one":
        monkeypatch.setattr(sys, "platform", "darwin")
    return SystemClock()


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_elapsed_never_goes_back(clock: SystemClock) -> None:
    moments = [clock.elapsed() for _ in range(10_000)]

    assert moments == sorted(moments)


def test_elapsed_counts_suspend_where_the_system_can() -> None:
    before = time.clock_gettime(time.CLOCK_BOOTTIME)
    now = SystemClock().elapsed()

    assert before <= now <= time.clock_gettime(time.CLOCK_BOOTTIME)


def test_where_no_clock_counts_suspend_elapsed_is_monotonic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(time, "CLOCK_BOOTTIME")
    before = time.monotonic()
    now = SystemClock().elapsed()

    assert before <= now <= time.monotonic()


def test_wall_is_unix_time_in_milliseconds() -> None:
    before = time.time()
    now = SystemClock().wall()

    assert int(before * 1_000) <= now <= time.time() * 1_000


@pytest.mark.parametrize("until", [None, 0.0, LONG])
async def test_a_set_event_is_seen_at_once(clock: SystemClock, until: float | None) -> None:
    event = asyncio.Event()
    event.set()
    start = clock.elapsed()

    assert await clock.wait(event, None if until is None else start + until)
    assert clock.elapsed() - start < 1


@pytest.mark.parametrize("until", [None, LONG])
async def test_an_event_ends_the_wait(clock: SystemClock, until: float | None) -> None:
    event = asyncio.Event()
    start = clock.elapsed()
    asyncio.get_running_loop().call_later(SHORT, event.set)

    assert await clock.wait(event, None if until is None else start + until)
    assert clock.elapsed() - start < 1


async def test_without_an_event_the_wait_ends_on_time_and_not_before(clock: SystemClock) -> None:
    start = clock.elapsed()

    assert not await clock.wait(asyncio.Event(), start + SHORT)
    assert SHORT <= clock.elapsed() - start < 1


@pytest.mark.parametrize("ago", [0.0, 1.0, LONG])
async def test_a_moment_that_has_passed_is_not_waited_for(clock: SystemClock, ago: float) -> None:
    start = clock.elapsed()

    assert not await clock.wait(asyncio.Event(), start - ago)
    assert clock.elapsed() - start < 1


async def test_a_wait_can_be_cancelled_and_leaves_no_task_and_no_descriptor(clock: SystemClock) -> None:
    before = descriptors()
    waiting = [asyncio.create_task(clock.wait(asyncio.Event(), clock.elapsed() + LONG)) for _ in range(20)]
    await asyncio.sleep(0)
    for task in waiting:
        task.cancel()
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)

    assert all(isinstance(outcome, asyncio.CancelledError) for outcome in outcomes)
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == {asyncio.current_task()}
    assert descriptors() == before


async def test_waits_that_end_leave_no_descriptor(clock: SystemClock) -> None:
    before = descriptors()
    event = asyncio.Event()
    for _ in range(10):
        assert not await clock.wait(event, clock.elapsed() + 0.001)
    asyncio.get_running_loop().call_soon(event.set)
    assert await clock.wait(event, clock.elapsed() + LONG)

    assert descriptors() == before


@pytest.mark.parametrize("lack", ["no such function", "no library", "refused", "not settable"])
async def test_where_the_timer_cannot_be_had_the_wait_is_kept_all_the_same(
    lack: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    class Library:
        def __init__(self, *_: object, **__: object) -> None:
            asked.append(lack)
            if lack == "no library":
                raise OSError("not found")

        def __getattr__(self, name: str) -> object:
            if lack == "no such function":
                raise AttributeError(name)
            return getattr(self, f"_{name}")

        def _timerfd_create(self, *_: object) -> int:
            return -1 if lack == "refused" else os.open(os.devnull, os.O_RDONLY)

        def _timerfd_settime(self, *_: object) -> int:
            return -1

    monkeypatch.setattr(ctypes, "CDLL", Library)
    before = descriptors()
    clock = SystemClock()
    start = clock.elapsed()

    assert not await clock.wait(asyncio.Event(), start + SHORT)
    assert SHORT <= clock.elapsed() - start < 1
    assert asked
    assert descriptors() == before


async def test_without_a_timer_a_jump_of_the_clock_is_noticed_within_a_second(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Woken(SystemClock):
        """A machine that sleeps for an hour right after it was first looked at."""

        looks = 0

        def elapsed(self) -> float:
            self.looks += 1
            return super().elapsed() + (LONG if self.looks > 2 else 0)

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(module, "_STEP_WITHOUT_TIMER", SHORT)
    clock = Woken()
    async with asyncio.timeout(1):
        assert not await clock.wait(asyncio.Event(), clock.elapsed() + LONG)
