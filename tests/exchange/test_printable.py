import pytest

from tui.exchange.printable import printable


@pytest.mark.parametrize(
    ("foreign", "shown"),
    [
        ("GET /ws", "GET /ws"),
        ("\x1b[2J\x07\r\n\t\x00\x7f", r"\x1b[2J\x07\r\n\t\x00\x7f"),
        ("\x9b\u202e\u200b\udcff", r"\x9b\u202e\u200b\udcff"),
        ("餘額", r"\u9918\u984d"),
        ("x" * 200, "x" * 200),
        ("x" * 201, "x" * 200 + "..."),
    ],
)
def test_only_printable_ascii_is_left_and_not_too_much_of_it(foreign: str, shown: str) -> None:
    assert printable(foreign) == shown
