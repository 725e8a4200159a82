"""Readings as the feed would give them: real messages through `core.intake`, real steps of `core.link`."""

from msgspec.structs import replace

from tests.clock import FakeClock
from tests.core.builders import message, row
from tui.core import link as links
from tui.core import words
from tui.core.book import Book, Phase, opened
from tui.core.failure import Ending, Failure
from tui.core.intake import take
from tui.core.link import Link
from tui.core.novelty import Novelties
from tui.core.record import Does, LinkRecord
from tui.feed.source import Reading

PING = 0.005
"""Seconds that a ping takes here."""


class Telling:
    """What has been told of an account so far; each method moves it on and gives the reading of that."""

    def __init__(self, clock: FakeClock, host: str = "127.0.0.1:9000") -> None:
        self.clock = clock
        self.book = Book()
        self.link = Link()
        self._host = host
        self._novelties = Novelties()
        self._ids = 0

    def connecting(self) -> Reading:
        """An attempt begins."""
        self.link = links.connecting(self.link, self.clock.elapsed())
        return Reading(self.book, self.link)

    def connected(self) -> Reading:
        """The exchange took the connection."""
        self.link = links.opened(self.link, self.clock.elapsed())
        self.book = opened(self.book, self.link.generation)
        return self._step(f"connected to {self._host}", Does.OPENED)

    def message(self, raw: bytes) -> Reading:
        """A message came."""
        self.book, record = take(
            self.book,
            raw,
            is_text=True,
            received=self.clock.wall(),
            seen=self.clock.elapsed(),
            generation=self.link.generation,
            novelties=self._novelties,
        )
        self.link = links.heard(self.link, self.clock.elapsed())
        if self.book.phase is Phase.COMPLETE:
            self.link = links.completed(self.link, self.clock.elapsed())
        self._judge()
        return Reading(self.book, self.link, record)

    def says(self, *rows: dict[str, object], **fields: object) -> Reading:
        """A balance message of these rows came, with an eventID and a time of its own."""
        self._ids += 1
        own = {"eventID": f"{self._ids:08x}-1111-4222-8333-444444444444", "timestamp": self.clock.wall()}
        return self.message(message(*rows, **(own | fields)))

    def pong(self) -> Reading:
        """A ping of ours was answered."""
        now = self.clock.elapsed()
        self.link = links.signed(self.link, pong_at=now, peer_ping_at=None, round_trip=PING)
        before = self.link.state
        self._judge()
        return Reading(self.book, self.link) if self.link.state is before else self._step("live")

    def lost(self, reason: str = "reset by peer") -> Reading:
        """The connection ended; it will be tried again."""
        return self._failed(Failure(Ending.LOST, reason))

    def refused(self, status: int = 401, reason: str = "bad signature") -> Reading:
        """The exchange said no."""
        return self._failed(Failure(Ending.REFUSED, reason, status=status))

    def live_with(self, *rows: dict[str, object]) -> tuple[Reading, ...]:
        """Everything from the first attempt to LIVE, with a snapshot of these rows."""
        return (self.connecting(), self.connected(), self.says(*rows), self.pong())

    def _judge(self) -> None:
        self.link = links.judged(self.link, self.clock.elapsed(), self.clock.wall())

    def _failed(self, failure: Failure) -> Reading:
        now = self.clock.elapsed()
        self.link = links.failed(self.link, failure, now=now, wall=self.clock.wall(), jitter=0.5)
        return self._step(words.ended(self.link, now))

    def _step(self, said: str, does: Does = Does.NOTHING) -> Reading:
        record = LinkRecord(self.clock.wall(), self.link.generation, self.link.state, said, does=does)
        return Reading(self.book, self.link, record)

    def with_link(self, **fields: object) -> Reading:
        """The same account, with these fields of the link set by hand."""
        self.link = replace(self.link, **fields)
        return Reading(self.book, self.link)


ACCOUNT: tuple[dict[str, object], ...] = (
    row("ADA", amount="4636.0", available="3532.632", stake="1103.368"),
    row("APE", amount="0", available="0"),
    row("BCH", amount="0.3324", available="0.3324", tradable=False),
    row("BITO", amount="72250.0", available="42514.0675", stake="29000"),
    row("BNB", amount="5.0528", available="5.0528"),
    row("BTC", amount="1.25000000", available="1.00000000"),
    row("ETH", amount="29.87750000", available="13.88945220", stake="10"),
    row("LTC", amount="0.00000004", available="0.00000004"),
    row("SHIB", amount="999999999999.99999999", available="999999999999.99999999"),
    row("TWD", amount="850000", available="849000"),
    row("USDC", amount="0.0", available="0.0"),
    row("XRP", amount="5200", available="5200"),
)
"""Twelve currencies: two of them zero, one delisted, one with 20 digits, some staked, some in orders."""


def many(count: int) -> tuple[dict[str, object], ...]:
    """So many currencies, `C000` the first; every third of them is zero."""
    return tuple(
        row(f"C{number:03}", amount=str(number % 3), available=str(number % 3)) for number in range(count)
    )
