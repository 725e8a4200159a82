"""The faults that stand for as long as they are set: at the door, on the line and in what is told."""

from tui.exchange.faults.broken_messages import BROKEN
from tui.exchange.faults.fault import Fault, number, one_of, words
from tui.tongue import marked

_BODIES = ("error", "message", "html", "huge", "control", "empty", "none")
_SHIFTS = ("equal", "zero", "negative", "future", "soon", "seconds")
LONGEST_LAG = 60.0
"""Seconds that anything can be told late."""

_SNAPSHOTS = ("one", "late", "missing", "old", "none", "empty", "broken")

DOOR = (
    Fault(
        name="refuse",
        help=marked("answer the upgrade with this status; x3 does so three times"),
        values=number(200, 599, whole=True),
        default="503",
    ),
    Fault(
        name="retry-after",
        help=marked("with refuse: this Retry-After header"),
        values=words(marked("text, or date")),
    ),
    Fault(
        name="body", help=marked("with refuse: what the body holds"), values=one_of(*_BODIES), default="error"
    ),
    Fault(
        name="location",
        help=marked("with refuse=3xx: where to, if not to this exchange under the name localhost"),
        values=words(marked("a URL")),
    ),
    Fault(
        name="clock",
        help=marked("the exchange's clock is so many seconds off: Date headers, and how nonces are judged"),
        values=number(-(10**9), 10**9),
    ),
    Fault(
        name="tolerance",
        help=marked("how many seconds a nonce may be off"),
        values=number(0, 10**9),
        default="5",
    ),
    Fault(
        name="accept",
        help=marked("open with this Sec-WebSocket-Accept"),
        values=one_of("wrong", "missing", "empty", "doubled"),
        default="wrong",
    ),
    Fault(name="silence", help=marked("take the connection and never answer the upgrade")),
    Fault(
        name="drip",
        help=marked("answer one byte at a time, each so many seconds after the last"),
        values=number(0.001, 60),
        default="0.3",
    ),
    Fault(
        name="headers",
        help=marked("answer with so many bytes of headers"),
        values=number(1, 10**7, whole=True),
        default="200000",
    ),
    Fault(name="glue", help=marked("send the 101 and the first message in one packet")),
    Fault(
        name="flap",
        help=marked("open and close again at once, after the snapshot or without one"),
        values=one_of("snapshot", "bare"),
        default="snapshot",
    ),
)

LINE = (
    Fault(name="no-pong", help=marked("answer no ping")),
    Fault(name="no-ping", help=marked("send no ping")),
    Fault(name="double-pong", help=marked("answer every ping twice")),
    Fault(name="empty-pong", help=marked("send an empty pong before the right one")),
    Fault(name="segments", help=marked("send every byte in a TCP segment of its own")),
    Fault(
        name="fragments",
        help=marked("send messages in fragments of so many bytes, a ping and a pong between them"),
        values=number(1, 10**6, whole=True),
        default="7",
    ),
    Fault(
        name="split-utf8",
        help=marked("send messages with a foreign word in them, split inside its characters"),
    ),
)

TOLD = (
    Fault(
        name="snapshot",
        help=marked(
            "the first message: one currency alone; one and the rest a second late; the last currency missing; "
            "an hour old; none; no currency; broken"
        ),
        values=one_of(*_SNAPSHOTS),
        behind=marked(
            "what the first message lacks (one, missing, none, empty, broken) is told, or a snapshot comes"
        ),
    ),
    Fault(
        name="timestamps",
        help=marked("all equal; 0; -1; a day ahead; 30 s ahead; in seconds"),
        values=one_of(*_SHIFTS),
        behind=marked("the next snapshot, if switched on or off while a stream is open"),
    ),
    Fault(name="datetime", help=marked("datetime is UTC, as it says, and not eight hours ahead")),
    Fault(name="everything", help=marked("every update names all currencies, as an older server did")),
    Fault(name="twice", help=marked("send every update twice, eventID and all")),
    Fault(
        name="disorder",
        help=marked("send every second update before the one it follows, if their timestamps differ"),
        behind=marked("the update held back has been sent"),
    ),
    Fault(
        name="instead",
        help=marked("send updates so broken, and never as they should be; x1 does so once"),
        values=one_of(*BROKEN),
        behind=marked("the next snapshot: the client has to redial"),
    ),
)

REST = (
    Fault(
        name="rest-differs",
        help=marked(
            "the balance call says of this currency that one unit more of it is available, for as long as this is set"
        ),
        values=words(marked("a currency")),
        default="BTC",
    ),
    Fault(
        name="rest-spoilt",
        help=marked("the balance call answers with an amount of this currency that is no number"),
        values=words(marked("a currency")),
        default="BTC",
    ),
    Fault(
        name="rest-refuse",
        help=marked("refuse the balance call with this status"),
        values=number(200, 599, whole=True),
        default="429",
    ),
    Fault(
        name="rest-retry-after",
        help=marked("with rest-refuse: this Retry-After header"),
        values=words(marked("text, or date")),
    ),
    Fault(
        name="rest-lag",
        help=marked("the balance call says what was true so many seconds ago, while the stream knows better"),
        values=number(0.1, LONGEST_LAG),
        default="1",
    ),
    Fault(
        name="rest-event",
        help=marked("something happens between the making of a balance answer and the sending of it"),
    ),
    Fault(
        name="stream-lag",
        help=marked("streams hear of an update so many seconds late, while the balance call knows of it"),
        values=number(0.1, LONGEST_LAG),
        default="1",
        behind=marked("the updates held back have been sent"),
    ),
)

TLS = (
    Fault(
        name="certificate",
        help=marked(
            "serve a certificate for another host, one that is past its end, or one of an unknown authority"
        ),
        values=one_of("wrong-host", "expired", "unknown"),
        needs_tls=True,
    ),
    Fault(name="tls", help=marked("speak this version alone"), values=one_of("1.2", "1.3"), needs_tls=True),
)
