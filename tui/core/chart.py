"""A currency's history as the columns of a chart: exact decimals until the last step, which is an eighth of a cell."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct

from tui.core.amount import ZERO, difference, scaled

EIGHTHS: Final = 8
"""Heights that a cell can tell apart."""

_BLOCKS: Final = " ▁▂▃▄▅▆▇█"


class Point(Struct, frozen=True):
    """What a value was from a moment on."""

    at: int
    """Unix ns."""
    value: Decimal | None
    """None: from then on nothing is known."""


class Chart(Struct, frozen=True):
    """Columns of equal time, and what the lowest and the highest of them stand for."""

    heights: tuple[int | None, ...]
    """For each column the height of its last value, from 0 to the most; None where nothing is known of that time."""
    low: Decimal = ZERO
    high: Decimal = ZERO


def chart(points: Sequence[Point], since: int, until: int, columns: int, most: int) -> Chart:
    """The history from `since` to `until` (Unix ns) in so many columns, as heights from 0 to `most`.

    `points` are in order; the last one before `since` says how it began. A column shows the last value that it saw.
    """
    if until <= since or columns < 1:
        return Chart(())
    values: list[Decimal | None] = []
    seen: list[Decimal] = []
    place = 0
    value: Decimal | None = None
    for column in range(columns):
        end = since + (until - since) * (column + 1) // columns
        while place < len(points) and points[place].at <= end:
            value = points[place].value
            if value is not None and points[place].at >= since:
                seen.append(value)
            place += 1
        values.append(value)
    seen += [value for value in values if value is not None]
    if not seen:
        return Chart((None,) * columns)
    low, high = min(seen), max(seen)
    span = difference(high, low)
    return Chart(
        tuple(
            None if value is None else (scaled(difference(value, low), span, most) if span else most // 2)
            for value in values
        ),
        low,
        high,
    )


def blocks(heights: Sequence[int | None], rows: int) -> tuple[str, ...]:
    """The columns as lines of block characters, the upper ones first, for heights from 0 to `rows * EIGHTHS - 1`.

    The lowest is an eighth high, so that it can be told from a gap.
    """
    return tuple(
        "".join(
            " " if height is None else _BLOCKS[min(max(height + 1 - row * EIGHTHS, 0), EIGHTHS)]
            for height in heights
        )
        for row in reversed(range(rows))
    )
