"""A random server and random faults: what is shown is the truth, or is flagged as not sure (ACCEPTANCE.md, Data).

`BITOTUI_RANDOM_STEPS` sets how many steps are taken, each time other ones, in the place of the 10,000 of every run.
"""

import os
from typing import Final

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.clock import FakeClock
from tests.core.builders import SECOND
from tests.faults.hostile_messages import BAD_CODES, BAD_DECIMALS, BAD_JSON
from tests.faults.truth import Truth, Values, Wire, values_of
from tui.core.book import Phase
from tui.core.failure import Ending
from tui.feed.inbox import Message

ASKED: Final = int(os.environ.get("BITOTUI_RANDOM_STEPS", "0"))
STEPS: Final = 100
"""Of one story at most; on average it is four fifths of that."""

CURRENCIES = ["ADA", "BITO", "BTC", "DOT", "ETH", "TWD", "XRP"]
SPELLINGS = [
    "0",
    "0.0",
    "1",
    "1.00",
    "2.5",
    "0.00000001",
    "999999999999.99999999",
    "123456789.123456789123456789",
]
HOSTILE = [
    raw for name, raw in (BAD_JSON | BAD_CODES | BAD_DECIMALS).items() if "nest" not in name
]  # those two take as long as a hundred others, and have a test of their own

values = st.tuples(
    st.sampled_from(SPELLINGS), st.sampled_from(SPELLINGS), st.sampled_from(SPELLINGS), st.booleans()
)


class RandomServer(RuleBasedStateMachine):
    """A truth, a ledger, and between them everything that goes wrong."""

    shown: frozenset[str] = frozenset()
    """Every currency there was at the last look."""

    @initialize(rows=st.dictionaries(st.sampled_from(CURRENCIES), values, min_size=3))
    def begin(self, rows: dict[str, Values]) -> None:
        self.clock = FakeClock()
        self.truth = Truth(self.clock)
        for currency, each in rows.items():
            self.truth.put(currency, each)
        self.wire = Wire(self.clock, self.truth)
        self.ledger = self.wire.ledger

    @property
    def is_open(self) -> bool:
        return self.wire.session is not None

    # The truth moves on

    @rule(currency=st.sampled_from(CURRENCIES), to=values, is_told=st.booleans())
    def something_happens(self, currency: str, to: Values, is_told: bool) -> None:
        """The account changes; an open connection hears of it now or in a while."""
        self.truth.put(currency, to)
        if self.is_open:
            self.wire.flying.append(self.truth.message(currency))
            if is_told:
                self.everything_arrives()

    @precondition(lambda self: self.is_open)
    @rule()
    def everything_arrives(self) -> None:
        while self.wire.flying:
            self.wire.arrive()

    @rule(seconds=st.sampled_from([0.001, 1.0, 5.0, 14.0, 16.0, 61.0]), answers=st.booleans())
    def time_passes(self, seconds: float, answers: bool) -> None:
        self.clock.now += seconds
        self.clock.wall_now += round(seconds * SECOND)
        if self.is_open and answers:
            self.wire.pong()
        self.wire.mind()

    # The link

    @precondition(lambda self: not self.is_open)
    @rule(answers=st.booleans())
    def it_connects(self, answers: bool) -> None:
        self.ledger.connecting()
        self.wire.open()
        self.wire.flying.append(self.truth.message(*self.truth.rows))
        if answers:
            self.wire.pong()
            self.everything_arrives()

    @precondition(lambda self: not self.is_open)
    @rule(status=st.sampled_from([200, 401, 403, 409, 429, 503]))
    def it_is_refused(self, status: int) -> None:
        self.ledger.connecting()
        self.wire.lose(Ending.REFUSED, status=status)

    @precondition(lambda self: self.is_open)
    @rule(code=st.sampled_from([1000, 1008, 1011, 4000]))
    def it_is_cut_off_with_messages_under_way(self, code: int) -> None:
        self.wire.lose(code=code)

    @precondition(lambda self: not self.is_open)
    @rule(named=st.sets(st.sampled_from(CURRENCIES)), rest_comes=st.booleans())
    def it_connects_and_the_snapshot_is_partial(self, named: set[str], rest_comes: bool) -> None:
        self.ledger.connecting()
        self.wire.open()
        self.wire.pong()
        self.wire.take(self.truth.message(*sorted(named & self.truth.rows.keys())))
        rest = sorted(self.truth.rows.keys() - named)
        if rest_comes and rest:
            self.wire.flying.append(self.truth.message(*rest))

    @precondition(lambda self: not self.is_open)
    @rule(currency=st.sampled_from(CURRENCIES), to=values)
    def it_connects_and_the_snapshot_is_old(self, currency: str, to: Values) -> None:
        """A snapshot out of a cache, and then what it lacks."""
        self.ledger.connecting()
        self.wire.open()
        self.wire.pong()
        self.wire.take(self.truth.message(*self.truth.rows))
        self.truth.put(currency, to)
        self.wire.flying.append(self.truth.message(currency))

    @precondition(lambda self: self.is_open and self.ledger.book.phase is Phase.COMPLETE)
    @rule(hostile=st.none() | st.sampled_from(HOSTILE), is_old=st.booleans(), to=values)
    def a_planned_connection_is_ready(self, hostile: bytes | None, is_old: bool, to: Values) -> None:
        """Its snapshot may be older than what the first connection has said meanwhile; what it lacks follows."""
        rows = dict(self.truth.rows)
        first = hostile or self.truth.message(*rows)
        meanwhile = []
        if is_old and self.wire.guards_hold and self.wire.is_trusted:
            currency = next(iter(rows))
            self.truth.put(currency, to)
            meanwhile.append(self.truth.message(currency))
            self.everything_arrives()
            if self.is_open:
                self.wire.take(meanwhile[0])
        if self.is_open and self.wire.relieve(first=first):
            assert hostile is None
            for currency, entry in self.ledger.book.entries.items():
                is_right = entry.balance.same_value(self.truth.balance(currency))
                assert is_right or entry.doubt or not entry.listed
            self.wire.flying.extend(meanwhile)

    # What no server should do

    @precondition(lambda self: self.is_open)
    @rule(
        raw=st.sampled_from(HOSTILE),
        is_lost_update=st.booleans(),
        currency=st.sampled_from(CURRENCIES),
        to=values,
    )
    def a_message_is_hostile(self, raw: bytes, is_lost_update: bool, currency: str, to: Values) -> None:
        """It may have been the only word about a change."""
        if is_lost_update:
            self.truth.put(currency, to)
        self.wire.take(raw)

    @precondition(lambda self: self.is_open and self.ledger.book.phase is not Phase.WAITING)
    @rule(raw=st.sampled_from([b"", b"null", b"[]", b'{"event":"TICKER"}', b'{"event":"\\u001b[2J"}']))
    def a_message_means_nothing(self, raw: bytes) -> None:
        before = self.ledger.book
        self.wire.take(raw)
        assert self.ledger.book is before

    @precondition(lambda self: self.is_open and self.wire.guards_hold and self.wire.is_trusted)
    @rule()
    def a_message_comes_twice(self) -> None:
        """Now or later, on the connection that it came on."""
        self.everything_arrives()
        for generation, raw in self.wire.kept:
            if self.is_open and generation == self.wire.generation:
                self.wire.take(raw)

    @rule()
    def messages_of_an_earlier_connection_come_late(self) -> None:
        before = self.ledger.book
        for generation, raw in self.wire.kept:
            if generation != self.wire.generation:
                self.ledger.take(Message(raw, True), generation)
        assert self.ledger.book is before

    @precondition(
        lambda self: (
            self.is_open
            and self.wire.guards_hold
            and self.wire.is_trusted
            and self.ledger.book.phase is not Phase.WAITING
        )
    )
    @rule(currency=st.sampled_from(CURRENCIES), first=values, then=values)
    def two_messages_change_places(self, currency: str, first: Values, then: Values) -> None:
        self.everything_arrives()
        self.truth.put(currency, first)
        sooner = self.truth.message(currency)
        self.truth.put(currency, then)
        later = self.truth.message(currency)
        for raw in (later, sooner):
            if self.is_open:
                self.wire.take(raw)

    @precondition(lambda self: self.is_open and self.ledger.book.phase is not Phase.WAITING)
    @rule(
        currency=st.sampled_from(CURRENCIES),
        to=values,
        timestamp=st.sampled_from([0, -5, 1_790_000_000, 1 << 62]),
    )
    def a_change_wears_an_impossible_time(self, currency: str, to: Values, timestamp: int) -> None:
        self.everything_arrives()
        if self.is_open:
            self.truth.put(currency, to)
            self.wire.guards_hold = False
            self.wire.take(self.truth.message(currency, timestamp=timestamp))

    @rule(milliseconds=st.sampled_from([-86_400_000, -3_600_000, -1_000, 1_000, 3_600_000, 86_400_000]))
    def the_wall_clock_steps(self, milliseconds: int) -> None:
        self.clock.wall_now += milliseconds
        self.truth.skew += milliseconds

    # What must hold

    @invariant()
    def every_value_shown_was_once_true_to_the_last_digit(self) -> None:
        for currency, entry in self.ledger.book.entries.items():
            assert values_of(entry) in self.truth.ever[currency]

    @invariant()
    def what_is_shown_is_the_truth_or_is_flagged(self) -> None:
        book, link = self.ledger.book, self.ledger.link
        if not link.is_live or book.behind or self.wire.flying:
            return
        for currency, entry in book.entries.items():
            if entry.listed and not entry.doubt:
                assert entry.balance.same_value(self.truth.balance(currency))

    @invariant()
    def live_is_said_only_of_a_connection_that_answers_and_has_a_snapshot(self) -> None:
        link, session = self.ledger.link, self.wire.session
        if link.is_live:
            assert session is not None
            assert session.pong_at is not None
            assert self.clock.now - session.pong_at < 15
            assert self.ledger.book.phase is Phase.COMPLETE
            assert self.ledger.book.generation == link.generation

    @invariant()
    def nothing_that_was_ever_named_is_dropped(self) -> None:
        shown = frozenset(self.ledger.book.entries)
        assert self.shown <= shown
        self.shown = shown
        self.ledger.readings.clear()


RandomServer.TestCase.settings = settings(
    max_examples=max(1, (ASKED or 10_000) * 5 // (4 * STEPS)),
    stateful_step_count=STEPS,
    derandomize=not ASKED,
    database=None,
    suppress_health_check=list(HealthCheck),
)
TestRandomServerAndRandomFaults = RandomServer.TestCase
