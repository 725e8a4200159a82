"""The line to the terminal: its round trip and its rate, learnt from how long frames of all sizes take."""

from __future__ import annotations

from typing import Final

DRAIN: Final = 0.025
"""Seconds that a frame may keep the line busy: what a key press waits for at worst."""
_SMALLEST: Final = 200
"""Bytes that a frame may have on any line; a smaller one would hardly hold one changed line."""
_FORGETTING: Final = 0.93
_A_FEW: Final = 2.5
"""The weight of the answers after which something can be expected."""
_SURPRISES: Final = 3
"""So many answers in a row that come far too late, or too early, tell that the line has changed; fewer tell
of a terminal that stood still for once."""
_TELLING: Final = 2000
"""Bytes of a frame that alone tells something of the rate."""


class Line:
    """Fits delay = round trip + size / rate to the frames seen, the newer the weightier."""

    def __init__(self) -> None:
        self.round_trip = 0.0
        """Seconds that the smallest frame takes until it is answered."""
        self.rate: float | None = None
        """Bytes a second; None when no frame was large enough to show a limit."""
        self._sums: tuple[float, ...] = (0.0,) * 5
        self._surprises = 0

    def learn(self, size: int, delay: float) -> None:
        """Know that a frame of `size` bytes, sent down an empty line, was answered after `delay` seconds."""
        keep = _FORGETTING
        if self._sums[0] >= _A_FEW:
            expected = self.expected(size)
            late, early = delay > 3 * expected + DRAIN, expected > 3 * delay + DRAIN
            self._surprises = self._surprises + 1 if late or early else 0
            if 0 < self._surprises < _SURPRISES:
                return
            if self._surprises:
                keep, self._surprises = 0.0, 0
        news = (1.0, size, delay, size * size, size * delay)
        self._sums = tuple(keep * old + new for old, new in zip(self._sums, news, strict=True))
        self._fit()

    def expected(self, size: int) -> float:
        """Seconds until a frame of `size` bytes is answered."""
        return self.round_trip + (size / self.rate if self.rate else 0.0)

    def limit(self) -> int | None:
        """Bytes that the next frame may have; None: as many as it likes.

        A quarter of rate times round trip, and on near terminals what the line carries before a key press
        would be felt to wait.
        """
        if self.rate is None:
            return None
        return max(_SMALLEST, int(self.rate * max(DRAIN, self.round_trip / 4)))

    def _fit(self) -> None:
        weight, *sums = self._sums
        mean_size, mean_delay, mean_square, mean_product = (total / weight for total in sums)
        spread = mean_square - mean_size * mean_size
        together = mean_product - mean_size * mean_delay
        if spread > 1:
            seconds_a_byte = together / spread
        else:
            seconds_a_byte = mean_delay / mean_size if mean_size >= _TELLING else 0.0
        if seconds_a_byte * mean_size > mean_delay:
            # The line would go through a negative round trip: fit it through none.
            seconds_a_byte = mean_product / mean_square
        self.rate = 1 / seconds_a_byte if seconds_a_byte > 0 else None
        self.round_trip = max(0.0, mean_delay - mean_size * max(seconds_a_byte, 0.0))
