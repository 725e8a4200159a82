"""When the next updates are due, so that a rate is kept over any length of time."""

import math

_MOST_CAUGHT_UP = 1.0


class Pace:
    """Counts what is due at `rate` updates a second, from `start` on the loop's clock in seconds."""

    def __init__(self, rate: float, start: float) -> None:
        self._rate = rate
        self._start = start
        self._taken = 0

    def take(self, now: float) -> int:
        """Tell how many updates have become due since the last time.

        After a stall, such as a stopped process, one second's worth is caught up with and the rest let go.
        """
        earliest = now - _MOST_CAUGHT_UP - 1 / self._rate
        due_before = self._start + self._taken / self._rate
        if due_before < earliest:
            self._start += earliest - due_before
        due = math.floor((now - self._start) * self._rate) - self._taken
        self._taken += max(due, 0)
        return max(due, 0)

    def wait(self, now: float) -> float:
        """Tell how many seconds there are until the next update is due."""
        return max(self._start + (self._taken + 1) / self._rate - now, 0.0)
