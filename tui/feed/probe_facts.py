"""What a probe of the exchange found, step by step: facts, with no opinion on them."""

from dataclasses import dataclass, field

from tui.core.failure import Failure


@dataclass(frozen=True, slots=True)
class Patience:
    """How long each step may take, in seconds; tests shrink them."""

    look_up: float = 5.0
    connect: float = 5.0
    secure: float = 5.0
    """TLS, and a proxy's answer before it."""
    upgrade: float = 15.0
    message: float = 5.0
    """For the first message and the first pong, from the upgrade on."""
    watch: float = 3.0
    """For which an open stream is watched at least."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A step that failed."""

    reason: str
    """In words, harmless."""


@dataclass(frozen=True, slots=True)
class Route:
    """Which way a connection goes."""

    host: str
    port: int
    is_tls: bool
    proxy: str = ""
    """The proxy as `host:port`, without credentials; empty for a direct connection."""
    proxy_has_login: bool = False
    is_exempt: bool = False
    """Whether a proxy is set, and NO_PROXY names this host."""
    proxy_fault: str = ""
    """Why the proxy setting cannot be used."""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """The addresses of the first host on the way: the proxy's, where there is one."""

    addresses: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Connected:
    """TCP works."""

    address: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Secured:
    """TLS works, and the certificate is trusted."""

    version: str
    issuer: str
    until: int
    """The last moment at which the certificate is valid, Unix ms."""
    seconds: float


@dataclass(frozen=True, slots=True)
class Attempt:
    """One signed upgrade."""

    failure: Failure | None
    """None when the exchange took it."""
    date: str | None
    """The `Date` header of the answer, as sent."""
    answered: int
    """When it ended, Unix ms by this machine's clock."""
    seconds: float
    offset: int = 0
    """Milliseconds added to this machine's clock for the signature."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One message; its bytes are the account's and stay out of every repr."""

    data: bytes = field(repr=False)
    is_text: bool
    seconds: float
    """Since the upgrade."""
    received: int
    """Unix ms by this machine's clock."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What an open stream did while it was watched; times are seconds since the upgrade."""

    seconds: float
    messages: tuple[Heard, ...] = ()
    """The first few."""
    message_count: int = 0
    round_trips: tuple[float, ...] = ()
    """Seconds from each answered ping of ours to its pong."""
    pings: tuple[float, ...] = ()
    """When the exchange pinged."""
    ended: Failure | None = None
    """How the exchange ended it; None if it was still open."""
    goodbye: float | None = None
    """Seconds that leaving took, where it was still open."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a signed request got: recorded for a report only."""

    status: int
    headers: tuple[tuple[str, str], ...]
    """As sent, harmless."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a probe found; None for a step that was not taken."""

    route: Route
    look_up: LookedUp | Trouble | None = None
    connect: Connected | Trouble | None = None
    secure: Secured | Trouble | None = None
    attempts: tuple[Attempt, ...] = ()
    watched: Watched | None = None
    answer: Answer | Trouble | None = None
