"""The line to the terminal: its round trip and its rate, learnt from how long frames of all sizes take."""

from __future__ import annotations

from typing import Final

DRAIN: Final = 0.025
"""Seconds that a frame may keep the line busy: what a key press waits for at worst."""
_SMALLEST: Final = 200
"""Bytes that a frame may have on any line; a smaller one would hardly hold one changed line."""
_FORGETTING: Final = 0.93
_FROZEN_SECONDS: Final = 2.0
_FROZEN_RATE: Final = 300.0
"""An answer later than this, for fewer bytes a second than this, tells of a terminal that stood still."""
_TELLING: Final = 2000
"""Bytes of a frame that alone tells something of the rate."""


class Line:
    """Fits delay = round trip + size / rate to the frames seen, the newer the weightier."""

    def __init__(self) -> None:
        self.round_trip = 0.0
        """Seconds that the smallest frame takes until it is answered."""
        self.rate: float | None = None
        """Bytes a second; None when no frame was large enough to show a limit."""
        self._weights = self._sizes = self._delays = self._squares = self._products = 0.0

    def learn(self, size: int, delay: float) -> None:
        """Know that a frame of `size` bytes, sent down an empty line, was answered after `delay` seconds."""
        if delay > _FROZEN_SECONDS and size / delay < _FROZEN_RATE:
            return
        self._weights = self._weights * _FORGETTING + 1
        self._sizes = self._sizes * _FORGETTING + size
        self._delays = self._delays * _FORGETTING + delay
        self._squares = self._squares * _FORGETTING + size * size
        self._products = self._products * _FORGETTING + size * delay
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
        mean_size, mean_delay = self._sizes / self._weights, self._delays / self._weights
        spread = self._squares / self._weights - mean_size * mean_size
        together = self._products / self._weights - mean_size * mean_delay
        if spread > 1:
            seconds_a_byte = together / spread
        else:
            seconds_a_byte = mean_delay / mean_size if mean_size >= _TELLING else 0.0
        if seconds_a_byte * mean_size > mean_delay:
            # The line would go through a negative round trip: fit it through none.
            seconds_a_byte = self._products / self._squares
        self.rate = 1 / seconds_a_byte if seconds_a_byte > 0 else None
        self.round_trip = mean_delay - mean_size * max(seconds_a_byte, 0.0)
