"""Sentences: what changed, what was noticed, what is filtered, how the link stands."""

from datetime import tzinfo

from tui.core.amount import plain
from tui.core.entry import Cause, Change, Note, NoteKind
from tui.core.failure import SKEW_THAT_MATTERS
from tui.core.filtering import typed_or_spelt
from tui.core.link import Link, State
from tui.core.novelty import Novelty
from tui.core.query import Column, Query, Tradable
from tui.core.record import Kind, LinkRecord, MessageRecord, Record
from tui.core.text import clock, countdown, date_and_clock, delta, duration, zone_name
from tui.tongue import say

NAMED = 3
"""How many currencies a sentence names before it counts the rest."""

_COUNTS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}


def change(change: Change) -> str:
    """`available −0.25, amount +0.5`: every field that moved, by how much."""
    before, after = change.before, change.after
    if before is None:
        return f"new, amount {plain(after.amount)}"
    parts = [
        f"{name} {delta(old, new)}"
        for name, old, new in (
            ("amount", before.amount, after.amount),
            ("available", before.available, after.available),
            ("stake", before.stake, after.stake),
        )
        if old != new
    ]
    if before.tradable is not after.tradable:
        parts.append(Tradable.YES.value if after.tradable else Tradable.NO.value)
    return ", ".join(parts)


def note(note: Note) -> str:
    """`not in the latest snapshot: ADA, XRP and 3 more`."""
    if note.kind in (NoteKind.PARTIAL_SNAPSHOT, NoteKind.LATE) or not note.currencies:
        return note.kind.value
    return f"{note.kind.value}: {names(note.currencies)}"


def names(currencies: tuple[str, ...]) -> str:
    """`ADA, BTC, XRP and 4 more`."""
    shown = ", ".join(currencies[:NAMED])
    rest = len(currencies) - NAMED
    return f"{shown} and {rest} more" if rest > 0 else shown


def count(number: int, what: str, plural: str = "") -> str:
    """`1 currency`, `24 currencies`."""
    return f"{number} {what if number == 1 else plural or what + 's'}"


def summary(record: Record) -> str:
    """What a record says, in one line."""
    if isinstance(record, LinkRecord):
        return "; ".join([record.words, *(note(each) for each in record.notes)])
    if record.kind in (Kind.REJECTED, Kind.IGNORED):
        return "; ".join([record.reason, *(note(each) for each in record.notes)])
    parts = []
    if record.novelty is not Novelty.NEW:
        parts.append(record.novelty.value)
    if record.kind is Kind.SNAPSHOT:
        parts.append(count(len(record.currencies), "currency", "currencies"))
    parts += _changes(record)
    parts += [note(each) for each in record.notes]
    return "; ".join(parts)


def _changes(record: MessageRecord) -> list[str]:
    if not record.changes:
        return [] if record.kind is Kind.SNAPSHOT else ["no change"]
    causes = dict.fromkeys(each.cause for each in record.changes)
    return [_alike(cause, [each for each in record.changes if each.cause is cause]) for cause in causes]


def _alike(cause: Cause, changes: list[Change]) -> str:
    named = [f"{each.after.currency} {change(each)}" for each in changes[:NAMED]]
    rest = len(changes) - NAMED
    if rest > 0:
        named.append(f"{rest} more")
    text = "; ".join(named)
    return text if cause is Cause.UPDATE else f"{len(changes)} {cause.value}: {text}"


def filters(query: Query, *, is_ordered: bool = True) -> str:
    """`nonzero · tradable · where btc amount>1 · by Amount, largest first`; the order only if `is_ordered`."""
    parts = []
    if query.nonzero:
        parts.append("nonzero")
    if query.tradable is not Tradable.ALL:
        parts.append(query.tradable.value)
    if expression := typed_or_spelt(query):
        parts.append(say("where {expression}", expression=expression))
    order = [f"by {query.sort.value}, {direction(query)}"] if is_ordered else []
    return " · ".join([*(parts or ["all"]), *order])


def direction(query: Query) -> str:
    """Which end of the order comes first."""
    match query.sort:
        case Column.CURRENCY:
            return "Z first" if query.descending else "A first"
        case Column.TRADABLE:
            return "yes first" if query.descending else "no first"
        case Column.CHANGED:
            return "latest first" if query.descending else "oldest first"
        case _:
            return "largest first" if query.descending else "smallest first"


def ordinal(number: int) -> str:
    """`first` to `ninth`, then `10th`, `21st`."""
    if number < len(_COUNTS):
        return _COUNTS[number]
    is_teen = number // 10 % 10 == 1
    return f"{number}{'th' if is_teen else _SUFFIXES.get(number % 10, 'th')}"


def state(link: Link, now: float, zone: tzinfo | None = None) -> str:
    """The state and what it waits for: `LOST  retry in 7 s (third)`; of a replay, where it has come to."""
    match link.state:
        case State.REPLAY:
            at = "" if link.moment is None else f"  {moment(link.moment, zone)}"
            return f"REPLAY  {link.pace}{at}"
        case State.LOST if link.retry_at is not None:
            return f"LOST  retry in {countdown(link.retry_at - now)} ({ordinal(link.attempt)})"
        case State.REFUSED:
            status = f" {link.status}" if link.status is not None else ""
            again = "" if link.retry_at is None else f"  retry in {countdown(link.retry_at - now)}"
            return f"REFUSED{status}{again}"
        case _:
            return str(link.state.value)


def trouble(link: Link) -> str:
    """Why it is not LIVE and what to do, in words; empty while nothing is wrong."""
    match link.state:
        case State.LOST | State.REPLAY:
            return link.reason
        case State.REFUSED:
            return f"{link.reason}: {link.advice}; r tries again" if link.reason else link.advice
        case State.SYNCING:
            waits = []
            if link.complete_at is None:
                waits.append("snapshot")
            if link.live_until is None:
                waits.append("pong")
            if waits:
                return f"waiting for the {' and the '.join(waits)}"
            return "no ping for 25 s" if link.rests_on_peer_pings else "no pong for 15 s"
        case _:
            return ""


def moment(unix_ms: int, zone: tzinfo | None) -> str:
    """`2026-11-22 14:03:22`: a moment of another day than today, perhaps."""
    return date_and_clock(unix_ms, zone).partition(".")[0]


def vouched(at: int | None, zone: tzinfo | None) -> str:
    """`balances as of 14:03:22`, or that there are none yet."""
    if at is None:
        return "no balances yet"
    return f"balances as of {clock(at, zone)} {zone_name(at, zone)}"


def judged(link: Link) -> str:
    """What a change between LIVE and SYNCING is called in the event log."""
    return "live" if link.is_live else f"not live: {trouble(link)}"


def ended(link: Link, now: float) -> str:
    """What the end of an attempt or a connection is called in the event log."""
    if link.state is State.REFUSED:
        status = f" {link.status}" if link.status is not None else ""
        return f"refused{status}: {link.reason}; {link.advice}"
    wait = (
        ""
        if link.retry_at is None
        else f"; retry in {countdown(link.retry_at - now)} ({ordinal(link.attempt)})"
    )
    return f"lost: {link.reason}{wait}"


def clock_skew(link: Link) -> str:
    """`clock 37 s behind`: what a refusal taught about this machine's clock; empty where nothing."""
    if abs(link.offset) < SKEW_THAT_MATTERS:
        return ""
    return f"clock {duration(abs(link.offset) / 1000)} {'behind' if link.offset > 0 else 'ahead'}"
