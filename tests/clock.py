"""A clock that a test moves, and the ways to wait without one."""

import asyncio
from dataclasses import dataclass, field

START = 50_000.0
"""Where `elapsed` begins: a machine has been up for a while."""

WALL = 1_790_000_000_000
"""Unix ms at that moment."""


@dataclass
class FakeClock:
    """Stands still until it is told to go on; whoever waits for a moment wakes when it is reached."""

    now: float = START
    wall_now: int = WALL
    alarms: dict["asyncio.Future[None]", float] = field(default_factory=dict)

    def elapsed(self) -> float:
        return self.now

    def wall(self) -> int:
        return self.wall_now

    def wall_ns(self) -> int:
        return self.wall_now * 1_000_000

    async def wait(self, event: asyncio.Event, until: float | None) -> bool:
        rung = asyncio.get_running_loop().create_future()
        if until is not None:
            self.alarms[rung] = until
        woken = asyncio.ensure_future(event.wait())
        try:
            if not event.is_set() and (until is None or self.now < until):
                await asyncio.wait((woken, rung), return_when=asyncio.FIRST_COMPLETED)
        finally:
            woken.cancel()
            self.alarms.pop(rung, None)
        return event.is_set()

    async def advance(self, seconds: float) -> None:
        """Let so much time pass, and everything that was due by then happen."""
        await idle()
        self.now += seconds
        self.wall_now += round(seconds * 1_000)
        for rung, until in self.alarms.items():
            if until <= self.now and not rung.done():
                rung.set_result(None)
        await idle()


async def idle() -> None:
    """Let every task go on as far as it can without anything from outside."""
    for _ in range(25):
        await asyncio.sleep(0)
