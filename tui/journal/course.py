"""A currency's values over a span, asked of the journal in as many questions as the chart has columns."""

import sqlite3
from decimal import Decimal
from typing import Final, NamedTuple

from msgspec.structs import replace

from tui.core import amount as amounts
from tui.core.chart import Point
from tui.core.link import State
from tui.core.record import LinkRecord
from tui.core.values import Values
from tui.journal.store import Journal, JournalError
from tui.journal.trouble import words
from tui.tongue import say

EXACT: Final = 240
"""So many values of a span are all drawn from; of more, only the last of each column."""

_LAST_BY_TIME: Final = """
    SELECT record.seq, record.session, coalesce(session.seen, 0)
    FROM record INDEXED BY record_by_time LEFT JOIN session ON session.id = record.session
    WHERE record.received <= ? ORDER BY record.received DESC, record.seq DESC LIMIT 1
"""

# The second condition lets SQLite take the index of rare kinds.
_LAST_STEP: Final = """
    SELECT seq FROM record WHERE kind = 0 AND kind <> 2 AND session = ? AND seq <= ? ORDER BY seq DESC LIMIT 1
"""

_FIRST_VALUE: Final = """
    SELECT received, amount, available FROM balance WHERE currency = ? ORDER BY seq LIMIT 1
"""

_LAST_VALUE: Final = """
    SELECT received, amount, available FROM balance WHERE currency = ? AND seq <= ? ORDER BY seq DESC LIMIT 1
"""

_VALUES: Final = """
    SELECT received, amount, available FROM balance WHERE currency = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?
"""


class _Value(NamedTuple):
    received: int
    amount: str
    available: str


class _End(NamedTuple):
    """What is known of the moment between two columns."""

    seq: int
    is_heard: bool
    value: _Value | None


def course(
    journal: Journal,
    wanted: Values,
    *,
    now: int,
    live_session: int | None = None,
) -> Values:
    """The history that is `wanted`, with its points; where it ends now, that is `now`, Unix ns. Raises JournalError.

    A slice of time at whose ends nothing was heard, and in which the currency was not named, is not known.
    `live_session` is the session that hears the exchange right now, which the journal may know only of a minute ago.
    """
    until = now if wanted.ends_at is None else wanted.ends_at
    asked = replace(wanted, since=until - (wanted.span.ns or 0), until=until)
    try:
        return _Course(journal, live_session).asked(asked)
    except sqlite3.Error as error:
        raise JournalError(say("the journal cannot be read: {why}", why=words(error))) from error


class _Course:
    """Asks one journal for one history."""

    def __init__(self, journal: Journal, live_session: int | None) -> None:
        self._journal = journal
        self._db = journal.connection
        self._live_session = live_session
        self._is_live: dict[int, bool] = {}
        """Whether a step of the link, by its number, was to LIVE."""

    def asked(self, asked: Values) -> Values:
        """What is kept of what was asked for."""
        row = self._db.execute("SELECT id FROM currency WHERE code = ?", (asked.currency,)).fetchone()
        first = None if row is None else self._value(_FIRST_VALUE, row[0])
        if first is None or first.received > asked.until or asked.columns < 1:
            return replace(asked, words=say("none kept"))
        if asked.span.ns is None:
            asked = replace(asked, since=min(first.received, asked.until - 1))
        length = asked.until - asked.since
        times = [asked.since + length * column // asked.columns for column in range(asked.columns + 1)]
        ends = [self._end(row[0], at) for at in times]
        between = self._between(row[0], ends)
        points: list[tuple[int, _Value | None]] = []
        for before, end, start, stop in zip(ends, ends[1:], times, times[1:], strict=False):
            points += [(value.received, value) for value in between if start < value.received <= stop]
            is_named = end.value is not None and end.value.received > start
            is_known = is_named or before.is_heard or end.is_heard
            points.append((stop, end.value if is_known else None))
        if all(value is None for _, value in points):
            return replace(asked, words=say("none kept of this time"))
        return replace(
            asked,
            latest=0 if ends[-1].value is None else ends[-1].value.received,
            amount=tuple(Point(at, _number(value and value.amount)) for at, value in points),
            available=tuple(Point(at, _number(value and value.available)) for at, value in points),
        )

    def _end(self, currency: int, at: int) -> _End:
        found = self._db.execute(_LAST_BY_TIME, (at,)).fetchone()
        if found is None:
            return _End(0, False, None)
        seq, session, seen = found
        is_heard = (session == self._live_session or seen >= at) and self._was_live(session, seq)
        return _End(seq, is_heard, self._value(_LAST_VALUE, currency, seq))

    def _was_live(self, session: int, seq: int) -> bool:
        found = self._db.execute(_LAST_STEP, (session, seq)).fetchone()
        if found is None:
            return False
        step = int(found[0])
        if step not in self._is_live:
            self._is_live[step] = any(
                isinstance(kept.record, LinkRecord) and kept.record.state is State.LIVE
                for kept in self._journal.numbered([step])
            )
        return self._is_live[step]

    def _between(self, currency: int, ends: list[_End]) -> list[_Value]:
        """All values of the span where they are few."""
        bounds = (currency, ends[0].seq, ends[-1].seq, EXACT + 1)
        values = [_Value(*row) for row in self._db.execute(_VALUES, bounds)]
        return values if len(values) <= EXACT else []

    def _value(self, query: str, *parameters: int) -> _Value | None:
        row = self._db.execute(query, parameters).fetchone()
        return None if row is None else _Value(*row)


def _number(text: str | None) -> Decimal | None:
    """The amount; None also where the journal is damaged."""
    return None if text is None else amounts.parse(text)
