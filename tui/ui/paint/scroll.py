"""Lines that moved: let the terminal move them, where that is cheaper than writing them again."""

from __future__ import annotations

from collections import Counter
from operator import ne
from typing import TYPE_CHECKING, Final, NamedTuple

from tui.ui.paint.cells import BLANK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.ui.paint.cells import Row

_CANDIDATES: Final = 2
_OVERHEAD: Final = 24
"""Bytes that a region, its scrolling and its end cost at most; a differing cell costs about one."""


class Scroll(NamedTuple):
    """Lines `top` to `bottom`, both included, that move by `lines`: up when positive, down when negative."""

    top: int
    bottom: int
    lines: int

    @property
    def fresh(self) -> range:
        """The lines that come in empty."""
        if self.lines > 0:
            return range(self.bottom - self.lines + 1, self.bottom + 1)
        return range(self.top, self.top - self.lines)


def find(want: list[Row], shown: list[Row], dirty: Iterable[int], damage: float | None) -> Scroll | None:
    """Find the scroll that saves most, or None when none saves anything.

    `damage`: how many cells that are right may become wrong for the time being, None for any number; on a
    slow line they would stay wrong for a moment.
    """
    lines = sorted(dirty)
    best: tuple[int, Scroll] | None = None
    for distance in _distances(want, shown, lines):
        gained = _best_run(want, shown, distance, damage)
        if gained is not None and (best is None or gained[0] > best[0]):
            best = gained
    return best[1] if best is not None else None


def _distances(want: list[Row], shown: list[Row], lines: list[int]) -> list[int]:
    """Find the distances that most half lines seem to have moved by, the likeliest first."""
    votes: Counter[int] = Counter()
    half = len(want[0]) // 2
    for part in (slice(0, half), slice(half, None)):
        # What moved away left a line that differs too, so that the others need not be looked at.
        places: dict[int, list[int]] = {}
        for y in lines:
            places.setdefault(hash(tuple(shown[y][part])), []).append(y)
        for y in lines:
            found = places.get(hash(tuple(want[y][part])), [])
            if len(found) <= _CANDIDATES:
                votes.update(old - y for old in found)
    del votes[0]
    return [distance for distance, count in votes.most_common(_CANDIDATES) if count > 1]


def _wrong(want: Row, shown: Row) -> int:
    return 0 if want is shown or want == shown else sum(map(ne, want, shown))


def _broken(want: Row, shown: Row, instead: Row) -> int:
    """How many cells are right, and would not be with another row in this one's place."""
    if want is instead or want == instead:
        return 0
    return sum(a == b and a != c for a, b, c in zip(want, shown, instead, strict=True))


def _best_run(
    want: list[Row], shown: list[Row], distance: int, damage: float | None
) -> tuple[int, Scroll] | None:
    """Find the block of lines for which moving by `distance` saves most, with the cells saved."""
    height = len(want)
    best, total, start = (0, 0, 0), 0, 0
    for y in range(max(0, -distance), min(height, height - distance)):
        before = _wrong(want[y], shown[y])
        after = _wrong(want[y], shown[y + distance]) if before or total > 0 else len(want[y])
        if total <= 0:
            total, start = 0, y
        total += before - after
        best = max(best, (total, -start, y))
    saved, top, bottom = best[0], -best[1], best[2]
    if saved <= 0:
        return None
    if damage is not None:
        lines = range(top, bottom + 1)
        if sum(_broken(want[y], shown[y], shown[y + distance]) for y in lines) > damage:
            return None
    scroll = (
        Scroll(top, bottom + distance, distance) if distance > 0 else Scroll(top + distance, bottom, distance)
    )
    width = len(want[0])
    lost = sum(width - _wrong(want[y], shown[y]) for y in scroll.fresh)
    saved -= lost + _OVERHEAD
    return (saved, scroll) if saved > 0 else None


def sequence(scroll: Scroll, height: int, *, edit_lines: bool) -> str:
    """Write what makes the terminal scroll; the cursor's place is unknown behind it.

    Full-width regions only, since tmux and others take no left and right margins. `edit_lines` allows
    deleting and inserting lines instead, which is shorter where the block ends at the screen's last line.
    """
    top, bottom, lines = scroll
    count = abs(lines)
    if bottom == height - 1 and edit_lines:
        return f"\x1b[{top + 1}H\x1b[{count if count > 1 else ''}{'M' if lines > 0 else 'L'}"
    region = f"\x1b[{top + 1}r" if bottom == height - 1 else f"\x1b[{top + 1};{bottom + 1}r"
    moves = f"\x1b[{bottom + 1}H" + "\n" * count if lines > 0 else f"\x1b[{top + 1}H" + "\x1bM" * count
    return f"{region}{moves}\x1b[r"


def moved(rows: list[Row], scroll: Scroll, *, plain: bool) -> list[Row]:
    """Give what the terminal shows after a scroll; `plain`: fresh lines are blank in its own colours."""
    top, bottom, lines = scroll
    width = len(rows[0])
    fresh: list[Row] = [[BLANK if plain else None] * width for _ in scroll.fresh]
    if lines > 0:
        return rows[:top] + rows[top + lines : bottom + 1] + fresh + rows[bottom + 1 :]
    return rows[:top] + fresh + rows[top : bottom + 1 + lines] + rows[bottom + 1 :]
