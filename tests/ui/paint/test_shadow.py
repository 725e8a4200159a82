"""A frame: the important lines first, the others in turn, and no more than fits."""

from __future__ import annotations

import pytest
from rich.color import ColorSystem
from rich.segment import Segment
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tui.ui.paint.cells import Palette
from tui.ui.paint.grid import Grid, pieces
from tui.ui.paint.shadow import Shadow

WIDTH, HEIGHT = 40, 12


def full(*lines: str) -> LayoutUpdate:
    strips = [[Strip([Segment(line.ljust(WIDTH))], WIDTH)] for line in lines]
    return LayoutUpdate([*strips], Region(0, 0, WIDTH, len(lines)))


def pair(*lines: str) -> tuple[Grid, Shadow]:
    """A grid and a shadow that agree on these lines."""
    grid, shadow = Grid(WIDTH, HEIGHT, Palette(ColorSystem.TRUECOLOR)), Shadow(WIDTH, HEIGHT, bce=True)
    grid.apply(full(*lines))
    shadow.frame(grid)
    return grid, shadow


LINES = [f"line {n} {'abcdefghijkl'[n] * 20}" for n in range(HEIGHT)]
CHANGED = [f"LINE {n} {'mnopqrstuvwx'[n] * 20}" for n in range(HEIGHT)]


def test_what_is_shown_is_not_painted_again() -> None:
    grid, shadow = pair(*LINES)
    grid.touch_all()
    assert shadow.frame(grid) == ""
    assert not grid.dirty


def test_an_update_that_changes_nothing_dirties_nothing_that_counts() -> None:
    grid, shadow = pair(*LINES)
    grid.apply(full(*LINES))
    assert shadow.frame(grid) == ""


def test_the_same_strip_in_the_same_place_is_not_looked_at() -> None:
    grid, _ = pair(*LINES)
    strip = Strip([Segment("x" * WIDTH)], WIDTH)
    update = LayoutUpdate([[strip]], Region(0, 3, WIDTH, 1))
    assert grid.apply(update) == {3}
    assert grid.apply(update) == set()


def test_a_limited_frame_holds_whole_lines_and_leaves_the_rest() -> None:
    grid, shadow = pair(*LINES)
    grid.apply(full(*CHANGED))
    data = shadow.frame(grid, limit=70)
    assert data.count("LINE") == 2
    assert list(grid.dirty) == list(range(2, HEIGHT))


def test_a_frame_holds_at_least_one_line() -> None:
    grid, shadow = pair(*LINES)
    grid.apply(full(*CHANGED))
    assert shadow.frame(grid, limit=1).count("LINE") == 1


def test_the_important_lines_lead_in_their_order() -> None:
    grid, shadow = pair(*LINES)
    grid.apply(full(*CHANGED))
    data = shadow.frame(grid, first=[9, 4])
    assert [data.index(f"LINE {n}") for n in (9, 4, 0)] == sorted(data.index(f"LINE {n}") for n in (9, 4, 0))


def test_no_line_waits_for_ever_behind_important_ones() -> None:
    grid, shadow = pair(*LINES)
    grid.apply(full(*CHANGED))
    frames = 0
    while 11 in grid.dirty:
        busy = [f"{frames} {line}" if n < 2 else line for n, line in enumerate(CHANGED)]
        grid.apply(LayoutUpdate(full(*busy).strips[:2], Region(0, 0, WIDTH, 2)))
        shadow.frame(grid, first=[0, 1], limit=40)
        frames += 1
    assert frames < 40


def test_only_the_lines_asked_for_are_painted() -> None:
    grid, shadow = pair(*LINES)
    grid.apply(full(*CHANGED))
    data = shadow.lines(grid, [5, 6])
    assert data.count("LINE") == 2
    assert 5 not in grid.dirty
    assert 7 in grid.dirty


def test_the_cursor_is_left_where_an_input_method_wants_it() -> None:
    grid, shadow = pair(*LINES)
    assert shadow.cursor(3, 7).endswith("H")
    assert shadow.cursor(3, 7) == ""
    grid.apply(full("other", *LINES[1:]))
    assert shadow.frame(grid)


def test_a_piece_over_half_of_a_wide_character_blanks_the_other_half() -> None:
    grid, _ = pair(*["比特" * 10] * HEIGHT)
    grid.apply(LayoutUpdate([[Strip([Segment("xx")], 2)]], Region(1, 0, 2, 1)))
    assert [cell[0] for cell in grid.rows[0][:6] if cell is not None] == [" ", "x", "x", " ", "比", ""]


@pytest.mark.parametrize(("x", "y"), [(WIDTH, 0), (0, HEIGHT), (-1, 0)])
def test_what_lies_outside_is_left_out(x: int, y: int) -> None:
    grid, shadow = pair(*LINES)
    grid.apply(LayoutUpdate([[Strip([Segment("out")], 3)]], Region(x, y, 3, 1)))
    assert shadow.frame(grid) == ""
    assert all(len(row) == WIDTH for row in grid.rows)


def test_the_pieces_of_a_partial_update_are_those_in_its_spans() -> None:
    strips = [Strip([Segment("abcd")], 4), Strip([Segment("efgh")], 4)]
    update = ChopsUpdate([{0: strips[0], 4: strips[1], 8: None}], [(0, 5, 6)], [[4, 8, 12]])
    assert list(pieces(update)) == [(0, 4, strips[1])]
