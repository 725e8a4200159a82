"""A server's book that is right by definition, and a link to it that a test breaks as it likes."""

import json
from collections import deque
from dataclasses import dataclass, field
from decimal import Decimal

from tests.clock import FakeClock
from tests.core.builders import SECOND
from tests.feed.scripted import ScriptedSession
from tui.core import link as links
from tui.core.amount import digits
from tui.core.balance import Balance
from tui.core.book import Phase
from tui.core.entry import Entry
from tui.core.failure import Ending, Failure
from tui.core.record import Kind
from tui.feed.inbox import Message
from tui.feed.ledger import Ledger

Values = tuple[str, str, str, bool]
"""Amount, available and stake as spelt, and tradable."""


@dataclass
class Truth:
    """What the account really holds, and everything it ever held."""

    clock: FakeClock
    rows: dict[str, Values] = field(default_factory=dict)
    ever: dict[str, set[Values]] = field(default_factory=dict)
    skew: int = 0
    """Milliseconds by which this machine's wall clock is ahead of the exchange's."""
    _events: int = 0
    _last: int = 0

    def put(self, currency: str, values: Values) -> None:
        self.rows[currency] = values
        self.ever.setdefault(currency, set()).add(values)

    def balance(self, currency: str) -> Balance:
        """What is held of a currency."""
        amount, available, stake, tradable = self.rows[currency]
        return Balance(currency, Decimal(amount), Decimal(available), Decimal(stake), tradable)

    def message(self, *currencies: str, **fields: object) -> bytes:
        """Tell of `currencies` as they are now, with a time of its own."""
        self._events += 1
        self._last = max(self._last + 1, self.clock.wall() - self.skew)
        content = {
            "event": "ACCOUNT_BALANCE",
            "eventID": f"{self._events:08x}-0000-4000-8000-000000000000",
            "timestamp": self._last,
            "datetime": "",
            "data": {
                currency: dict(
                    zip(
                        ("currency", "amount", "available", "stake", "tradable"),
                        (currency, *self.rows[currency]),
                        strict=True,
                    )
                )
                for currency in currencies
            },
        }
        return json.dumps(content | fields).encode()


class Wire:
    """The connections between a truth and a ledger, supervised by the rules that the feed supervises by."""

    def __init__(self, clock: FakeClock, truth: Truth) -> None:
        self.clock = clock
        self.truth = truth
        self.ledger = Ledger(clock)
        self.session: ScriptedSession | None = None
        self.flying: deque[bytes] = deque()
        """Sent on the present connection, and not yet arrived."""
        self.kept: list[tuple[int, bytes]] = []
        """What arrived lately, and on which connection."""
        self.guards_hold = True
        """Whether every time on this connection was one that the book trusts."""
        self.ledger.connecting()

    @property
    def generation(self) -> int:
        return self.ledger.link.generation

    def open(self) -> None:
        self.session = ScriptedSession(self.clock)
        self.flying.clear()
        self.guards_hold = self.is_trusted
        self.ledger.opened(self.session, "exchange.test")

    @property
    def is_trusted(self) -> bool:
        return self.truth.skew >= -50 * SECOND

    def pong(self) -> None:
        assert self.session is not None
        self.session.pong_at, self.session.round_trip = self.clock.now, 0.01
        self.ledger.signed(self.session)

    def arrive(self) -> None:
        """The oldest message under way arrives."""
        self.take(self.flying.popleft())

    def take(self, raw: bytes) -> None:
        """Take a message in as the feed does: a first one that is rejected ends the connection (rule 4)."""
        self.guards_hold &= self.is_trusted
        is_first = self.ledger.book.phase is Phase.WAITING
        record = self.ledger.take(Message(raw, True), self.generation)
        self.kept = [*self.kept[-5:], (self.generation, raw)]
        if is_first and record.kind is Kind.REJECTED:
            self.lose()

    def lose(
        self, ending: Ending = Ending.LOST, *, status: int | None = None, code: int | None = None
    ) -> None:
        """The connection ends, and with it everything under way."""
        self.session = None
        self.flying.clear()
        self.ledger.failed(Failure(ending, "the network", status=status, code=code), 0.5)

    def mind(self) -> None:
        """What the feed does when a deadline has come."""
        ledger, now = self.ledger, self.clock.now
        if self.session is None:
            return
        if ledger.partial_until is not None and now >= ledger.partial_until:
            ledger.settle()
        if ledger.has_hole and now >= links.heal_at(ledger.link, now):
            ledger.healing()
            self.session = None
            self.flying.clear()
            ledger.connecting()
            return
        ledger.judge()

    def relieve(self, *, first: bytes) -> bool:
        """Let a planned connection, ponged already, take over with its first message; whether it did."""
        session = ScriptedSession(self.clock)
        session.pong_at, session.round_trip = self.clock.now, 0.01
        held = self.guards_hold and self.is_trusted
        if not self.ledger.relieved(session, Message(first, True)):
            return False
        self.session, self.guards_hold = session, held
        self.flying.clear()
        return True


def values_of(entry: Entry) -> Values:
    balance = entry.balance
    return (digits(balance.amount), digits(balance.available), digits(balance.stake), balance.tradable)
