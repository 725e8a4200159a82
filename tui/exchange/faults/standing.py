"""The faults that stand for as long as they are set: at the door, on the line and in what is told."""

from tui.exchange.faults.broken_messages import BROKEN
from tui.exchange.faults.fault import Fault, number, one_of, words

_BODIES = ("error", "message", "html", "huge", "control", "empty", "none")
_SHIFTS = ("equal", "zero", "negative", "future", "soon", "seconds")
LONGEST_LAG = 60.0
"""Seconds that anything can be told late."""

_SNAPSHOTS = ("one", "late", "missing", "old", "none", "empty", "broken")

DOOR = (
    Fault(
        name="refuse",
        help="answer the upgrade with this status; x3 does so three times",
        values=number(200, 599, whole=True),
        default="503",
    ),
    Fault(name="retry-after", help="with refuse: this Retry-After header", values=words("text, or date")),
    Fault(name="body", help="with refuse: what the body holds", values=one_of(*_BODIES), default="error"),
    Fault(
        name="location",
        help="with refuse=3xx: where to, if not to this exchange under the name localhost",
        values=words("a URL"),
    ),
    Fault(
        name="clock",
        help="the exchange's clock is so many seconds off: Date headers, and how nonces are judged",
        values=number(-(10**9), 10**9),
    ),
    Fault(
        name="tolerance",
        help="how many seconds a nonce may be off",
        values=number(0, 10**9),
        default="5",
    ),
    Fault(
        name="accept",
        help="open with this Sec-WebSocket-Accept",
        values=one_of("wrong", "missing", "empty", "doubled"),
        default="wrong",
    ),
    Fault(name="silence", help="take the connection and never answer the upgrade"),
    Fault(
        name="drip",
        help="answer one byte at a time, each so many seconds after the last",
        values=number(0.001, 60),
        default="0.3",
    ),
    Fault(
        name="headers",
        help="answer with so many bytes of headers",
        values=number(1, 10**7, whole=True),
        default="200000",
    ),
    Fault(name="glue", help="send the 101 and the first message in one packet"),
    Fault(
        name="flap",
        help="open and close again at once, after the snapshot or without one",
        values=one_of("snapshot", "bare"),
        default="snapshot",
    ),
)

LINE = (
    Fault(name="no-pong", help="answer no ping"),
    Fault(name="no-ping", help="send no ping"),
    Fault(name="double-pong", help="answer every ping twice"),
    Fault(name="empty-pong", help="send an empty pong before the right one"),
    Fault(name="segments", help="send every byte in a TCP segment of its own"),
    Fault(
        name="fragments",
        help="send messages in fragments of so many bytes, a ping and a pong between them",
        values=number(1, 10**6, whole=True),
        default="7",
    ),
    Fault(name="split-utf8", help="send messages with a foreign word in them, split inside its characters"),
)

TOLD = (
    Fault(
        name="snapshot",
        help=(
            "the first message: one currency alone; one and the rest a second late; the last currency missing; "
            "an hour old; none; no currency; broken"
        ),
        values=one_of(*_SNAPSHOTS),
        behind="what the first message lacks (one, missing, none, empty, broken) is told, or a snapshot comes",
    ),
    Fault(
        name="timestamps",
        help="all equal; 0; -1; a day ahead; 30 s ahead; in seconds",
        values=one_of(*_SHIFTS),
        behind="the next snapshot, if switched on or off while a stream is open",
    ),
    Fault(name="datetime", help="datetime is UTC, as it says, and not eight hours ahead"),
    Fault(name="everything", help="every update names all currencies, as an older server did"),
    Fault(name="twice", help="send every update twice, eventID and all"),
    Fault(
        name="disorder",
        help="send every second update before the one it follows, if their timestamps differ",
        behind="the update held back has been sent",
    ),
    Fault(
        name="instead",
        help="send updates so broken, and never as they should be; x1 does so once",
        values=one_of(*BROKEN),
        behind="the next snapshot: the client has to redial",
    ),
)

REST = (
    Fault(
        name="rest-differs",
        help="the balance call says of this currency that one unit more of it is available, for as long as this is set",
        values=words("a currency"),
        default="BTC",
    ),
    Fault(
        name="rest-spoilt",
        help="the balance call answers with an amount of this currency that is no number",
        values=words("a currency"),
        default="BTC",
    ),
    Fault(
        name="rest-refuse",
        help="refuse the balance call with this status",
        values=number(200, 599, whole=True),
        default="429",
    ),
    Fault(
        name="rest-retry-after",
        help="with rest-refuse: this Retry-After header",
        values=words("text, or date"),
    ),
    Fault(
        name="rest-lag",
        help="the balance call says what was true so many seconds ago, while the stream knows better",
        values=number(0.1, LONGEST_LAG),
        default="1",
    ),
    Fault(
        name="rest-event",
        help="something happens between the making of a balance answer and the sending of it",
    ),
    Fault(
        name="stream-lag",
        help="streams hear of an update so many seconds late, while the balance call knows of it",
        values=number(0.1, LONGEST_LAG),
        default="1",
        behind="the updates held back have been sent",
    ),
)

TLS = (
    Fault(
        name="certificate",
        help="serve a certificate for another host, one that is past its end, or one of an unknown authority",
        values=one_of("wrong-host", "expired", "unknown"),
        needs_tls=True,
    ),
    Fault(name="tls", help="speak this version alone", values=one_of("1.2", "1.3"), needs_tls=True),
)
