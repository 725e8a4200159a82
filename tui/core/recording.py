"""A recording: newline-delimited JSON, one message or one step of the link a line, for people to pass on.

The first line is the heading, `{"bitotui": "recording", "version": 1, "host": "…"}`. Then each message is
`{"received": UNIX_NS, "generation": N, "text": "…"}`, its bytes as received; `"base64"` stands for `"text"` where they
are no UTF-8, with `"binary": true` where they did not come as text. A step of the link is `{"received": …,
"generation": …, "link": "LIVE", "words": "…", "does": "opened"}`. Every line is printable ASCII: whatever the
exchange sent, a recording harms no terminal.
"""

import base64
import binascii
import json
from typing import Final

import msgspec
from msgspec import Struct

from tui.core.events import Ignored
from tui.core.foreign import harmless
from tui.core.link import State
from tui.core.record import Does, Kind, LinkRecord, Record
from tui.core.wire import MESSAGE_LIMIT, decode
from tui.tongue import say

VERSION: Final = 1

LINE_LIMIT: Final = 6 * MESSAGE_LIMIT + 4_096
"""The longest line that is looked at, in bytes: each of a message's bytes may be spelt with six."""

WORDS_LIMIT: Final = 1_000
"""Characters of a step's words, and of a host."""

_NS: Final = 1_000_000
"""Nanoseconds of a millisecond."""

_LAST: Final = (1 << 63) - 1
_GENERATIONS: Final = 1 << 31


class Heading(Struct, frozen=True):
    """The first line of a recording."""

    host: str
    """Who was at the other end, harmless."""
    redacted: bool = False
    """Whether the amounts are masked."""


class RecordedMessage(Struct, frozen=True):
    """A message, and when it was received."""

    received: int
    """Unix ns."""
    generation: int
    raw: bytes
    """As received."""
    is_text: bool = True


class RecordedStep(Struct, frozen=True):
    """A step of the link."""

    received: int
    """Unix ns."""
    generation: int
    state: State
    words: str
    """Harmless."""
    does: Does = Does.NOTHING


class Damaged(Struct, frozen=True):
    """A line that says nothing of the above."""

    number: int
    """Of the line, from 1."""
    reason: str
    """What is wrong, in words, harmless."""


Line = Heading | RecordedMessage | RecordedStep | Damaged
"""What `read_line` makes of any bytes."""


class _Line(Struct):
    received: int | None = None
    generation: int | None = None
    text: str | None = None
    base64: str | None = None
    binary: bool = False
    link: str | None = None
    words: str = ""
    does: str = Does.NOTHING.value
    bitotui: str | None = None
    version: int | None = None
    host: str = ""
    redacted: bool = False


_decode_line = msgspec.json.Decoder(_Line).decode


class _DamagedError(Exception):
    """What is wrong with a line, on its way to becoming a value."""


def header(host: str, *, redacted: bool = False) -> bytes:
    """The first line; `redacted` says that what follows is masked."""
    heading: dict[str, object] = {"bitotui": "recording", "version": VERSION, "host": harmless(host)}
    return _line(heading | ({"redacted": True} if redacted else {}))


def message_line(received_ns: int, generation: int, raw: bytes, *, is_text: bool = True) -> bytes:
    """A message's line; one that did not come as text says so."""
    fields: dict[str, object] = {"received": received_ns, "generation": generation}
    text = _text(raw) if is_text else None
    if text is not None:
        return _line(fields | {"text": text})
    fields["base64"] = base64.b64encode(raw).decode("ascii")
    return _line(fields if is_text else fields | {"binary": True})


def link_line(
    received_ns: int, generation: int, state: State, words: str, does: Does = Does.NOTHING
) -> bytes:
    """The line of a step of the link."""
    fields: dict[str, object] = {
        "received": received_ns,
        "generation": generation,
        "link": state.value,
        "words": harmless(words, WORDS_LIMIT),
        "does": does.value,
    }
    return _line(fields)


def record_line(record: Record) -> bytes:
    """The line of a record."""
    received = record.received * _NS + record.beyond
    if isinstance(record, LinkRecord):
        return link_line(received, record.generation, record.state, record.words, record.does)
    return message_line(received, record.generation, record.raw, is_text=came_as_text(record))


def came_as_text(record: Record) -> bool:
    """Whether a record's message did; where an old journal does not tell, it would not have been ignored as text."""
    if isinstance(record, LinkRecord) or record.kind is not Kind.IGNORED:
        return True
    return record.is_text and isinstance(decode(record.raw), Ignored)


def read_line(line: bytes, number: int = 1) -> Line:
    """What a line says; `number` is its own, from 1. Never raises."""
    if len(line) > LINE_LIMIT:
        return Damaged(number, say("longer than {limit} bytes", limit=LINE_LIMIT))
    try:
        fields = _decode_line(line)
        if fields.bitotui is not None:
            return _heading(fields.bitotui, fields)
        return _message(fields) if fields.link is None else _step(fields.link, fields)
    except _DamagedError as error:
        return Damaged(number, str(error))
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        return Damaged(number, harmless(str(error)) if line.strip() else say("it is empty"))


def _line(fields: dict[str, object]) -> bytes:
    # DEL is the one control character that JSON in ASCII may hold as it is.
    return json.dumps(fields, separators=(", ", ": ")).replace("\x7f", "\\u007f").encode("ascii") + b"\n"


def _text(raw: bytes) -> str | None:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return None


def _heading(what: str, fields: _Line) -> Heading:
    if what != "recording":
        raise _DamagedError(say("it is no recording but {what}", what=repr(harmless(what, 40))))
    if fields.version != VERSION:
        raise _DamagedError(
            say(
                "it is of version {version}, and this bitotui reads {known}; a newer one may read it",
                version=fields.version,
                known=VERSION,
            )
        )
    return Heading(harmless(fields.host), fields.redacted)


def _when(fields: _Line) -> tuple[int, int]:
    """Time of receipt and generation."""
    received, generation = fields.received, fields.generation
    if received is None or generation is None:
        missing = "generation" if received is not None else "received"
        raise _DamagedError(say("it has no {field}", field=missing))
    if not 0 <= received <= _LAST:
        raise _DamagedError(say("{field} is no time in nanoseconds", field="received"))
    if not 0 <= generation < _GENERATIONS:
        raise _DamagedError(say("{field} is out of range", field="generation"))
    return received, generation


def _step(link: str, fields: _Line) -> RecordedStep:
    received, generation = _when(fields)
    try:
        state, does = State(link), Does(fields.does)
    except ValueError as error:
        raise _DamagedError(harmless(str(error))) from error
    if state is State.REPLAY:
        raise _DamagedError(say("a replay cannot be recorded"))
    return RecordedStep(received, generation, state, harmless(fields.words, WORDS_LIMIT), does)


def _message(fields: _Line) -> RecordedMessage:
    received, generation = _when(fields)
    if (fields.text is None) is (fields.base64 is None):
        raise _DamagedError(say("it must have one of text, base64 and link"))
    if fields.text is not None:
        return RecordedMessage(received, generation, fields.text.encode())
    try:
        raw = base64.b64decode(fields.base64 or "", validate=True)
    except binascii.Error as error:
        raise _DamagedError(say("{field} is none", field="base64")) from error
    return RecordedMessage(received, generation, raw, not fields.binary)
