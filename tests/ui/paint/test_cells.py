"""Strips become cells: one a column, wide characters whole, and nothing that commands the terminal."""

from __future__ import annotations

import pytest
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.ui.paint.cells import BLANK, Cell, Palette, is_wide, width_is_sure


def cells(*texts: str, width: int | None = None, style: Style | None = None) -> list[Cell]:
    return Palette(ColorSystem.TRUECOLOR).cells(Strip([Segment(text, style) for text in texts], width))


def shown(*texts: str, width: int | None = None) -> list[str]:
    return [text for text, _pen in cells(*texts, width=width)]


def test_a_cell_carries_its_pen() -> None:
    assert cells("a", style=Style.parse("bold red on #010203")) == [("a", "1;31;48;2;1;2;3")]


def test_the_terminals_own_colours_are_no_pen() -> None:
    assert cells("a", style=Style.parse("default on default")) == [("a", "")]


def test_a_wide_character_takes_two_cells() -> None:
    assert shown("比x") == ["比", "", "x"]


def test_a_combining_character_belongs_to_the_one_before() -> None:
    assert shown("e\u0301x") == ["e\u0301", "x"]
    assert shown("e", "\u0301x") == ["e\u0301", "x"]
    assert shown("比", "\u0301x") == ["比\u0301", "", "x"]


@pytest.mark.parametrize(
    "hostile", ["\x1b", "\x07", "\x9b", "\u202e", "\u200b", "\ufeff", "\u2028", "\x7f", "\n"]
)
def test_no_command_to_the_terminal_gets_into_a_cell(hostile: str) -> None:
    found = "".join(shown(f"a{hostile}b比{hostile}c"))
    assert hostile not in found
    assert found.replace(" ", "").startswith("ab比c")


def test_a_strip_is_as_wide_as_it_claims() -> None:
    assert cells("ab", width=4) == [("a", ""), ("b", ""), BLANK, BLANK]
    assert shown("abcd", width=2) == ["a", "b"]
    assert shown("a比", width=2) == ["a", " "]


def test_equal_cells_are_one_object() -> None:
    palette = Palette(ColorSystem.TRUECOLOR)
    style = Style.parse("red")
    first, second = palette.cells(Strip([Segment("aa", style)]))
    assert first is second
    assert palette.cells(Strip([Segment("a", Style.parse("red"))]))[0] is first


def test_the_palette_forgets_styles_before_there_are_too_many() -> None:
    palette = Palette(ColorSystem.TRUECOLOR)
    for number in range(5000):
        palette.pen(Style(meta={"row": number}))
    assert len(palette._pens) <= 4096


@pytest.mark.parametrize(
    ("grapheme", "sure", "wide"),
    [
        ("a", True, False),
        ("比", True, True),
        ("─", False, False),
        ("e\u0301", False, False),
        ("🚀", False, True),
    ],
)
def test_terminals_agree_on_the_width_of_some_characters(grapheme: str, sure: bool, wide: bool) -> None:
    assert width_is_sure(grapheme) is sure
    assert is_wide(grapheme) is wide
