"""A move reaches its place, from anywhere, and is short."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.paint.terminal import Terminal
from tui.ui.paint.moves import UNSURE, Place, move

places = st.builds(Place, st.integers(0, 29), st.integers(0, 99))


@given(start=places, end=places)
def test_a_move_reaches_its_place(start: Place, end: Place) -> None:
    terminal = Terminal(100, 30)
    terminal.feed(f"{move(None, *start)}{move(start, *end)}".encode())
    cursor = terminal.screen.cursor
    assert (cursor.y, cursor.x) == end


@given(line=st.integers(0, 29), column=st.integers(0, 99), end=places)
def test_a_move_from_an_unsure_column_reaches_its_place(line: int, column: int, end: Place) -> None:
    terminal = Terminal(100, 30)
    terminal.feed(f"{move(None, line, column)}{move(Place(line, UNSURE), *end)}".encode())
    assert (terminal.screen.cursor.y, terminal.screen.cursor.x) == end


@given(start=places, end=places)
def test_a_move_is_never_longer_than_the_address(start: Place, end: Place) -> None:
    assert len(move(start, *end)) <= len(move(None, *end))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (None, (0, 0), "\x1b[H"),
        (None, (4, 0), "\x1b[5H"),
        (None, (0, 4), "\x1b[;5H"),
        ((3, 7), (3, 7), ""),
        ((3, 7), (3, 8), "\x1b[C"),
        ((3, 7), (3, 0), "\r"),
        ((3, 7), (3, 6), "\b"),
        ((3, 7), (4, 7), "\x1b[B"),
        ((3, 70), (9, 70), "\x1b[6B"),
        ((3, 70), (4, 60), "\x1b[5;61H"),
        ((3, UNSURE), (3, 5), "\x1b[6G"),
    ],
)
def test_the_shortest_way_is_taken(start: Place | None, end: Place, expected: str) -> None:
    place = Place(*start) if start is not None else None
    assert move(place, *end) == expected
