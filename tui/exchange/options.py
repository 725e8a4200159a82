"""What can be chosen about a local exchange."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from tui.exchange.bounds import (
    FEWEST_CURRENCIES,
    HIGHEST_PORT,
    HIGHEST_RATE,
    LONGEST_PING_INTERVAL,
    MOST_CURRENCIES,
    MOST_EVENTS,
    SHORTEST_PING_INTERVAL,
)
from tui.exchange.faults.switch import Faults
from tui.exchange.signing import Credentials
from tui.tongue import say


def wall_clock_ms() -> int:
    """Unix time in ms."""
    return time.time_ns() // 1_000_000


def silent(_line: str) -> None:
    """Log nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a local exchange is to be; ValueError for what it cannot be."""

    port: int = 0
    """The TCP port on 127.0.0.1; 0 takes a free one."""
    currencies: int = 24
    """How many currencies the account has, 2 to 5,000."""
    rate: float = 1.0
    """Updates a second, 0 to 2,000; at 0 the story advances by `LocalExchange.step` alone."""
    events: int | None = None
    """After so many updates the story stands still, and the exchange goes on serving; None for no end."""
    seed: int = 1
    """Which story is told, and which credentials are made up."""
    credentials: Credentials | None = None
    """Whom to let in; None for the seed's own."""
    ping_interval: float = 20.0
    """Seconds between the server's pings (PROTOCOL.md, Keeping alive)."""
    pong_timeout: float = 5.0
    """Seconds a client has for its pong."""
    close_timeout: float = 2.0
    """Seconds a client has to answer a close."""
    max_skew_ms: int = 60_000
    """How far a nonce may be from the exchange's time."""
    backlog: int = 8_192
    """Messages that may wait for one slow client; with more it is dropped."""
    now_ms: Callable[[], int] = wall_clock_ms
    """The exchange's clock, in Unix ms."""
    log: Callable[[str], None] = silent
    """Takes a line for each connection that opens, is refused, or closes."""
    tls: bool = False
    """Whether to serve TLS, with a certificate made for the occasion; needs the package trustme."""
    faults: tuple[str, ...] = ()
    """What is to go wrong from the start, as NAME[=VALUE][xTIMES][@SECONDS]."""

    def __post_init__(self) -> None:
        for name, value, lowest, highest in (
            ("port", self.port, 0, HIGHEST_PORT),
            ("currencies", self.currencies, FEWEST_CURRENCIES, MOST_CURRENCIES),
            ("rate", self.rate, 0, HIGHEST_RATE),
            ("events", self.events or 0, 0, MOST_EVENTS),
            ("ping_interval", self.ping_interval, SHORTEST_PING_INTERVAL, LONGEST_PING_INTERVAL),
        ):
            if not lowest <= value <= highest:
                raise ValueError(
                    say(
                        "{name} has to be between {lowest} and {highest}",
                        name=name,
                        lowest=lowest,
                        highest=highest,
                    )
                )
        Faults(self.faults, has_tls=self.tls)
