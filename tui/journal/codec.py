"""Records and books as the journal's bytes, and back. Exact: decimals travel as the digits they were sent in."""

import zlib
from decimal import Decimal
from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from tui.core.balance import Balance
from tui.core.book import Book
from tui.core.entry import Cause, Change, Note, NoteKind
from tui.core.link import State
from tui.core.novelty import Novelty
from tui.core.record import Does, Kind, LinkRecord, MessageRecord, Record
from tui.tongue import say

KINDS: Final = (None, Kind.SNAPSHOT, Kind.UPDATE, Kind.REJECTED, Kind.IGNORED)
"""By the number in the column `kind`; None is a step of the link. Numbers never change their meaning."""

NS: Final = 1_000_000
"""Nanoseconds of a millisecond."""


class DamagedError(Exception):
    """Bytes that the journal cannot have been given; its text says which."""


class _Values(Struct, frozen=True, array_like=True):
    amount: Decimal
    available: Decimal
    stake: Decimal
    tradable: bool


class _Change(Struct, frozen=True, array_like=True):
    currency: str
    before: _Values | None
    after: _Values
    timestamp: int
    cause: Cause


class _Message(Struct, frozen=True, array_like=True):
    datetime: str
    currencies: tuple[str, ...]
    changes: tuple[_Change, ...]
    notes: tuple[tuple[NoteKind, tuple[str, ...]], ...]
    novelty: Novelty
    reason: str
    is_text: bool = True
    """Not in what earlier versions wrote."""


class _Step(Struct, frozen=True, array_like=True):
    state: State
    words: str
    notes: tuple[tuple[NoteKind, tuple[str, ...]], ...]
    does: Does
    lost: int = 0
    """Not in what earlier versions wrote."""


class Row(Struct, frozen=True, array_like=True):
    """A record as the columns of `record`, from `received` on."""

    received: int
    """Unix ns."""
    generation: int
    kind: int
    event_id: str
    timestamp: int
    raw: bytes
    detail: bytes


_UNDECODABLE: Final = (msgspec.MsgspecError, ValueError, TypeError, ArithmeticError)
"""What decoding raises, UnicodeError and the decimals' own among them."""

_encode = msgspec.msgpack.Encoder().encode
_decode_message = msgspec.msgpack.Decoder(_Message).decode
_decode_step = msgspec.msgpack.Decoder(_Step).decode
_decode_book = msgspec.msgpack.Decoder(Book).decode


def row(record: Record) -> Row:
    """The columns of a record."""
    received = record.received * NS + record.beyond
    notes = tuple((note.kind, note.currencies) for note in record.notes)
    if isinstance(record, LinkRecord):
        step = _Step(record.state, record.words, notes, record.does, record.lost)
        return Row(received, record.generation, 0, "", 0, b"", _encode(step))
    changes = tuple(
        _Change(
            each.after.currency,
            None if each.before is None else _values(each.before),
            _values(each.after),
            each.timestamp,
            each.cause,
        )
        for each in record.changes
    )
    detail = _Message(
        record.datetime,
        record.currencies,
        changes,
        notes,
        record.novelty,
        record.reason,
        record.is_text,
    )
    return Row(
        received,
        record.generation,
        KINDS.index(record.kind),
        record.event_id,
        record.timestamp,
        record.raw,
        _encode(detail),
    )


def kind_of(row: Row) -> Kind | None:
    """What kind of message a row holds; None for a step of the link. Raises DamagedError.

    A damaged page may hold anything in any column, whatever the table says.
    """
    are_sound = (
        isinstance(row.received, int)
        and isinstance(row.generation, int)
        and isinstance(row.kind, int)
        and isinstance(row.event_id, str)
        and isinstance(row.timestamp, int)
        and isinstance(row.raw, bytes)
        and isinstance(row.detail, bytes)
    )
    if not are_sound or not 0 <= row.kind < len(KINDS):
        raise DamagedError(say("a record's columns"))
    return KINDS[row.kind]


def record(row: Row) -> Record:
    """The record that a row holds. Raises DamagedError for a row that holds none."""
    kind = kind_of(row)
    try:
        return _record(row, kind)
    except _UNDECODABLE as error:
        raise DamagedError(say("a record's detail")) from error


def _record(row: Row, kind: Kind | None) -> Record:
    received, beyond = divmod(row.received, NS)
    if kind is None:
        step = _decode_step(row.detail)
        return LinkRecord(
            received, row.generation, step.state, step.words, _notes(step.notes), step.does, beyond, step.lost
        )
    detail = _decode_message(row.detail)
    changes = tuple(
        Change(
            None if each.before is None else _balance(each.currency, each.before),
            _balance(each.currency, each.after),
            each.timestamp,
            received,
            row.event_id,
            each.cause,
            received / 1000,
        )
        for each in detail.changes
    )
    return MessageRecord(
        received,
        row.generation,
        kind,
        row.raw,
        row.event_id,
        row.timestamp,
        detail.datetime,
        detail.currencies,
        changes,
        _notes(detail.notes),
        detail.novelty,
        detail.reason,
        beyond,
        detail.is_text,
    )


def book_bytes(book: Book) -> bytes:
    """A whole book; `Change.seen`, which means nothing to another run, becomes the time of receipt."""
    return zlib.compress(_encode(timed_by_receipt(book)), 1)


def book(data: bytes) -> Book:
    """The book that `book_bytes` was given. Raises DamagedError for other bytes."""
    try:
        return _decode_book(zlib.decompress(data))
    except (*_UNDECODABLE, zlib.error) as error:
        raise DamagedError(say("a whole book")) from error


def timed_by_receipt(book: Book) -> Book:
    """The book with every `Change.seen` the wall clock's time of receipt in seconds."""
    entries = {
        currency: replace(
            entry,
            changes=tuple(replace(change, seen=change.received / 1000) for change in entry.changes),
        )
        if entry.changes
        else entry
        for currency, entry in book.entries.items()
    }
    return replace(book, entries=entries)


def _values(balance: Balance) -> _Values:
    return _Values(balance.amount, balance.available, balance.stake, balance.tradable)


def _balance(currency: str, values: _Values) -> Balance:
    return Balance(currency, values.amount, values.available, values.stake, values.tradable)


def _notes(notes: tuple[tuple[NoteKind, tuple[str, ...]], ...]) -> tuple[Note, ...]:
    return tuple(Note(kind, currencies) for kind, currencies in notes)
