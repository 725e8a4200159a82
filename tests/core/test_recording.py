"""The lines of a recording: what goes in comes out, and no line can do harm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import NOW, message, often, row
from tui.core import intake
from tui.core.book import Book
from tui.core.link import State
from tui.core.novelty import Novelties
from tui.core.record import Does, Kind, LinkRecord, MessageRecord
from tui.core.recording import (
    LINE_LIMIT,
    Damaged,
    Heading,
    RecordedMessage,
    RecordedStep,
    came_as_text,
    header,
    link_line,
    message_line,
    read_line,
)
from tui.core.wire import MESSAGE_LIMIT

AT = NOW * 1_000_000 + 365

times = st.integers(0, (1 << 63) - 1)
generations = st.integers(0, (1 << 31) - 1)


def test_the_lines_are_what_the_format_says() -> None:
    assert header("127.0.0.1:9000") == b'{"bitotui": "recording", "version": 1, "host": "127.0.0.1:9000"}\n'
    assert header("a.test", redacted=True).endswith(b'"host": "a.test", "redacted": true}\n')
    assert message_line(7, 2, b'{"a": 1}') == b'{"received": 7, "generation": 2, "text": "{\\"a\\": 1}"}\n'
    assert message_line(7, 2, b"\xff") == b'{"received": 7, "generation": 2, "base64": "/w=="}\n'
    assert link_line(7, 2, State.LIVE, "live") == (
        b'{"received": 7, "generation": 2, "link": "LIVE", "words": "live", "does": "nothing"}\n'
    )


@often
@given(
    received=times, generation=generations, raw=st.binary() | st.text().map(str.encode), is_text=st.booleans()
)
def test_a_message_comes_back_byte_for_byte(
    received: int, generation: int, raw: bytes, is_text: bool
) -> None:
    line = message_line(received, generation, raw, is_text=is_text)

    assert read_line(line) == RecordedMessage(received, generation, raw, is_text)
    assert is_printable(line)


@often
@given(
    received=times,
    generation=generations,
    state=st.sampled_from([state for state in State if state is not State.REPLAY]),
    words=st.text(),
    does=st.sampled_from(Does),
)
def test_a_step_comes_back_with_its_words_made_harmless(
    received: int, generation: int, state: State, words: str, does: Does
) -> None:
    line = link_line(received, generation, state, words, does)
    step = read_line(line)

    assert isinstance(step, RecordedStep)
    assert (step.received, step.generation, step.state, step.does) == (received, generation, state, does)
    assert is_printable(line)
    assert link_line(received, generation, state, step.words, does) == line


def is_printable(line: bytes) -> bool:
    """Whether a line is one line, and harms no terminal."""
    return line.endswith(b"\n") and all(0x20 <= byte < 0x7F for byte in line[:-1])


def test_the_heading_comes_back() -> None:
    assert read_line(header("a.test", redacted=True)) == Heading("a.test", redacted=True)


def test_the_longest_message_fits_into_a_line_however_it_is_spelt() -> None:
    for byte in (b"\x01", b"\x7f", "é".encode(), b"\xff"):
        raw = (byte * MESSAGE_LIMIT)[:MESSAGE_LIMIT]
        assert read_line(message_line((1 << 63) - 1, (1 << 31) - 1, raw)) == RecordedMessage(
            (1 << 63) - 1, (1 << 31) - 1, raw
        )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"", "it is empty"),
        (b"\n", "it is empty"),
        (b"nonsense", "JSON is malformed"),
        (b"[]", "Expected `object`, got `array`"),
        (b'{"received": 1}', "no generation"),
        (b'{"generation": 1, "text": ""}', "no received"),
        (b'{"received": -1, "generation": 1, "text": ""}', "no time"),
        (b'{"received": 1, "generation": -1, "text": ""}', "generation is out of range"),
        (b'{"received": 1, "generation": 1}', "one of text, base64 and link"),
        (b'{"received": 1, "generation": 1, "text": "a", "base64": "YQ=="}', "one of text, base64 and link"),
        (b'{"received": 1, "generation": 1, "base64": "~"}', "base64 is none"),
        (b'{"received": 1, "generation": 1, "text": "\\ud800"}', "truncated"),
        (b'{"received": 1, "generation": 1, "link": "GONE"}', "'GONE' is not a valid State"),
        (b'{"received": 1, "generation": 1, "link": "REPLAY"}', "a replay cannot be recorded"),
        (b'{"received": 1, "generation": 1, "link": "LIVE", "does": "harm"}', "'harm' is not a valid Does"),
        (b'{"received": "1", "generation": 1, "text": ""}', "got `str`"),
        (b'{"bitotui": "journal"}', "no recording but 'journal'"),
        (b'{"bitotui": "recording", "version": 2}', "a newer one may read it"),
        pytest.param(b'"' + b"a" * LINE_LIMIT + b'"', "longer than", id="too long"),
        pytest.param(b"[" * 100_000, "got `array`", id="too deep"),
        pytest.param(b'{"more": ' + b"[" * 100_000, "recursion", id="too deep where nobody looks"),
    ],
)
def test_bad_input_names_its_line_and_what_is_wrong(line: bytes, reason: str) -> None:
    damaged = read_line(line, 17)

    assert isinstance(damaged, Damaged)
    assert damaged.number == 17
    assert reason in damaged.reason


@often
@given(st.binary())
def test_no_bytes_raise(line: bytes) -> None:
    assert isinstance(read_line(line), Damaged | RecordedMessage | RecordedStep | Heading)


@pytest.mark.parametrize("is_text", [True, False])
@pytest.mark.parametrize("raw", [message(row()), b"null", b'{"event": "TICKER"}', b"", b"\xff\x00"])
def test_whether_a_message_came_as_text_is_known_from_its_record(raw: bytes, is_text: bool) -> None:
    _, record = intake.take(
        Book(), raw, is_text=is_text, received=NOW, seen=0, generation=0, novelties=Novelties()
    )

    assert came_as_text(record) is is_text


def test_a_message_that_was_rejected_came_as_text() -> None:
    assert came_as_text(MessageRecord(NOW, 1, Kind.REJECTED, b"\xff"))
    assert came_as_text(LinkRecord(NOW, 1, State.LIVE, "live"))
