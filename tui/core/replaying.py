"""The book moved again by what was recorded: what `feed.ledger` did live, as a function of the record."""

from typing import assert_never

from tui.core.book import Book, apply, marked_behind, opened, settled
from tui.core.events import Event
from tui.core.record import Does, Kind, LinkRecord, MessageRecord, Record
from tui.core.wire import decode


def replayed(book: Book, record: Record) -> Book:
    """The book after `record`, given the one before it.

    It equals the live book in all but `Change.seen`, which here is the wall clock's time of receipt in seconds: the
    clock that never steps began anew with the machine.
    """
    match record:
        case LinkRecord():
            return _linked(book, record)
        case MessageRecord(kind=Kind.IGNORED):
            return book
        case MessageRecord(kind=Kind.REJECTED):
            return marked_behind(book) if record.generation == book.generation else book
        case MessageRecord():
            event = decode(record.raw)
            if not isinstance(event, Event):
                return book  # a later version has learnt to reject what an earlier one took
            return apply(book, event, record.received, record.generation, record.received / 1000).book
        case _:
            assert_never(record)


def _linked(book: Book, record: LinkRecord) -> Book:
    match record.does:
        case Does.OPENED:
            return opened(book, record.generation)
        case Does.RELIEVED:
            return opened(book, record.generation, planned=True)
        case Does.SETTLED:
            return settled(book).book
        case Does.NOTHING:
            return book
        case _:
            assert_never(record.does)
