"""Book and link as they move: what was received goes in, readings come out. No I/O and no waiting."""

import asyncio
from collections import deque
from typing import Final

from msgspec.structs import replace

from tui.core import agreement_words, link, words
from tui.core.agreement import Agreement, reconnected
from tui.core.book import Book, Phase, opened, settled
from tui.core.entry import Note
from tui.core.failure import Failure
from tui.core.intake import take
from tui.core.link import Link
from tui.core.novelty import Novelties
from tui.core.record import Does, LinkRecord, MessageRecord, Record
from tui.feed.clock import Clock
from tui.feed.inbox import Message
from tui.feed.session import Session
from tui.feed.source import Reading
from tui.tongue import say, say_number

_NS: Final = 1_000_000
"""Nanoseconds of a millisecond."""


class Ledger:
    """The state of a supervised stream, and the readings that tell of it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._novelties = Novelties()
        self.book = Book()
        self.link = Link()
        self.agreement = Agreement()
        """What comparing the book with REST has shown."""
        self.partial_until: float | None = None
        """When a partial snapshot has had its time."""
        self.readings: deque[Reading] = deque()
        self.news = asyncio.Event()
        """Set when there are readings to take."""
        self.moved = asyncio.Event()
        """Set when a deadline may have moved."""

    def tell(self, record: Record | None = None) -> None:
        """Put out a reading of the present state."""
        self.readings.append(Reading(self.book, self.link, record, self.agreement))
        self.news.set()

    def tell_link(self, text: str, does: Does = Does.NOTHING, notes: tuple[Note, ...] = ()) -> None:
        """Put out a reading with a step of the link."""
        wall, beyond = divmod(self._clock.wall_ns(), _NS)
        self.tell(LinkRecord(wall, self.link.generation, self.link.state, text, notes, does, beyond))

    # The connection

    def connecting(self) -> None:
        """A new attempt begins."""
        self.link = link.connecting(self.link, self._clock.elapsed())
        self.tell()

    def opened(self, session: Session, host: str) -> None:
        """The exchange took the connection."""
        self.link = link.opened(self.link, self._clock.elapsed())
        self.book = opened(self.book, self.link.generation)
        self.agreement = reconnected(self.agreement)
        self.partial_until = None
        self.tell_link(say("connected to {host}", host=host), Does.OPENED)
        self.signed(session)

    def relieved(self, session: Session, first: Message) -> bool:
        """A planned connection takes over, if its first message is a whole snapshot; whether it did."""
        generation = self.link.generation + 1
        waiting = opened(self.book, generation, planned=True)
        book, record = self._taken(waiting, generation, first, self._clock.elapsed(), self._clock.wall_ns())
        if book.phase is not Phase.COMPLETE:
            return False
        self.book = waiting
        self.link = replace(
            link.opened(self.link, self._clock.elapsed()), state=self.link.state, since=self.link.since
        )
        self.link = link.completed(self.link, self._clock.elapsed())
        self.agreement = reconnected(self.agreement)
        self.partial_until = None
        self._observe(session)
        self.tell_link(_took_over(len(record.changes)), Does.RELIEVED)
        self.book = book
        self.tell(record)
        self.judge()
        self.moved.set()
        return True

    def failed(self, failure: Failure, jitter: float) -> None:
        """An attempt or a connection ended."""
        now, wall = self._clock.elapsed(), self._clock.wall()
        self.judge()
        self.link = link.failed(self.link, failure, now=now, wall=wall, jitter=jitter)
        self.tell_link(words.ended(self.link, now))

    # Messages

    def take(self, message: Message, generation: int) -> MessageRecord:
        """Take in a message that came on connection `generation`: the book moves at once."""
        before, now, wall_ns = self.book, self._clock.elapsed(), self._clock.wall_ns()
        self.book, record = self._taken(before, generation, message, now, wall_ns)
        if self.book.phase is not before.phase or self.book.behind is not before.behind:
            if self.book.phase is Phase.PARTIAL and self.partial_until is None:
                self.partial_until = now + link.PARTIAL_WAIT
            if self.book.phase is Phase.COMPLETE:
                self.partial_until = None
                self.link = link.completed(self.link, now)
            self.moved.set()
        state = self.link.state
        judge = link.taken if generation == before.generation else link.judged
        self.link = judge(self.link, now, record.received, is_whole=self.book.hole is None)
        self.tell(record)
        if self.link.state is not state:
            self.tell_link(words.judged(self.link))
        return record

    def _taken(
        self, book: Book, generation: int, message: Message, now: float, wall_ns: int
    ) -> tuple[Book, MessageRecord]:
        received, beyond = divmod(wall_ns, _NS)
        return take(
            book,
            message.data,
            is_text=message.text,
            received=received,
            seen=now,
            generation=generation,
            novelties=self._novelties,
            beyond=beyond,
        )

    def settle(self) -> None:
        """A partial snapshot has had its time: what it still lacks is not listed (rule 2 of the book)."""
        self.partial_until = None
        step = settled(self.book)
        if step.book is self.book:
            return
        self.book = step.book
        self.link = link.completed(self.link, self._clock.elapsed())
        text = say("the rest of a partial snapshot never came")
        self.tell_link(text, Does.SETTLED, step.notes)

    # The comparison with REST

    def compared(self, agreement: Agreement) -> None:
        """A comparison ended; what began or ceased to differ, and a new reason why there is none, are told."""
        before, self.agreement = self.agreement, agreement
        new = {each: found for each, found in agreement.differing.items() if each not in before.differing}
        gone = tuple(each for each in before.differing if each not in agreement.differing)
        if new:
            self.tell_link(agreement_words.begins(new))
        if gone:
            self.tell_link(agreement_words.ends(gone))
        if agreement.trouble and agreement.trouble != before.trouble:
            self.tell_link(agreement_words.calm(agreement, None))
        elif not (new or gone):
            self.tell()

    # Signs of life

    def signed(self, session: Session) -> None:
        """A pong or a ping came in."""
        self._observe(session)
        self.judge()
        self.tell()
        self.moved.set()

    def _observe(self, session: Session) -> None:
        self.link = link.signed(
            self.link,
            pong_at=session.pong_at,
            peer_ping_at=session.peer_ping_at,
            round_trip=session.round_trip,
        )

    def judge(self) -> None:
        """LIVE or not, as of now; a change of state is told."""
        before = self.link.state
        self.link = link.judged(
            self.link, self._clock.elapsed(), self._clock.wall(), is_whole=not self.book.behind
        )
        if self.link.state is not before:
            self.tell_link(words.judged(self.link))

    @property
    def has_hole(self) -> bool:
        """Whether only a redial heals the book: no snapshot of this connection is on its way to do it."""
        return self.book.behind and self.book.phase is not Phase.WAITING

    def healing(self) -> None:
        """A redial to heal a hole begins."""
        self.link = replace(self.link, healed_at=self._clock.elapsed())
        self.tell_link(say("redialling: a rejected message left a hole that only a snapshot heals"))

    def deadline(self) -> float | None:
        """When to look again without being told."""
        now = self._clock.elapsed()
        deadlines = [
            self.partial_until,
            self.link.live_until if self.link.is_live else None,
            link.heal_at(self.link, now) if self.has_hole else None,
        ]
        return min((deadline for deadline in deadlines if deadline is not None), default=None)


def _took_over(drifted: int) -> str:
    if not drifted:
        return say("a planned connection took over; memory and snapshot agree")
    return say_number(
        "a planned connection took over; {number} balance differs",
        "a planned connection took over; {number} balances differ",
        drifted,
    )
