import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import is_harmless, message, often, row
from tui.core.message import readable


def test_a_message_is_indented_with_every_token_as_it_was_sent() -> None:
    raw = b'{"event":"ACCOUNT_BALANCE","data":{"BTC":{"amount":"1.500","n":1.50e3}}}'
    assert readable(raw) == (
        "{",
        '  "event": "ACCOUNT_BALANCE",',
        '  "data": {',
        '    "BTC": {',
        '      "amount": "1.500",',
        '      "n": 1.50e3',
        "    }",
        "  }",
        "}",
    )


@pytest.mark.parametrize(
    ("raw", "lines"),
    [
        (b"", ("",)),
        (b"no json", ("no json",)),
        (b"two\nlines", ("two", "lines")),
        (b"\xff\x1b[31m", ("\\xff\\u{1b}[31m",)),
        (b"a\r\nb", ("a\\u{d}", "b")),
        (b'"[bold]"', ('"[bold]"',)),
        ('"\u202e\u2028"'.encode(), ('"\\u{202e}\\u{2028}"',)),
    ],
)
def test_what_is_no_json_is_shown_as_it_is_and_harmless(raw: bytes, lines: tuple[str, ...]) -> None:
    assert readable(raw) == lines


@often
@given(st.binary(max_size=100) | st.text(max_size=50).map(lambda text: message(row(), note=text)))
def test_nothing_that_was_received_can_do_more_than_be_read(raw: bytes) -> None:
    assert all(is_harmless(line) for line in readable(raw))


def test_what_is_shown_of_a_sound_message_says_the_same() -> None:
    raw = message(row("BTC", amount="0.10"), row("ETH"))
    assert json.loads("\n".join(readable(raw))) == json.loads(raw)


def test_a_line_of_a_megabyte_is_cut_and_a_deep_nest_is_no_crash() -> None:
    assert [len(line) for line in readable(b"x" * (1 << 20))] == [4_096]
    assert readable(b"[" * 200_000)
    assert readable(b"[" * 900 + b"]" * 900) == ("[" * 900 + "]" * 900,)


@pytest.mark.parametrize(
    "raw",
    [b"[" + b"1," * 120_000 + b"1]", b"[" * 500 + b"1," * 500_000 + b"1" + b"]" * 500, b"\n" * (1 << 20)],
    ids=["many elements", "many of them deep down", "line breaks"],
)
def test_a_hostile_message_is_no_more_than_a_screen_can_bear(raw: bytes) -> None:
    lines = readable(raw)
    assert len(lines) <= 5_001
    assert sum(map(len, lines)) < 100_000
    assert lines[-1].endswith("more lines") or lines[-1].endswith("…")


def test_a_snapshot_of_500_currencies_is_whole() -> None:
    raw = message(*(row(f"C{number:03}") for number in range(500)))
    assert json.loads("\n".join(readable(raw))) == json.loads(raw)
