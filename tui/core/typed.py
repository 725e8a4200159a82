"""Filters that were typed before, and how one goes through them with up and down: as in a shell."""

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from tui.core.parsing import LONGEST

MOST: Final = 100
"""Of the latest are kept."""


class Recall(Struct, frozen=True):
    """Where one is among the lines one goes through; each stays as it was edited until the box is left."""

    lines: tuple[str, ...]
    """The draft, then what was typed before, the latest first."""
    at: int = 0
    """Which of them stands in the box."""

    @property
    def line(self) -> str:
        """What stands in the box."""
        return self.lines[self.at]


def kept(typed: Iterable[str], text: str = "") -> tuple[str, ...]:
    """`typed`, the latest first, with `text` before all others: each once, and none that no box could hold."""
    lines = (" ".join(line.split()) for line in (text, *typed))
    good = dict.fromkeys(line for line in lines if line and len(line) <= LONGEST and line.isprintable())
    return tuple(good)[:MOST]


def recall(typed: Iterable[str], draft: str) -> Recall:
    """The beginning: `draft` stands in the box, and `typed` behind it, but for a line that is the draft itself."""
    return Recall((draft, *(line for line in kept(typed) if line != draft)))


def older(recall: Recall, shown: str) -> Recall:
    """One further back; what is `shown` now stays in its place. At the oldest, nothing moves."""
    return _moved(recall, shown, 1)


def newer(recall: Recall, shown: str) -> Recall:
    """One nearer to the draft, and at last the draft itself."""
    return _moved(recall, shown, -1)


def _moved(recall: Recall, shown: str, step: int) -> Recall:
    lines = (*recall.lines[: recall.at], shown, *recall.lines[recall.at + 1 :])
    ways = range(recall.at + step, len(lines) if step > 0 else -1, step)
    # A press that shows the same again would look like one that was lost; but the draft can always be reached.
    at = next((each for each in ways if lines[each] != shown or not each), recall.at)
    return Recall(lines, at)
