"""One message taken in: decoded, applied, and told."""

from typing import Final, assert_never

from tui.core.book import Book, apply, marked_behind
from tui.core.entry import Note, NoteKind
from tui.core.events import Event, Ignored, Rejected
from tui.core.novelty import Novelties
from tui.core.record import Kind, MessageRecord
from tui.core.wire import decode
from tui.tongue import say

_SNAPSHOT: Final = Kind.SNAPSHOT
_UPDATE: Final = Kind.UPDATE


def take(
    book: Book,
    raw: bytes,
    *,
    is_text: bool,
    received: int,
    seen: float,
    generation: int,
    novelties: Novelties,
    beyond: int = 0,
) -> tuple[Book, MessageRecord]:
    """The book after the message `raw`, and the record of what it did; the times are those of `book.apply`.

    `beyond` are the nanoseconds beyond `received`. A late message of another connection moves nothing,
    whatever it holds (rule 8 of the book).
    """
    is_late = generation != book.generation
    notes = (Note(NoteKind.LATE),) if is_late else ()
    decoded = decode(raw) if is_text else Ignored(say("binary frame of {number} bytes", number=len(raw)), raw)
    match decoded:
        case Event():
            step = apply(book, decoded, received, generation, seen)
            return step.book, MessageRecord(
                received,
                generation,
                _SNAPSHOT if step.is_snapshot else _UPDATE,
                raw,
                decoded.event_id,
                decoded.timestamp,
                decoded.datetime,
                tuple(decoded.balances),
                step.changes,
                step.notes,
                novelties.judge(decoded),
                beyond=beyond,
            )
        case Rejected():
            return book if is_late else marked_behind(book), MessageRecord(
                received,
                generation,
                Kind.REJECTED,
                decoded.raw,
                notes=notes,
                reason=decoded.reason,
                beyond=beyond,
            )
        case Ignored():
            return book, MessageRecord(
                received,
                generation,
                Kind.IGNORED,
                decoded.raw,
                notes=notes,
                reason=decoded.what,
                beyond=beyond,
                is_text=is_text,
            )
        case _:
            assert_never(decoded)
