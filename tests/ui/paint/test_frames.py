"""Whatever changes, the diffed bytes leave a terminal as a full stock repaint leaves a fresh one."""

from __future__ import annotations

import io
import os
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tests.ui.paint.terminal import Terminal, differences
from tui.ui.paint.cells import Palette
from tui.ui.paint.grid import Grid
from tui.ui.paint.shadow import Shadow

WIDTH, HEIGHT = 24, 9
EXAMPLES = int(os.environ.get("BITOTUI_PAINT_EXAMPLES", "80"))
CONSOLE = Console(file=io.StringIO(), color_system="truecolor", force_terminal=True)

STYLES = [
    None,
    Style.parse("red"),
    Style.parse("bold #102030 on #405060"),
    Style.parse("dim on #405060"),
    Style.parse("default on black"),
    Style.parse("default on default"),
    Style.parse("on black"),
    Style.parse("bold dim"),
    Style.parse("underline on blue"),
    Style.parse("reverse"),
    Style.parse("strike italic bright_green on color(99)"),
]
texts = st.one_of(
    st.text("ab0.9 ", max_size=12),
    st.sampled_from([" " * 20, "比特幣", "e\u0301a", "ﾊﾝｶｸ", "한국원", "─│┌", "", "x比", "500000.00000001"]),
)
segments = st.tuples(texts, st.sampled_from(STYLES)).map(lambda pair: Segment(*pair))
sparse = st.lists(segments, max_size=5).map(
    lambda found: Strip(found).adjust_cell_length(WIDTH, found[-1].style if found else None)
)
dense = st.tuples(st.integers(0, 10**9), st.sampled_from(STYLES)).map(
    lambda pair: Strip([Segment(f"{pair[0] * 7919:x}" * WIDTH, pair[1])]).adjust_cell_length(WIDTH)
)
lines = st.one_of(sparse, dense, dense)
screens = st.lists(lines, min_size=HEIGHT, max_size=HEIGHT)


@st.composite
def steps(draw: st.DrawFn) -> list[tuple[list[Strip], int | None, bool]]:
    """Screens that follow one another, each with a frame limit, and whether all was forgotten before."""
    screen = draw(screens)
    found: list[tuple[list[Strip], int | None, bool]] = [(screen, None, False)]
    for _ in range(draw(st.integers(1, 4))):
        match draw(st.sampled_from(["line", "up", "down", "all", "swap"])):
            case "line":
                y = draw(st.integers(0, HEIGHT - 1))
                screen = [*screen[:y], draw(lines), *screen[y + 1 :]]
            case "swap":
                screen = draw(st.permutations(screen))
            case "all":
                screen = draw(screens)
            case direction:
                top = draw(st.integers(0, HEIGHT - 3))
                bottom = draw(st.integers(top + 2, HEIGHT))
                count = draw(st.integers(1, 2))
                fresh = [draw(lines) for _ in range(count)]
                block = screen[top:bottom]
                block = [*block[count:], *fresh] if direction == "up" else [*fresh, *block[:-count]]
                screen = [*screen[:top], *block[: bottom - top], *screen[bottom:]]
        found.append((screen, draw(st.sampled_from([None, None, 1, 40, 200])), draw(st.integers(0, 9)) == 0))
    return found


def stock(screen: list[Strip]) -> Any:
    """What a fresh terminal shows when Textual itself paints."""
    terminal = Terminal(WIDTH, HEIGHT)
    region = Region(0, 0, WIDTH, HEIGHT)
    painted = LayoutUpdate([[strip] for strip in screen], region).render_segments(CONSOLE)
    terminal.feed(b"\x1b[?7l" + painted.replace("\n", "\r\n").encode())
    return terminal.cells()


@pytest.mark.parametrize("bce", [True, False])
@settings(max_examples=EXAMPLES)
@given(script=steps(), junk=st.binary(max_size=30))
def test_the_diffed_bytes_show_what_a_stock_repaint_shows(
    bce: bool, script: list[tuple[list[Strip], int | None, bool]], junk: bytes
) -> None:
    grid = Grid(WIDTH, HEIGHT, Palette(ColorSystem.TRUECOLOR))
    shadow = Shadow(WIDTH, HEIGHT, bce=bce)
    terminal = Terminal(WIDTH, HEIGHT, bce=bce)
    terminal.feed(b"\x1b[?7l" + bytes(byte for byte in junk if 32 <= byte < 127) + b"\x1b[m")
    for screen, limit, forgotten in script:
        if forgotten:
            shadow.forget()
            grid.touch_all()
        grid.apply(LayoutUpdate([[strip] for strip in screen], Region(0, 0, WIDTH, HEIGHT)))
        first: tuple[int, ...] = (HEIGHT - 1, 3)
        while grid.dirty:
            terminal.feed(shadow.frame(grid, first, limit).replace("\n", "\r\n").encode())
        assert not differences(terminal.cells(), stock(screen))
