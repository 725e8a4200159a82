"""The steps between two pens are right on a terminal, and never longer than saying the new one whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.paint.terminal import Terminal
from tui.ui.paint.sgr import Pen, canonical, erases, parse, step

colours = ["", "3{}", "9{}", "38;5;20{}", "38;2;1;2;{}"]
pens = st.builds(
    lambda attributes, front, back, n: ";".join(
        [*sorted(attributes), *filter(None, [front.format(n), back.replace("3", "4", 1).format(n)])]
    ),
    st.sets(st.sampled_from(["1", "3", "4", "5", "7", "9"])),
    st.sampled_from(colours),
    st.sampled_from([colour for colour in colours if not colour.startswith("9")]),
    st.integers(0, 7),
)


def shown(*sequences: str) -> object:
    terminal = Terminal(2, 1)
    terminal.feed("".join([*sequences, "x"]).encode())
    return terminal.cells()[0][0]


@given(old=pens, new=pens)
def test_a_step_shows_the_new_pen(old: str, new: str) -> None:
    assert shown(step(None, old), step(old, new)) == shown(step(None, new))


@given(old=pens, new=pens)
def test_a_step_is_never_longer_than_the_whole_pen(old: str, new: str) -> None:
    assert len(step(old, new)) <= len(f"\x1b[0;{new}m")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("31", "31", ""),
        ("1;31;44", "31;44", "\x1b[22m"),
        ("1;2;31;44;53", "2;31;44;53", "\x1b[22;2m"),
        ("31", "", "\x1b[m"),
        (None, "", "\x1b[m"),
        ("4;38;2;1;2;3;48;2;4;5;6", "38;2;1;2;3;48;2;4;5;6", "\x1b[24m"),
        ("38;2;1;2;3;48;2;4;5;6", "38;2;1;2;3", "\x1b[49m"),
        ("999;31", "31", "\x1b[0;31m"),
    ],
)
def test_a_step_says_only_what_changes(old: str | None, new: str, expected: str) -> None:
    assert step(old, new) == expected


def test_a_pen_is_taken_apart() -> None:
    assert parse("1;4;38;5;9;48;2;1;2;3") == Pen("38;5;9", "48;2;1;2;3", frozenset({"1", "4"}))
    assert parse("97;103") == Pen("97", "103", frozenset())


@pytest.mark.parametrize(("pen", "same"), [("39;49", ""), ("39;40", "40"), ("4;1;31;49", "1;4;31"), ("", "")])
def test_a_pen_has_one_form(pen: str, same: str) -> None:
    assert canonical(pen) == same


@pytest.mark.parametrize(
    ("pen", "with_background", "without"),
    [
        ("", True, True),
        ("1;31", True, True),
        ("44", True, False),
        ("4", False, False),
        ("7;44", False, False),
    ],
)
def test_what_erasing_paints(pen: str, with_background: bool, without: bool) -> None:
    assert erases(pen, paints_background=True) is with_background
    assert erases(pen, paints_background=False) is without
