"""Time that stands still until a test moves it."""

import asyncio
import contextlib

FIRST = 1_790_000_000_000
"""Unix ms at which a frozen clock starts: 2026-09-21 14:13:20 UTC."""


class FrozenClock:
    """A `tui.feed.clock.Clock` that only `advance` and `step_wall` move."""

    def __init__(self, wall: int = FIRST, elapsed: float = 1_000.0) -> None:
        self._wall = wall
        self._elapsed = elapsed
        self._moved = asyncio.Event()

    def elapsed(self) -> float:
        """Seconds that only ever rise."""
        return self._elapsed

    def wall(self) -> int:
        """Unix milliseconds."""
        return self._wall

    def advance(self, seconds: float) -> None:
        """Let time pass on both clocks, and wake whoever waited for it."""
        self._elapsed += seconds
        self._wall += round(seconds * 1_000)
        self._moved.set()
        self._moved = asyncio.Event()

    def step_wall(self, milliseconds: int) -> None:
        """Set the wall clock, and it alone, as an administrator would."""
        self._wall += milliseconds

    async def wait(self, event: asyncio.Event, until: float | None) -> bool:
        """Wait for `event`, or until `advance` has reached `until`; whether the event came."""
        while not event.is_set():
            if until is not None and self._elapsed >= until:
                return False
            either = [asyncio.ensure_future(each.wait()) for each in (event, self._moved)]
            try:
                await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for waiting in either:
                    waiting.cancel()
                    with contextlib.suppress(asyncio.CancelledError):
                        await waiting
        return True
