"""One entry of the book as the cells of a row, in characters."""

import math
from typing import Final, assert_never

from tui.core import text
from tui.core.columns import Measures
from tui.core.entry import Cause, Change, Entry
from tui.core.query import Column
from tui.core.text import Alignment
from tui.core.width import padded
from tui.core.writing import EXACT, Writing
from tui.tongue import say

FRESH_FOR: Final = 5.0
"""Seconds for which a change is marked."""

UP: Final = "▲"
DOWN: Final = "▼"
OTHERWISE: Final = "◆"

FLAG: Final = "!"
"""Beside a row that breaks an invariant or may be wrong; the detail pane says why."""

UNLISTED: Final = "?"
"""Beside a row that is not in the latest snapshot."""


def flag(entry: Entry) -> str:
    """What stands beside the code of a row that needs a word."""
    if not entry.listed:
        return UNLISTED
    return FLAG if entry.balance.oddity or entry.doubt else ""


def is_fresh(entry: Entry, now: float) -> bool:
    """Whether the latest change is still to be marked."""
    return bool(entry.changes) and now - entry.changes[0].seen < FRESH_FOR


def steady_until(entry: Entry, now: float) -> float:
    """When its row will next look different by age alone, by the clock of `now`; infinity where it never will."""
    if not entry.changes:
        return math.inf
    age = now - entry.changes[0].seen
    until = now + text.age_changes_in(age) if entry.changes[0].cause is Cause.UPDATE else math.inf
    return min(until, now + FRESH_FOR - age) if age < FRESH_FOR else until


def direction(change: Change) -> str:
    """▲ or ▼ by the first of amount, available and stake that moved; ◆ where only tradable did."""
    before, after = change.before, change.after
    if before is None:
        return UP
    for old, new in (
        (before.amount, after.amount),
        (before.available, after.available),
        (before.stake, after.stake),
    ):
        if old != new:
            return UP if new > old else DOWN
    return OTHERWISE


def changed(entry: Entry, now: float) -> str:
    """The age of the latest change; a change while offline has a moment that nobody knows."""
    if not entry.changes:
        return text.NOTHING
    latest = entry.changes[0]
    match latest.cause:
        case Cause.OFFLINE:
            return say("offline")
        case Cause.DRIFT:
            return say("drift")
        case Cause.UPDATE:
            return text.age(now - latest.seen)
        case _:
            assert_never(latest.cause)


def cell(
    entry: Entry,
    column: Column,
    measures: Measures,
    now: float,
    *,
    writing: Writing = EXACT,
    marks_code: bool = False,
) -> str:
    """The text of one cell, as of `now` (seconds of the clock that never steps), amounts written so.

    `marks_code`: the mark of a fresh change stands beside the currency code, for want of the Changed column.
    """
    balance = entry.balance
    mark = ""
    if is_fresh(entry, now):
        mark = OTHERWISE if writing.hides else direction(entry.changes[0])
    match column:
        case Column.CURRENCY:
            parts = (balance.currency, flag(entry), mark if marks_code else "")
            return " ".join(part for part in parts if part)
        case Column.AMOUNT:
            return text.aligned(balance.amount, _alignment(measures, column), writing)
        case Column.AVAILABLE:
            return text.aligned(balance.available, _alignment(measures, column), writing)
        case Column.IN_ORDERS:
            return text.aligned(balance.in_orders, _alignment(measures, column), writing)
        case Column.STAKE:
            return text.aligned(balance.stake, _alignment(measures, column), writing)
        case Column.TRADABLE:
            return say("yes") if balance.tradable else say("no")
        case Column.CHANGED:
            age = changed(entry, now)
            return padded(age, text.age_width()) + mark if mark else age
        case _:
            assert_never(column)


def _alignment(measures: Measures, column: Column) -> Alignment:
    return measures.alignments.get(column, Alignment())
