"""The nearest record that someone looks for, in memory and in the journal, by the numbers of `core.window`."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from threading import Event, Lock
from typing import Final

from msgspec import Struct

from tui.core.record import Kind, LinkRecord, MessageRecord, Record
from tui.journal.pages import Pages
from tui.journal.search import LINK, Wanted, search, wanted_by
from tui.journal.store import Journal, JournalError


class Held(Struct, frozen=True):
    """What is in memory."""

    first: int
    """The number of the oldest record."""
    records: Sequence[Record]


class Quest:
    """One search, for a thread of its own; it may be given up at any time from another one."""

    def __init__(
        self, text: str, held: Held, pages: Pages | None, *, known: frozenset[str] = frozenset()
    ) -> None:
        """Look for what someone means who types `text`; `known` are currencies beside those of the journal."""
        self._text = text
        self._held = held
        self._pages = pages
        self._known = known
        self._is_given_up = Event()
        self._lock = Lock()
        self._journal: Journal | None = None

    def give_up(self) -> None:
        """Let whoever runs it stop soon, and find nothing."""
        self._is_given_up.set()
        with self._lock:  # a journal must not be closed meanwhile
            if self._journal is not None:
                self._journal.connection.interrupt()

    def run(self, number: int, *, newer: bool = False, currency: bool = False) -> int | None:
        """The number of the nearest match below `number`, or above it; None where there is none.

        With `currency`, the text is one, whatever else it may be. Raises JournalError.
        """
        if self._pages is None:
            return self._nearest(None, number, newer, currency, is_same=False)
        try:
            journal, is_same = self._pages.searched()
        except JournalError:  # there is none yet, or none that can be read
            return self._nearest(None, number, newer, currency, is_same=False)
        with closing(journal):
            self._journal = journal
            try:
                return self._nearest(journal, number, newer, currency, is_same=is_same)
            except JournalError:
                if self._is_given_up.is_set():
                    return None
                raise
            finally:
                with self._lock:
                    self._journal = None

    def _nearest(
        self, journal: Journal | None, number: int, newer: bool, currency: bool, *, is_same: bool
    ) -> int | None:
        if currency:
            wanted = Wanted(currency=self._text)
        else:
            known = self._known if journal is None else self._known | journal.currencies()
            wanted = wanted_by(self._text, known)
        parts = [self._in_memory(wanted, number, newer)]
        if journal is not None and self._pages is not None:
            parts.append(_of_own(journal, self._pages, wanted, number, self._held.first, newer))
            if is_same:
                parts.append(_before(journal, self._pages, wanted, number, newer))
        for part in reversed(parts) if newer else parts:
            for found in part:
                return None if self._is_given_up.is_set() else found
        return None

    def _in_memory(self, wanted: Wanted, number: int, newer: bool) -> Iterator[int]:
        first, records = self._held.first, self._held.records
        opening = next((record for record in records if _is_snapshot(record)), None) if not first else None
        low, high = (max(number + 1, first), first + len(records)) if newer else (first, number)
        numbers = range(low, min(high, first + len(records)))
        for each in numbers if newer else reversed(numbers):
            record = records[each - first]
            if matches(wanted, record, is_first=record is opening):
                yield each


def matches(wanted: Wanted, record: Record, *, is_first: bool) -> bool:
    """Whether a record is what is wanted, as the journal's own search would say.

    A snapshot counts for the currencies that it moved; a session's first one, `is_first`, for all that it names.
    """
    if isinstance(record, LinkRecord):
        return LINK in wanted.kinds
    if wanted.kinds:
        return record.kind.value in wanted.kinds
    if wanted.currency:
        if record.kind is Kind.SNAPSHOT and not is_first:
            return any(change.after.currency == wanted.currency for change in record.changes)
        return record.kind in (Kind.SNAPSHOT, Kind.UPDATE) and wanted.currency in record.currencies
    return bool(wanted.event_id) and record.event_id.startswith(wanted.event_id)


def _is_snapshot(record: Record) -> bool:
    return isinstance(record, MessageRecord) and record.kind is Kind.SNAPSHOT


def _before(journal: Journal, pages: Pages, wanted: Wanted, number: int, newer: bool) -> Iterator[int]:
    """What earlier sessions recorded."""
    if newer:
        found = search(journal, wanted, behind=number + pages.end, before=pages.end, newest_first=False)
    else:
        found = search(journal, wanted, before=pages.end + min(number, 0))
    for kept in found:
        yield kept.seq - pages.end


def _of_own(
    journal: Journal, pages: Pages, wanted: Wanted, number: int, held: int, newer: bool
) -> Iterator[int]:
    """What this session recorded, and memory has let go of: all below `held`."""
    session = pages.session
    first, end = (max(number + 1, 0), held) if newer else (0, min(number, held))
    if session is None or first >= end:
        return
    low, high = _place_of(journal, session, first, end)
    for kept in search(journal, wanted, behind=low - 1, before=high, newest_first=not newer):
        ordinal = ordinal_of(journal, session, kept.seq)
        if ordinal is not None and first <= ordinal < end:
            yield ordinal


_PLACE: Final = """
    SELECT min(
        coalesce((SELECT seq FROM record WHERE session = :session AND ordinal >= :first
                  ORDER BY ordinal LIMIT 1), :latest),
        coalesce((SELECT seq FROM double WHERE session = :session AND ordinal >= :first
                  ORDER BY ordinal LIMIT 1), :latest)
    )
    UNION ALL SELECT max(
        coalesce((SELECT seq FROM record WHERE session = :session AND ordinal < :end
                  ORDER BY ordinal DESC LIMIT 1), 0),
        coalesce((SELECT behind FROM double WHERE session = :session AND ordinal < :end
                  ORDER BY ordinal DESC LIMIT 1), 0)
    )
"""

_ORDINAL: Final = """
    SELECT ordinal FROM record WHERE seq = :seq AND session = :session
    UNION ALL SELECT ordinal FROM double WHERE session = :session AND seq = :seq LIMIT 1
"""

_LATEST: Final = (1 << 63) - 1


def _place_of(journal: Journal, session: int, first: int, end: int) -> tuple[int, int]:
    """From which number to before which other one a session's ordinals from `first` to before `end` lie."""
    bounds = {"session": session, "first": first, "end": end, "latest": _LATEST}
    low, last = journal.numbers(_PLACE, bounds)
    return low, last + 1


def ordinal_of(journal: Journal, session: int, seq: int) -> int | None:
    """What a session has the record `seq` as; None where it has not recorded it."""
    return next(iter(journal.numbers(_ORDINAL, {"session": session, "seq": seq})), None)
