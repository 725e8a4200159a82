"""Time: a clock that never steps and counts suspend, and the wall clock. Injected, so that tests own it."""

import asyncio
import contextlib
import os
import time
from typing import Final, Protocol

_LONGEST_SLEEP: Final = 86_400.0
_STEP_WITHOUT_TIMER: Final = 1.0
"""Seconds after which a waiter looks again where no timer counts suspend."""


class Clock(Protocol):
    """What the feed asks of time."""

    def elapsed(self) -> float:
        """Seconds that only ever rise, suspend included."""
        ...

    def wall(self) -> int:
        """Unix milliseconds by this machine's clock, which may step."""
        ...

    def wall_ns(self) -> int:
        """The same in nanoseconds."""
        ...

    async def wait(self, event: asyncio.Event, until: float | None) -> bool:
        """Wait for `event`, or until `elapsed()` reaches `until`; whether the event came."""
        ...


class SystemClock:
    """The machine's own: CLOCK_BOOTTIME where there is one, since the monotonic clock stands still in suspend."""

    def __init__(self) -> None:
        self._clock_id = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)

    def elapsed(self) -> float:
        """Seconds since the machine started."""
        return time.clock_gettime(self._clock_id)

    def wall(self) -> int:
        """Unix milliseconds."""
        return time.time_ns() // 1_000_000

    def wall_ns(self) -> int:
        """Unix nanoseconds."""
        return time.time_ns()

    async def wait(self, event: asyncio.Event, until: float | None) -> bool:
        """Wait for `event` or for the moment `until`, which is noticed at once after a suspend."""
        if until is None:
            await event.wait()
            return True
        while not event.is_set():
            left = until - self.elapsed()
            if left <= 0:
                return False
            await self._wait_some(event, min(left, _LONGEST_SLEEP))
        return True

    async def _wait_some(self, event: asyncio.Event, seconds: float) -> None:
        from tui.feed.boottime import boot_timer  # noqa: PLC0415 - ctypes is loaded only to wait

        timer = boot_timer(seconds)
        if timer is None:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(seconds, _STEP_WITHOUT_TIMER)):
                    await event.wait()
            return
        loop = asyncio.get_running_loop()
        woken = asyncio.ensure_future(event.wait())
        rung = loop.create_future()
        loop.add_reader(timer, lambda: None if rung.done() else rung.set_result(None))
        try:
            await asyncio.wait((woken, rung), return_when=asyncio.FIRST_COMPLETED)
        finally:
            loop.remove_reader(timer)
            os.close(timer)
            woken.cancel()
