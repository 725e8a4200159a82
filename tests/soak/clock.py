"""The machine's clock, which can also leap: what is waited for by hours of real time is soaked through in seconds."""

import asyncio

from tui.feed.clock import SystemClock


class LeapingClock(SystemClock):
    """Leaps of `elapsed` look like a suspend; the wall clock is the machine's own."""

    def __init__(self) -> None:
        super().__init__()
        self.leapt = 0.0
        """Seconds leapt over so far."""
        self._waiting: set[asyncio.Event] = set()

    def elapsed(self) -> float:
        return super().elapsed() + self.leapt

    def leap(self, seconds: float) -> None:
        """Let time pass, and wake whoever waits for a moment."""
        self.leapt += max(0.0, seconds)
        for woken in self._waiting:
            woken.set()

    async def wait(self, event: asyncio.Event, until: float | None) -> bool:
        if until is None:
            return await super().wait(event, None)
        while not event.is_set() and self.elapsed() < until:
            woken = asyncio.Event()
            self._waiting.add(woken)
            following = asyncio.create_task(_follow(event, woken))
            try:
                await super().wait(woken, until)
            finally:
                self._waiting.discard(woken)
                following.cancel()
        return event.is_set()


async def _follow(event: asyncio.Event, woken: asyncio.Event) -> None:
    await event.wait()
    woken.set()
