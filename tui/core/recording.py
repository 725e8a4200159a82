"""A recording's lines: newline-delimited JSON, one message or one step of the link a line, for people to pass on.

The first line is the heading. A message's bytes stand there as received, in base64 where they are no UTF-8. Every line
is printable ASCII: whatever the exchange sent, a recording harms no terminal.
"""

import base64
import json
from typing import Final

from tui.core.foreign import harmless
from tui.core.link import State
from tui.core.record import Does, LinkRecord, Record

VERSION: Final = 1

_NS: Final = 1_000_000
"""Nanoseconds of a millisecond."""

_WORDS_LIMIT: Final = 1_000


def header(host: str) -> bytes:
    """The first line."""
    return _line({"bitotui": "recording", "version": VERSION, "host": harmless(host)})


def message_line(received_ns: int, generation: int, raw: bytes) -> bytes:
    """A message's line."""
    fields: dict[str, object] = {"received": received_ns, "generation": generation}
    try:
        return _line(fields | {"text": raw.decode()})
    except UnicodeDecodeError:
        return _line(fields | {"base64": base64.b64encode(raw).decode("ascii")})


def link_line(
    received_ns: int, generation: int, state: State, words: str, does: Does = Does.NOTHING
) -> bytes:
    """The line of a step of the link."""
    fields: dict[str, object] = {"received": received_ns, "generation": generation, "link": state.value}
    return _line(fields | {"words": harmless(words, _WORDS_LIMIT), "does": does.value})


def record_line(record: Record) -> bytes:
    """The line of a record."""
    received = record.received * _NS + record.beyond
    if isinstance(record, LinkRecord):
        return link_line(received, record.generation, record.state, record.words, record.does)
    return message_line(received, record.generation, record.raw)


def _line(fields: dict[str, object]) -> bytes:
    # DEL is the one control character that JSON in ASCII may hold as it is.
    return json.dumps(fields, separators=(", ", ": ")).replace("\x7f", "\\u007f").encode("ascii") + b"\n"
