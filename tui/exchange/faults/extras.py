"""What is said besides the truth: to be rejected, ignored, passed over, or shown with a mark."""

from tui.exchange.faults.broken_messages import BROKEN
from tui.exchange.faults.fault import Fault, one_of
from tui.exchange.faults.frames import close_frame
from tui.exchange.faults.hostile_strings import HOSTILE
from tui.exchange.faults.odd_messages import APPLIED, IGNORED, ODD, texts
from tui.exchange.faults.stream import Stream
from tui.exchange.faults.truth import text_of
from tui.tongue import marked

_LONGEST_REASON = 123


async def _broken(stream: Stream, value: str) -> None:
    stream.post(BROKEN[value](stream.truth.row()))


async def _applied(stream: Stream, value: str) -> None:
    for text in texts(APPLIED[value](stream.truth)):
        stream.post(text)


async def _ignored(stream: Stream, value: str) -> None:
    stream.post(IGNORED[value])


async def _strings(stream: Stream, value: str) -> None:
    """Say the string as eventID, datetime, event, unknown name and, rejected, as currency and as amount."""
    hostile = HOSTILE[value]
    true = stream.truth.row()
    (row,) = true["data"].values()
    for content in (
        true | {"eventID": hostile, "datetime": hostile, hostile: hostile},
        {"event": hostile, "data": {}},
        true | {"data": {hostile: row | {"currency": hostile}}},
        true | {"data": {f"{ODD}STRING": row | {"currency": f"{ODD}STRING", "amount": hostile}}},
    ):
        for ascii_only in (True, False):
            stream.post(text_of(content, ascii_only=ascii_only))


async def _close_reason(stream: Stream, value: str) -> None:
    reason = HOSTILE[value].encode()[:_LONGEST_REASON].decode(errors="ignore").encode()
    stream.line.put(close_frame(1_000, reason))


MESSAGES = (
    Fault(
        name="broken",
        help=marked("a message to be rejected whole"),
        values=one_of(*BROKEN),
        act=_broken,
    ),
    Fault(
        name="odd",
        help=marked(
            "a message to be shown as it is, of a made-up currency, or one that repeats the truth or is too old"
        ),
        values=one_of(*APPLIED),
        act=_applied,
    ),
    Fault(name="ignored", help=marked("a message of no known kind"), values=one_of(*IGNORED), act=_ignored),
    Fault(
        name="strings",
        help=marked("messages with such a string in every place where one can stand"),
        values=one_of(*HOSTILE),
        act=_strings,
    ),
    Fault(
        name="close-reason",
        help=marked("a close frame with such a reason"),
        values=one_of(*HOSTILE),
        act=_close_reason,
    ),
)
