"""When an age on the screen will next say something else, so that nothing ticks faster than it is worth."""

import math
from typing import Final

from tui.core.book import Book
from tui.core.cells import FRESH_FOR
from tui.core.entry import Cause
from tui.core.expression import Expression
from tui.core.link import Link
from tui.core.query import ALL_PASS, rows_turn_in
from tui.core.text import age_changes_in

SHORTEST: Final = 1.0
"""Seconds between two ticks at least: ages that are due within them move together."""


def next_tick(book: Book, link: Link, now: float, where: Expression = ALL_PASS) -> float | None:
    """Seconds from `now` until something shown changes by age alone, rows that pass `where` among it; or None."""
    if link.moment is not None:
        return None  # a replay says itself when its time goes on
    ages = _ages_change_in(book, link, now)
    wait = min(rows_turn_in(book.entries.values(), where, now), math.inf if ages is None else ages)
    return None if math.isinf(wait) else wait


def _ages_change_in(book: Book, link: Link, now: float) -> float | None:
    waits = []
    if link.is_live and link.heard_at is not None:
        waits.append(age_changes_in(now - link.heard_at))
    if link.retry_at is not None and link.retry_at > now:
        waits.append(_countdown_changes_in(link.retry_at - now))
    if waits and min(waits) <= SHORTEST:
        return SHORTEST
    for entry in book.entries.values():
        if entry.changes:
            age = now - entry.changes[0].seen
            if entry.changes[0].cause is Cause.UPDATE:
                waits.append(age_changes_in(age))
            elif age < FRESH_FOR:
                waits.append(FRESH_FOR - age)
    return max(SHORTEST, min(waits)) if waits else None


def _countdown_changes_in(left: float) -> float:
    """Seconds until `text.countdown`, which shows whole units of the seconds begun, says something else."""
    begun = math.ceil(left)
    unit = next((unit for limit, unit in ((60, 1), (3600, 60)) if begun < limit), 3600)
    return left - (begun // unit * unit - 1)
