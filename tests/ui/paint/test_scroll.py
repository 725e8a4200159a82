"""Lines that moved are moved by the terminal, when that is cheaper."""

from __future__ import annotations

from tui.ui.paint.cells import BLANK, Row
from tui.ui.paint.scroll import Scroll, find, moved, sequence

WIDTH = 60


def screen(*lines: str) -> list[Row]:
    return [[(character, "") for character in line.ljust(WIDTH)] for line in lines]


def entry(number: int) -> str:
    return f"{number:4d} {chr(65 + number % 26) * 40} {number * 7919 % 10007}"


HEAD = ["status", "", "table 1", "table 2"]


def test_a_log_that_moves_up_is_scrolled() -> None:
    shown = screen(*HEAD, *(entry(n) for n in range(6)))
    want = screen(*HEAD, *(entry(n) for n in range(1, 7)))
    assert find(want, shown, range(4, 10), None) == Scroll(4, 9, 1)


def test_a_table_that_moves_down_by_three_is_scrolled() -> None:
    shown = screen(*HEAD, *(entry(n) for n in range(10)))
    want = screen(*HEAD, *(entry(n) for n in range(97, 100)), *(entry(n) for n in range(7)))
    assert find(want, shown, range(4, 14), None) == Scroll(4, 13, -3)


def test_lines_beside_something_that_stays_are_scrolled_only_if_it_pays() -> None:
    shown = screen(*(f"{entry(n)[:40]}{'detail' * 3}" for n in range(10)))
    want = screen(*(f"{entry(n + 1)[:40]}{'detail' * 3}" for n in range(10)))
    assert find(want, shown, range(10), None) == Scroll(0, 9, 1)
    shown = screen(*(f"{n:2d} {entry(n * 31)}" for n in range(10)))
    want = screen(*(f"{n + 1:2d} {entry(n * 31)}" for n in range(10)))
    assert find(want, shown, range(10), None) is None


def test_a_slow_line_is_spared_scrolls_that_break_what_is_right() -> None:
    shown = screen(*(f"{entry(n)[:40]}{n * 7777:10d}" for n in range(10)))
    want = screen(*(f"{entry(n + 1)[:40]}{n * 7777:10d}" for n in range(10)))
    assert find(want, shown, range(10), None) is not None
    assert find(want, shown, range(10), 0) is None


def test_nothing_is_scrolled_when_nothing_moved() -> None:
    shown = screen(*(entry(n) for n in range(10)))
    want = screen(*(entry(n + 300) for n in range(10)))
    assert find(want, shown, range(10), None) is None


def test_the_sequences() -> None:
    assert sequence(Scroll(4, 9, 1), 20, edit_lines=True) == "\x1b[5;10r\x1b[10H\n\x1b[r"
    assert sequence(Scroll(4, 9, -2), 20, edit_lines=True) == "\x1b[5;10r\x1b[5H\x1bM\x1bM\x1b[r"
    assert sequence(Scroll(4, 19, 2), 20, edit_lines=False) == "\x1b[5r\x1b[20H\n\n\x1b[r"
    assert sequence(Scroll(4, 19, 2), 20, edit_lines=True) == "\x1b[5H\x1b[2M"
    assert sequence(Scroll(4, 19, -1), 20, edit_lines=True) == "\x1b[5H\x1b[L"


def test_what_stands_on_the_screen_afterwards() -> None:
    shown = screen("a", "b", "c", "d")
    blank: Row = [BLANK] * WIDTH
    unknown: Row = [None] * WIDTH
    assert moved(shown, Scroll(1, 3, 1), plain=True) == [*screen("a", "c", "d"), blank]
    assert moved(shown, Scroll(0, 2, -2), plain=False) == [unknown, unknown, *screen("a", "d")]
    assert list(Scroll(1, 3, 1).fresh) == [3]
    assert list(Scroll(0, 2, -2).fresh) == [0, 1]
