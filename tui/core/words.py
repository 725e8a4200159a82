"""Sentences: what changed, what was noticed, what is filtered, how the link stands."""

from datetime import tzinfo

from tui.core.amount import plain
from tui.core.entry import Cause, Change, Note, NoteKind
from tui.core.failure import SKEW_THAT_MATTERS
from tui.core.filtering import typed_or_spelt
from tui.core.hiding import hidden_words
from tui.core.link import Link, State
from tui.core.novelty import Novelty
from tui.core.query import Column, Query, Tradable
from tui.core.record import Kind, LinkRecord, MessageRecord, Record
from tui.core.text import clock, countdown, date_and_clock, delta, duration, zone_name
from tui.core.writing import EXACT, Writing, split
from tui.tongue import marked, say, say_number

NAMED = 3
"""How many currencies a sentence names before it counts the rest."""

_COUNTS = (
    "",
    marked("first"),
    marked("second"),
    marked("third"),
    marked("fourth"),
    marked("fifth"),
    marked("sixth"),
    marked("seventh"),
    marked("eighth"),
    marked("ninth"),
)
_ENDINGS = {1: marked("{number}st"), 2: marked("{number}nd"), 3: marked("{number}rd")}
_ENDING = marked("{number}th")

_ALIKE = {
    Cause.OFFLINE: marked("{number} changed while offline: {changes}"),
    Cause.DRIFT: marked("{number} drift: {changes}"),
}


def change(change: Change, writing: Writing = EXACT) -> str:
    """`available −0.25, amount +0.5`: every field that moved, by how much, amounts written so."""
    return say(", ").join(moved_fields(change, writing))


def moved_fields(change: Change, writing: Writing = EXACT) -> list[str]:
    """The same field by field."""
    before, after = change.before, change.after
    if before is None:
        return [say("new, amount {amount}", amount="".join(split(plain(after.amount), writing)))]
    parts = []
    if before.amount != after.amount:
        parts.append(say("amount") + f" {delta(before.amount, after.amount, writing)}")
    if before.available != after.available:
        parts.append(say("available") + f" {delta(before.available, after.available, writing)}")
    if before.stake != after.stake:
        parts.append(say("stake") + f" {delta(before.stake, after.stake, writing)}")
    if before.tradable is not after.tradable:
        parts.append((Tradable.YES if after.tradable else Tradable.NO).word)
    return parts


def note(note: Note) -> str:
    """`not in the latest snapshot: ADA, XRP and 3 more`."""
    if note.kind in (NoteKind.PARTIAL_SNAPSHOT, NoteKind.LATE) or not note.currencies:
        return say(note.kind.value)
    return say("{what}: {currencies}", what=say(note.kind.value), currencies=names(note.currencies))


def names(currencies: tuple[str, ...]) -> str:
    """`ADA, BTC, XRP and 4 more`."""
    shown = say(", ").join(currencies[:NAMED])
    rest = len(currencies) - NAMED
    return say("{currencies} and {number} more", currencies=shown, number=rest) if rest > 0 else shown


def summary(record: Record, writing: Writing = EXACT) -> str:
    """What a record says, in one line."""
    if isinstance(record, LinkRecord):
        return say("; ").join([record.words, *(note(each) for each in record.notes)])
    if record.kind in (Kind.REJECTED, Kind.IGNORED):
        reason = hidden_words(record.reason) if writing.hides else record.reason
        return say("; ").join([reason, *(note(each) for each in record.notes)])
    parts = []
    if record.novelty is not Novelty.NEW:
        parts.append(record.novelty.value)
    if record.kind is Kind.SNAPSHOT:
        parts.append(say_number("{number} currency", "{number} currencies", len(record.currencies)))
    parts += _changes(record, writing)
    parts += [note(each) for each in record.notes]
    return say("; ").join(parts)


def _changes(record: MessageRecord, writing: Writing) -> list[str]:
    if not record.changes:
        return [] if record.kind is Kind.SNAPSHOT else [say("no change")]
    causes = dict.fromkeys(each.cause for each in record.changes)
    return [
        _alike(cause, [each for each in record.changes if each.cause is cause], writing) for cause in causes
    ]


def _alike(cause: Cause, changes: list[Change], writing: Writing) -> str:
    named = [f"{each.after.currency} {change(each, writing)}" for each in changes[:NAMED]]
    rest = len(changes) - NAMED
    if rest > 0:
        named.append(say("{number} more", number=rest))
    text = say("; ").join(named)
    return text if cause is Cause.UPDATE else say(_ALIKE[cause], number=len(changes), changes=text)


def filters(query: Query, *, is_ordered: bool = True) -> str:
    """`nonzero · tradable · where btc amount>1 · by Amount, largest first`; the order only if `is_ordered`."""
    parts = []
    if query.nonzero:
        parts.append(say("nonzero"))
    if query.tradable is not Tradable.ALL:
        parts.append(query.tradable.word)
    if expression := typed_or_spelt(query):
        parts.append(say("where {expression}", expression=expression))
    by = say("by {column}, {direction}", column=query.sort.heading, direction=direction(query))
    return " · ".join([*(parts or [Tradable.ALL.word]), *([by] if is_ordered else [])])


def direction(query: Query) -> str:
    """Which end of the order comes first."""
    match query.sort:
        case Column.CURRENCY:
            return say("Z first") if query.descending else say("A first")
        case Column.TRADABLE:
            return say("yes first") if query.descending else say("no first")
        case Column.CHANGED:
            return say("latest first") if query.descending else say("oldest first")
        case _:
            return say("largest first") if query.descending else say("smallest first")


def ordinal(number: int) -> str:
    """`first` to `ninth`, then `10th`, `21st`: each word and each ending is a text of its own."""
    if number < len(_COUNTS):
        return say(_COUNTS[number])
    is_teen = number // 10 % 10 == 1
    ending = _ENDING if is_teen else _ENDINGS.get(number % 10, _ENDING)
    return say(ending, number=number)


def state(link: Link, now: float, zone: tzinfo | None = None) -> str:
    """The state and what it waits for: `LOST  retry in 7 s (third)`; of a replay, where it has come to."""
    match link.state:
        case State.REPLAY:
            at = "" if link.moment is None else f"  {moment(link.moment, zone)}"
            return f"REPLAY  {link.pace}{at}"
        case State.LOST if link.retry_at is not None:
            return f"LOST  {_retry(link, link.retry_at - now)}"
        case State.REFUSED:
            status = f" {link.status}" if link.status is not None else ""
            if link.retry_at is None:
                return f"REFUSED{status}"
            again = say("retry in {wait}", wait=countdown(link.retry_at - now))
            return f"REFUSED{status}  {again}"
        case _:
            return str(link.state.value)


def _retry(link: Link, wait: float) -> str:
    return say("retry in {wait} ({attempt})", wait=countdown(wait), attempt=ordinal(link.attempt))


def trouble(link: Link, redial: str = "r") -> str:
    """Why it is not LIVE and what to do, in words, `redial` being the key for it; empty while nothing is wrong."""
    match link.state:
        case State.LOST | State.REPLAY:
            return link.reason
        case State.REFUSED:
            if not link.reason:
                return link.advice
            return say(
                "{reason}: {advice}; {key} tries again", reason=link.reason, advice=link.advice, key=redial
            )
        case State.SYNCING:
            return _awaited(link)
        case _:
            return ""


def _awaited(link: Link) -> str:
    if link.complete_at is None and link.live_until is None:
        return say("waiting for the snapshot and the pong")
    if link.complete_at is None:
        return say("waiting for the snapshot")
    if link.live_until is None:
        return say("waiting for the pong")
    return say("no ping for 25 s") if link.rests_on_peer_pings else say("no pong for 15 s")


def moment(unix_ms: int, zone: tzinfo | None) -> str:
    """`2026-11-22 14:03:22`: a moment of another day than today, perhaps."""
    return date_and_clock(unix_ms, zone).partition(".")[0]


def vouched(at: int | None, zone: tzinfo | None) -> str:
    """`balances as of 14:03:22`, or that there are none yet."""
    if at is None:
        return say("no balances yet")
    return say("balances as of {clock} {zone}", clock=clock(at, zone), zone=zone_name(at, zone))


def judged(link: Link) -> str:
    """What a change between LIVE and SYNCING is called in the event log."""
    return say("live") if link.is_live else say("not live: {reason}", reason=trouble(link))


def ended(link: Link, now: float) -> str:
    """What the end of an attempt or a connection is called in the event log."""
    if link.state is State.REFUSED:
        if link.status is None:
            return say("refused: {reason}; {advice}", reason=link.reason, advice=link.advice)
        return say(
            "refused {status}: {reason}; {advice}", status=link.status, reason=link.reason, advice=link.advice
        )
    if link.retry_at is None:
        return say("lost: {reason}", reason=link.reason)
    return say("lost: {reason}; {retry}", reason=link.reason, retry=_retry(link, link.retry_at - now))


def clock_skew(link: Link) -> str:
    """`clock 37 s behind`: what a refusal taught about this machine's clock; empty where nothing."""
    if abs(link.offset) < SKEW_THAT_MATTERS:
        return ""
    by = duration(abs(link.offset) / 1000)
    return say("clock {time} behind", time=by) if link.offset > 0 else say("clock {time} ahead", time=by)
