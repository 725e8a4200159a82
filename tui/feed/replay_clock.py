"""The time of a replay: that of the recording, passing faster, and never beyond what is known of it."""

import asyncio
from typing import Final

from tui.feed.clock import Clock

LATE: Final = 1.0
"""Seconds that are made up for at most: a machine that was suspended goes on from where it was."""

_NS: Final = 1_000_000_000


class ReplayClock:
    """A clock that goes from one recorded moment to the next, `speed` times as fast as `clock`.

    At the moment that it was last sent to it stands still, so that after the end nothing grows old. Without a speed it
    jumps there at once.
    """

    def __init__(self, clock: Clock, speed: float | None) -> None:
        self.speed = speed
        """Seconds of the recording in one; None for as fast as possible."""
        self._clock = clock
        self._elapsed = 0.0
        self._wall = 0
        """Unix ns by the recording, when `elapsed` was that."""
        self._left = 0.0
        """Seconds of the recording that it may go on for."""
        self._since = clock.elapsed()

    def _gone(self) -> float:
        """Seconds of the recording since it was last set."""
        if self.speed is None:
            return self._left
        return min(self._left, max(0.0, self._clock.elapsed() - self._since) * self.speed)

    def elapsed(self) -> float:
        """Seconds of the recording that have passed."""
        return self._elapsed + self._gone()

    def wall(self) -> int:
        """Unix milliseconds by the recording's clock."""
        return self.wall_ns() // 1_000_000

    def wall_ns(self) -> int:
        """Unix nanoseconds by the recording's clock."""
        return self._wall + int(self._gone() * _NS)

    def set(self, wall_ns: int) -> None:
        """Stand at a moment of the recording, now."""
        self._elapsed += self._gone()
        self._wall, self._left, self._since = wall_ns, 0.0, self._clock.elapsed()

    def send_to(self, wall_ns: int) -> float:
        """Let time go on until that moment of the recording; what `elapsed` will be then.

        Where the recorded clock was set back, that is now.
        """
        late = self._late()
        here = self.wall_ns()
        self.set(min(wall_ns, here))
        self._since -= late
        self._left = max(0, wall_ns - here) / _NS
        return self._elapsed + self._left

    def _late(self) -> float:
        """Seconds since it came to a stand: made up for, so that a replay loses no time by being told of."""
        if self.speed is None:
            return 0.0
        arrived = self._since + self._left / self.speed
        return min(max(0.0, self._clock.elapsed() - arrived), LATE)

    async def wait(self, event: asyncio.Event, until: float | None) -> bool:
        """Wait for `event`, or until `elapsed` reaches `until`; whether the event came."""
        if until is not None:
            left = max(0.0, until - self.elapsed())
            until = self._clock.elapsed() + (left / self.speed if self.speed is not None else 0.0)
        return await self._clock.wait(event, until)
