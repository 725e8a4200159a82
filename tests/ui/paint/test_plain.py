"""ASCII in place of what breaks in some terminals, one column for one column."""

import unicodedata

from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.core.chart import EIGHTHS, blocks
from tui.ui.paint.cells import Palette
from tui.ui.paint.plain import PLAIN, plain

FULL = Palette(ColorSystem.TRUECOLOR)
ASCII = Palette(ColorSystem.TRUECOLOR, plain)
NO_COLOURS = Palette(None)


def shown(text: str) -> str:
    return "".join(character for character, _ in ASCII.cells(Strip([Segment(text)])))


def test_all_lines_and_blocks_have_a_character_of_one_column() -> None:
    for code in range(0x2500, 0x25A0):
        assert len(PLAIN[chr(code)]) == 1
    assert all(len(text) == len(put) == 1 and put.isascii() for text, put in PLAIN.items())


def test_what_we_show_of_ambiguous_width_is_replaced() -> None:
    ours = "▲▼◆▴▾▸·–−…×↑↓←→─│█"
    assert "A" in {unicodedata.east_asian_width(character) for character in ours}
    assert shown(ours).isascii()


def test_a_line_of_the_screen_reads_on() -> None:
    assert (
        shown("ADA ▲  1.5 · nonzero, −0.25 … │ d···@example.com")
        == "ADA ^  1.5 - nonzero, -0.25 ~ | d---@example.com"
    )


def test_levels_of_a_chart_stay_apart() -> None:
    (row,) = blocks(tuple(range(EIGHTHS)), 1)
    levels = shown(row)
    assert levels.isascii()
    assert len(set(levels)) == EIGHTHS


def test_what_others_wrote_stays_and_columns_stay_where_they_are() -> None:
    strip = Strip([Segment("比特幣│é", Style.parse("red"))])
    assert shown("比特幣│é") == "比特幣|é"
    assert [pen for _, pen in ASCII.cells(strip)] == [pen for _, pen in FULL.cells(strip)]
    assert len(ASCII.cells(strip)) == strip.cell_length == 8


def test_an_emoji_leaves_no_half_behind() -> None:
    assert shown("🔎x") == "> x"
    assert len(ASCII.cells(Strip([Segment("🔎x")]))) == 3


def test_without_colours_a_pen_has_attributes_alone() -> None:
    style = Style.parse("bold reverse underline #ff0000 on blue")
    assert NO_COLOURS.pen(style) == "1;4;7"
    assert NO_COLOURS.pen(Style.parse("red on #123456")) == ""
    assert "38" in FULL.pen(style)
