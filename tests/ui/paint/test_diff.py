"""One line: nothing for no change, a few bytes for a few digits, erasing where it is shorter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tui.ui.paint.diff import Brush, paint_line
from tui.ui.paint.moves import UNSURE, Place

if TYPE_CHECKING:
    from tui.ui.paint.cells import Cell, Row

THERE = Brush(Place(4, 0), "")


def row(text: str, pen: str = "", width: int = 60) -> Row:
    cells: list[Cell | None] = []
    for character in text:
        cells.append((character, pen))
        if character in "比特幣":
            cells.append(("", pen))
    return cells + [(" ", pen)] * (width - len(cells))


def paint(want: Row, shown: Row, brush: Brush = THERE, *, bce: bool = True) -> str:
    return paint_line(4, want, shown, brush, bce=bce).data


def test_an_equal_line_costs_nothing() -> None:
    assert paint(row("same"), row("same")) == ""


def test_a_changed_digit_costs_a_move_and_a_digit() -> None:
    assert paint(row("amount 1.00000001"), row("amount 1.00000000")) == "\x1b[17G1"


def test_a_short_gap_is_written_over() -> None:
    assert paint(row("1234567"), row("9234967")) == "12345"


def test_a_long_gap_is_jumped_over() -> None:
    assert paint(row("1234567890"), row("9234567899")) == "1\x1b[8C0"


def test_what_is_gone_at_the_end_is_erased() -> None:
    assert paint(row("BTC"), row("BTC and more")) == "\x1b[4G\x1b[K"
    assert paint(row("BTC", "44"), row("BTC and more", "44"), Brush(Place(4, 3), "44")) == "\x1b[K"


def test_a_terminal_without_bce_gets_blanks_for_a_background() -> None:
    want, shown = row("BTC", "44"), row("BTC and more", "44")
    assert paint(want, shown, Brush(Place(4, 3), "44"), bce=False) == " " * 9


def test_long_blanks_between_words_are_erased() -> None:
    want, shown = row("a" + " " * 30 + "b"), row("x" * 32)
    assert paint(want, shown) == "a\x1b[30X\x1b[32Gb"


def test_a_wide_character_is_written_whole() -> None:
    assert paint(row("a比b"), row("axxb")) == "a比"
    assert paint(row("axxb"), row("a比b")) == "axx"


def test_the_pen_is_changed_once_for_a_run() -> None:
    assert paint(row("12", "31", 2), row("34", "31", 2)) == "\x1b[31m12"


def test_the_column_is_unsure_behind_the_last_one_and_behind_disputed_widths() -> None:
    last = paint_line(4, row("ab", width=2), row("xx", width=2), THERE, bce=True)
    disputed = paint_line(4, row("─b"), row("xb"), THERE, bce=True)
    sure = paint_line(4, row("比b"), row("xxb"), THERE, bce=True)
    assert last.brush.place == Place(4, UNSURE)
    assert disputed.brush.place == Place(4, UNSURE)
    assert sure.brush.place == Place(4, 2)


def test_cells_that_nobody_rendered_are_left_alone() -> None:
    unknown: Row = [None] * 4
    assert paint([*row("ab", width=2), *unknown], row("xx", width=6)) == "ab"


def test_an_unknown_terminal_is_written_from_the_start() -> None:
    data = paint(row("ab", width=4), [None] * 4, Brush(None, None))
    assert data == "\x1b[5H\x1b[mab  "


@pytest.mark.parametrize("bce", [True, False])
def test_changing_eight_digits_of_an_amount_takes_at_most_forty_bytes(bce: bool) -> None:
    pen = "38;2;224;224;224;48;2;18;18;18"
    want, shown = row(" BTC 500000000000.12345678", pen), row(" BTC 500000000000.87654321", pen)
    assert len(paint(want, shown, Brush(Place(20, 33), pen), bce=bce)) <= 16
    assert len(paint(want, shown, Brush(Place(20, 33), "1;31"), bce=bce)) <= 50
