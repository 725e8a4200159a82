"""Whether REST and the stream say the same of one account: what readings of both prove, and what they cannot.

An answer was computed at some moment between its request and its arrival, perhaps from a copy that lags; an event may
arrive after an answer that has its change already. So:

- What the stream said of a currency at any time from `BEFORE` the request until the answer came agrees with it.
- A currency whose value the stream changed in that time is not judged by the answer, if it says anything else.
- A difference is believed once a later reading, asked for `SECOND_AFTER` the first answer, has the same value in it,
  and the stream did not change the currency from `BEFORE` the first request until the later answer.

So no alarm is false while the stream lags by less than `SECOND_AFTER`, since the event that explains a difference comes
before the later request; nor while REST lags by less than both together. A row that differs and rests is found by two
readings.

A currency that one side lacks differs from any row that the other has, zeros too: PROTOCOL.md has the snapshot carry
all currencies, and says of neither side that what it leaves out is zero. A row that the latest snapshot lacks counts as
lacking.
"""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tui.core.balance import Balance
from tui.core.book import Book, Phase
from tui.core.entry import Entry
from tui.tongue import marked

BEFORE: Final = 2.0
"""Seconds before a request from which on the stream's changes count."""

SECOND_AFTER: Final = 5.0
"""Seconds from one answer to the next request of the same check."""

READINGS: Final = 4
"""After so many a check ends, whatever has not rested meanwhile."""

MOVING_READINGS: Final = 2
"""After so many nobody waits any longer for currencies that only move."""

DIFFERS: Final = marked("differs from the exchange by REST")
"""What is said of a row that differs."""


class Answer(Struct, frozen=True, gc=False):
    """The balances by REST, read once."""

    asked: float
    """When the request went out, and when the answer was there: seconds of the clock that never steps."""
    answered: float
    at: int
    """When the answer was there, Unix ms."""
    balances: Mapping[str, Balance]
    """The rows that could be read."""
    unreadable: frozenset[str] = frozenset()
    """Currencies whose rows could not."""
    nameless: int = 0
    """Rows of which not even the currency could be read: any that is lacking may be one of them."""


class Suspect(Struct, frozen=True, gc=False):
    """A currency of which an answer said something else than the stream."""

    theirs: Balance | None
    since: float
    """From when on the stream must not have changed it."""
    is_confirmed: bool = False


class Difference(Struct, frozen=True, gc=False):
    """A currency that differs: both values, None where that side has none."""

    ours: Balance | None
    theirs: Balance | None
    at: int
    """As of when, Unix ms."""


class Check(Struct, frozen=True, gc=False):
    """What the readings of one check have shown so far."""

    readings: int = 0
    at: int = 0
    """When the last of them was answered, Unix ms."""
    suspects: Mapping[str, Suspect] = {}
    moving: frozenset[str] = frozenset()
    """What the stream changed while the last reading was under way."""
    unreadable: frozenset[str] = frozenset()
    """What the last reading said in a way that nobody can read."""
    nameless: int = 0
    judged: int = 0
    """How many currencies the last reading could be compared in."""

    @property
    def is_over(self) -> bool:
        """Whether another reading would show nothing more."""
        if self.readings >= READINGS:
            return True
        if not all(suspect.is_confirmed for suspect in self.suspects.values()):
            return False
        return self.readings > 0 and (not self.moving or self.readings >= MOVING_READINGS)


class Agreement(Struct, frozen=True, gc=False):
    """What the comparisons so far have shown: what the screen says of it."""

    as_of: int | None = None
    """When the book was last compared whole on this connection, Unix ms; None if it was not yet."""
    differing: Mapping[str, Difference] = {}
    unjudged: int = 0
    """Currencies that moved, as of then, in every reading."""
    unreadable: int = 0
    """Rows of the answer that could not be read, as of then."""
    trouble: str = ""
    """Why there is no newer comparison, in words; empty while all is well."""
    wishes: int = 0
    """How many comparisons that the user asked for have ended."""

    @property
    def agrees(self) -> bool:
        """Whether all that could be compared was the same."""
        return self.as_of is not None and not self.differing


def is_sound(book: Book, generation: int) -> bool:
    """Whether the book is one that can be compared, and still follows connection `generation`."""
    return book.generation == generation and book.phase is Phase.COMPLETE and not book.behind


def compared(check: Check, answer: Answer, book: Book) -> Check:
    """The check with one more reading: `book` is the one of the moment when `answer` was there."""
    since = answer.asked - BEFORE
    suspects: dict[str, Suspect] = {}
    moving: set[str] = set()
    unreadable: set[str] = set()
    judged = 0
    for currency in book.entries.keys() | answer.balances.keys() | answer.unreadable:
        entry, theirs = book.entries.get(currency), answer.balances.get(currency)
        if currency in answer.unreadable or (theirs is None and answer.nameless):
            unreadable.add(currency)
        elif any(_same(value, theirs) for value in _held(entry, since)):
            judged += 1
        elif _is_changed(entry, since):
            moving.add(currency)
        else:
            judged += 1
            before = check.suspects.get(currency)
            if before is not None and _same(before.theirs, theirs) and not _is_changed(entry, before.since):
                suspects[currency] = Suspect(theirs, before.since, is_confirmed=True)
            else:
                suspects[currency] = Suspect(theirs, since)
    return Check(
        check.readings + 1,
        answer.at,
        suspects,
        frozenset(moving),
        frozenset(unreadable),
        answer.nameless,
        judged,
    )


def concluded(before: Agreement, check: Check, book: Book) -> Agreement:
    """What is known after a check that is over; a row that could not be judged differs as long as it did before."""
    unsure = {currency for currency, suspect in check.suspects.items() if not suspect.is_confirmed}
    open_ = unsure | check.moving | check.unreadable
    differing = {currency: known for currency, known in before.differing.items() if currency in open_}
    for currency, suspect in sorted(check.suspects.items()):
        if suspect.is_confirmed:
            differing[currency] = Difference(_ours(book.entries.get(currency)), suspect.theirs, check.at)
    return Agreement(
        as_of=check.at,
        differing=differing,
        unjudged=len(unsure | check.moving),
        unreadable=len(check.unreadable) or check.nameless,
        wishes=before.wishes,
    )


def reconnected(before: Agreement) -> Agreement:
    """What is still known on another connection: no agreement, but what differed does until it is compared again."""
    return replace(before, as_of=None, unjudged=0, unreadable=0)


def flagged(book: Book, agreement: Agreement) -> Book:
    """The book as it is shown: rows that differ are doubted, unless there is another doubt about them already."""
    if not agreement.differing:
        return book
    entries = dict(book.entries)
    for currency in agreement.differing:
        entry = entries.get(currency)
        if entry is not None and not entry.doubt:
            entries[currency] = replace(entry, doubt=DIFFERS)
    return replace(book, entries=entries)


def _ours(entry: Entry | None) -> Balance | None:
    return entry.balance if entry is not None and entry.listed else None


def _held(entry: Entry | None, since: float) -> tuple[Balance | None, ...]:
    """Every value that the stream gave a currency from `since` on, as far back as its changes are remembered."""
    befores = () if entry is None else tuple(each.before for each in entry.changes if each.seen >= since)
    return (_ours(entry), *befores)


def _is_changed(entry: Entry | None, since: float) -> bool:
    return entry is not None and bool(entry.changes) and entry.changes[0].seen >= since


def _same(one: Balance | None, other: Balance | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.same_value(other)
