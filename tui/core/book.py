"""The account as it is known: an immutable book, and the rules by which events move it."""

import enum
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tui.core.balance import Balance
from tui.core.entry import Cause, Change, Entry, Note, NoteKind
from tui.core.events import Event
from tui.tongue import marked

CHANGES_KEPT: Final = 8
"""How many of its latest changes an entry remembers."""

TRUSTED_SINCE: Final = 1_483_228_800_000
"""Unix ms of 2017: an earlier timestamp is no time at which the exchange can have spoken."""

FUTURE_ALLOWED: Final = 60_000
"""Milliseconds that a timestamp may be ahead of this machine's clock."""

PASSED_OVER: Final = marked("another value came with an older time, and was passed over")
"""What is to be said of a row until its next message: one of the two times must be wrong."""


class Phase(enum.Enum):
    """How much of the book the present connection has confirmed."""

    WAITING = "waiting for the snapshot"
    PARTIAL = "the snapshot was partial"
    COMPLETE = "complete"


# Each look at a member of an enum is a search before Python 3.12, and these are looked at with every message.
_WAITING: Final = Phase.WAITING
_PARTIAL: Final = Phase.PARTIAL
_UPDATE: Final = Cause.UPDATE


class Book(Struct, frozen=True, gc=False):
    """Every balance known, and how far it can be vouched for."""

    entries: Mapping[str, Entry] = {}
    """By currency. Not to be changed."""
    generation: int = 0
    """The connection that this book follows; 0 before the first."""
    phase: Phase = Phase.WAITING
    planned: bool = False
    """Whether this connection took over from a sound one, so that what differs is drift."""
    awaited: frozenset[str] = frozenset()
    """Currencies that a partial snapshot has still to name."""
    hole: int | None = None
    """The connection whose balances a rejected message left in doubt, until a later one's snapshot heals it."""
    was_complete: bool = False
    """Whether any connection so far has named all there was."""
    newest: int = 0
    """The newest trusted timestamp of any event, Unix ms."""
    datetime_said: bool = False

    @property
    def behind(self) -> bool:
        """Whether a message could not be applied, and no snapshot has come since."""
        return self.hole is not None


class Step(Struct, frozen=True, gc=False):
    """What one event did."""

    book: Book
    changes: tuple[Change, ...] = ()
    notes: tuple[Note, ...] = ()
    is_snapshot: bool = False


def opened(book: Book, generation: int, *, planned: bool = False) -> Book:
    """The book at the start of a new connection: all is kept, nothing confirmed."""
    return replace(book, generation=generation, phase=Phase.WAITING, awaited=frozenset(), planned=planned)


def marked_behind(book: Book) -> Book:
    """The book after a message that was rejected (rule 4): it may be behind until the next snapshot."""
    return replace(book, hole=book.generation - (book.phase is Phase.WAITING))


def apply(book: Book, event: Event, received: int, generation: int, seen: float = 0.0) -> Step:
    """Move the book by one event on connection `generation`.

    It was received at `received`, Unix ms of the wall clock, which is `seen` on the clock that never steps.
    """
    if generation != book.generation:
        return Step(book, notes=(Note(NoteKind.LATE, tuple(event.balances)),))
    is_snapshot = book.phase is _WAITING
    stamp, known = event.timestamp, book.entries
    notes: list[Note] = []
    trusted = TRUSTED_SINCE <= stamp <= received + FUTURE_ALLOWED
    if not trusted:
        notes.append(Note(NoteKind.BEFORE_2017 if stamp < TRUSTED_SINCE else NoteKind.FUTURE))
    if is_snapshot and trusted:
        _note_on_snapshot(book, event, notes)
    entries = dict(known)
    # A currency met for the first time is news, but not while the first snapshot of all is being read.
    has_news = book.was_complete and bool(known)
    # A planned connection's snapshot may be older than what the sound one before it brought since.
    continues = is_snapshot and book.planned and trusted
    changes: list[Change] = []
    older: list[str] = []
    odd: list[str] = []
    for currency, balance in event.balances.items():
        if balance.oddity:
            odd.append(currency)
        old = known.get(currency)
        before: Balance | None = None
        guard: int | None = None
        kept: tuple[Change, ...] = ()
        is_change, named_here = has_news, False
        if old is not None:
            before, kept = old.balance, old.changes
            is_change = not before.same_value(balance)
            named_here = old.generation == generation
            guard = old.guard if named_here or (continues and not old.doubt) else None
            if guard is not None and stamp < guard:
                entries[currency] = replace(
                    old, generation=generation, listed=True, doubt=PASSED_OVER if is_change else old.doubt
                )
                if is_change or named_here:
                    older.append(currency)
                continue
        if is_change:
            when = stamp if trusted else received
            cause = _UPDATE if named_here else _cause(book, old)
            change = Change(before, balance, when, received, event.event_id, cause, seen)
            changes.append(change)
            kept = (change, *kept[: CHANGES_KEPT - 1])
        entries[currency] = Entry(balance, stamp if trusted else guard, generation, True, "", kept)
    if older:
        notes.append(Note(NoteKind.OLDER, tuple(older)))
    if odd:
        notes.append(Note(NoteKind.ODD, tuple(odd)))
    newest = stamp if trusted and stamp > book.newest else book.newest
    moved = replace(book, entries=entries, newest=newest)
    if is_snapshot:
        moved = _begun(book, moved, event, notes)
    elif book.phase is _PARTIAL:
        moved = _continued(moved, event)
    return Step(moved, tuple(changes), tuple(notes), is_snapshot)


def settled(book: Book) -> Step:
    """The book once a partial snapshot has had its time (rule 2): what it still lacks is not listed."""
    if book.phase is not Phase.PARTIAL:
        return Step(book)
    entries, missing = _unlisted(book.entries, book.generation)
    done = _completed(replace(book, entries=entries, awaited=frozenset()))
    return Step(done, notes=(Note(NoteKind.NOT_IN_SNAPSHOT, missing),) if missing else ())


def _cause(book: Book, old: Entry | None) -> Cause:
    """An update if this connection had confirmed the currency before, or had named all there was."""
    is_confirmed = book.phase is Phase.COMPLETE if old is None else old.generation == book.generation
    if is_confirmed:
        return Cause.UPDATE
    return Cause.DRIFT if book.planned else Cause.OFFLINE


def _note_on_snapshot(book: Book, event: Event, notes: list[Note]) -> None:
    """What a snapshot's trusted timestamp says beside the balances."""
    if event.timestamp < book.newest:
        notes.append(Note(NoteKind.OLDER_SNAPSHOT))
    if not book.datetime_said and _is_off(event):
        notes.append(Note(NoteKind.DATETIME_OFF))


def _is_off(event: Event) -> bool:
    """Whether `datetime`, read as it is written, is more than a minute from `timestamp`."""
    try:
        written = datetime.fromisoformat(event.datetime)
    except ValueError:
        return False
    if written.tzinfo is None:
        written = written.replace(tzinfo=UTC)
    since_epoch = written - datetime(1970, 1, 1, tzinfo=UTC)
    milliseconds = (since_epoch.days * 86_400 + since_epoch.seconds) * 1_000
    return abs(milliseconds - event.timestamp) > FUTURE_ALLOWED


def _begun(before: Book, moved: Book, event: Event, notes: list[Note]) -> Book:
    """The phase after the first message of a connection (rule 2)."""
    # What the exchange has long stopped naming does not make a snapshot partial.
    known = {currency for currency, entry in before.entries.items() if entry.listed}
    named = event.balances.keys()
    if not moved.datetime_said and any(note.kind is NoteKind.DATETIME_OFF for note in notes):
        moved = replace(moved, datetime_said=True)
    if len(named) < 2 or 2 * len(named & known) < len(known):  # noqa: PLR2004 - the numbers of rule 2
        notes.append(Note(NoteKind.PARTIAL_SNAPSHOT, tuple(named)))
        return replace(moved, phase=Phase.PARTIAL, awaited=frozenset(known - named))
    entries, missing = _unlisted(moved.entries, moved.generation)
    if missing:
        notes.append(Note(NoteKind.NOT_IN_SNAPSHOT, missing))
    return _completed(replace(moved, entries=entries))


def _continued(moved: Book, event: Event) -> Book:
    """A partial snapshot filled by one more message."""
    awaited = moved.awaited - event.balances.keys()
    if awaited or not moved.awaited:
        return replace(moved, awaited=awaited)
    return _completed(replace(moved, awaited=awaited))


def _completed(book: Book) -> Book:
    """The book once every currency is confirmed or unlisted: holes of earlier connections are healed."""
    hole = book.hole if book.hole == book.generation else None
    return replace(book, phase=Phase.COMPLETE, was_complete=True, hole=hole)


def _unlisted(entries: Mapping[str, Entry], generation: int) -> tuple[dict[str, Entry], tuple[str, ...]]:
    """The entries with those that this connection never named marked so, and their names."""
    missing = tuple(currency for currency, entry in entries.items() if entry.generation != generation)
    left = dict(entries)
    for currency in missing:
        left[currency] = replace(entries[currency], listed=False)
    return left, missing
