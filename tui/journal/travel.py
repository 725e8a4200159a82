"""Going to a moment of the past: what wishes come to, and what is known there."""

import sqlite3
from datetime import tzinfo
from typing import Final, assert_never

from msgspec import Struct
from msgspec.structs import replace

from tui.core.link import State
from tui.core.past import moment as moment_words
from tui.core.record import LinkRecord
from tui.core.wish import Duration, Records, ToEvent, ToTime, Wish
from tui.journal.moment import Moment, last_record
from tui.journal.search import Wanted, search
from tui.journal.store import Journal, JournalError, Kept
from tui.journal.trouble import words
from tui.tongue import say

_PAGE: Final = 200
_PAGES: Final = 25
"""How many steps of the link are looked through for the last one that was LIVE: some days of a lost link."""


class Past(Struct, frozen=True):
    """The moment shown, and what is known of it."""

    moment: Moment
    known: int | None
    """When the balances were last right, at or before it, Unix ns; None where they never were."""

    @property
    def is_vouched(self) -> bool:
        """Whether these were the balances."""
        return self.moment.is_vouched and not self.moment.book.behind


class NowhereError(Exception):
    """There is no such moment in the journal; its text is for people."""


def travel(
    journal: Journal,
    wishes: tuple[Wish, ...],
    here: Moment | None,
    *,
    now: int,
    live_session: int | None,
    zone: tzinfo | None,
) -> Past:
    """The moment that `wishes` come to, from `here` (None: from `now`, Unix ns). Only that one is rebuilt.

    `live_session` is the session that hears the exchange right now, which the journal may know only of a minute ago.
    Raises NowhereError, JournalError.
    """
    at, seq = (now, None) if here is None else (here.at, here.seq)
    is_record = False
    for wish in wishes:
        match wish:
            case ToTime():
                at, seq, is_record = wish.at, None, False
            case Duration():
                at, seq, is_record = at + wish.ns, None, False
            case ToEvent():
                kept = found(journal, wish.prefix)
                if kept is None:
                    raise NowhereError(
                        say("no event is recorded whose eventID begins with {prefix}", prefix=wish.prefix)
                    )
                seq, is_record = kept.seq, True
            case Records():
                seq, is_record = _stepped(journal, at if seq is None else None, seq, wish.count), True
            case _:
                assert_never(wish)
        if is_record and seq is not None:
            at = _received(journal, seq)
    if at > now and not is_record:
        raise NowhereError(say("that would be after now; esc returns to now"))
    moment = journal.behind(seq) if is_record and seq is not None else journal.at(at)
    if moment is None:
        raise NowhereError(_before(journal, zone))
    session = _session(journal, moment.seq)
    if live_session == session and moment.link is not None and moment.link.state is State.LIVE:
        moment = replace(moment, heard=moment.at)
    return Past(moment, _known(journal, moment, session))


def found(journal: Journal, prefix: str) -> Kept | None:
    """The newest event whose eventID begins so. Raises JournalError."""
    return next(search(journal, Wanted(event_id=prefix)), None)


def _stepped(journal: Journal, at: int | None, seq: int | None, count: int) -> int:
    first, end = journal.span()
    if first == end:
        raise NowhereError(say("nothing is recorded yet"))
    if seq is None and at is not None:
        try:
            seq = last_record(journal.connection, at)
        except sqlite3.Error as error:
            raise JournalError(say("the journal cannot be read: {why}", why=words(error))) from error
    start = first if seq is None else seq
    target = min(max(start + count, first), end - 1)
    if target == start:
        if count < 0:
            raise NowhereError(say("this is the oldest record kept"))
        raise NowhereError(say("nothing later is recorded; esc returns to now"))
    return target


def _received(journal: Journal, seq: int) -> int:
    for kept in journal.numbered([seq]):
        return kept.record.received * 1_000_000 + kept.record.beyond
    raise JournalError(say("the journal has no such record"))


def _session(journal: Journal, seq: int) -> int:
    return next((kept.session for kept in journal.numbered([seq])), 0)


def _before(journal: Journal, zone: tzinfo | None) -> str:
    first, end = journal.span()
    if first == end:
        return say("nothing is recorded yet")
    when = moment_words(_received(journal, first), zone)
    return say("nothing is recorded before {moment}", moment=when)


def _known(journal: Journal, moment: Moment, session: int) -> int | None:
    """When the balances of that session were last right."""
    if moment.link is None:
        return None
    if moment.link.state is State.LIVE:
        return moment.heard
    before, ended = moment.seq + 1, None
    for _ in range(_PAGES):
        page = journal.numbers(
            # The second condition lets SQLite take the index of rare kinds.
            "SELECT seq FROM record WHERE kind = 0 AND kind <> 2 AND session = ? AND seq < ?"
            " ORDER BY seq DESC LIMIT ?",
            (session, before, _PAGE),
        )
        for kept in journal.numbered(page):
            if isinstance(kept.record, LinkRecord) and kept.record.state is State.LIVE:
                return ended
            ended = kept.record.received * 1_000_000 + kept.record.beyond
        if len(page) < _PAGE:
            return None
        before = page[-1]
    return None
