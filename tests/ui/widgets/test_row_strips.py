from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.color import Color
from textual.coordinate import Coordinate
from textual.renderables.styled import Styled
from textual.strip import Strip
from textual.widgets.data_table import RowKey

from tui.ui.widgets.row_strips import PLAIN, CellStyles, Frame, Look, RowState, StripCache, cell_segments

if TYPE_CHECKING:
    from collections.abc import Iterable

CONSOLE = Console(file=StringIO(), width=80, height=1, color_system="truecolor", force_terminal=True)
BEFORE = Style.parse("white on blue")
STYLES = st.sampled_from(["", "red", "bold", "on green", "dim italic"])
WORDS = st.text(st.sampled_from("0123 .abc比ﾊ\u0301[/]"), max_size=20)


def cells(segments: Iterable[Segment]) -> list[tuple[str, Style | None]]:
    """Each character with its style."""
    return [(character, segment.style) for segment in segments for character in segment.text]


def by_rich(value: RenderableType, width: int, padding: int, after: Style) -> list[tuple[str, Style | None]]:
    """Render as DataTable does."""
    options = CONSOLE.options.update_dimensions(width, 1).update(no_wrap=True)
    styled = Styled(Padding(value, (0, padding)), pre_style=BEFORE, post_style=after)
    return cells(CONSOLE.render_lines(styled, options)[0])


@st.composite
def texts(draw: st.DrawFn) -> Text:
    plain = draw(WORDS)
    options: dict[str, Any] = {
        "justify": draw(st.sampled_from([None, "default", "left", "right", "center", "full"])),
        "overflow": draw(st.sampled_from([None, "fold", "crop", "ellipsis"])),
        "no_wrap": draw(st.sampled_from([None, True, False])),
    }
    text = Text(plain, style=draw(STYLES), **options)
    for _ in range(draw(st.integers(0, 3))):
        text.stylize(draw(STYLES), draw(st.integers(0, 9)), draw(st.integers(0, 20)))
    return text


@given(texts(), st.integers(0, 24), st.integers(0, 2), st.sampled_from(["", "black on yellow", "on red"]))
def test_a_text_is_drawn_as_rich_draws_it(text: Text, width: int, padding: int, over: str) -> None:
    after = Style.parse(over)
    width += 2 * padding
    drawn = cell_segments(CONSOLE, text, width, padding, CellStyles(BEFORE, after))
    assert cells(drawn) == by_rich(text, width, padding, after)


@given(WORDS, st.integers(0, 24), st.integers(0, 2))
def test_a_str_is_drawn_as_rich_draws_a_literal_text(text: str, width: int, padding: int) -> None:
    width += 2 * padding
    drawn = cell_segments(CONSOLE, text, width, padding, CellStyles(BEFORE, Style.null()))
    assert cells(drawn) == by_rich(Text(text), width, padding, Style.null())


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, Text("")),
        (12.345, Text("12.35")),
        (7, Text("7")),
        (Panel("x"), Panel("x")),
        (Text("a b", no_wrap=False), Text("a b", no_wrap=False)),
    ],
)
def test_other_values_are_drawn_by_rich(value: object, shown: RenderableType) -> None:
    drawn = cell_segments(CONSOLE, value, 9, 1, CellStyles(BEFORE, Style.null()))
    assert cells(drawn) == by_rich(shown, 9, 1, Style.null())


@pytest.mark.parametrize(
    "value",
    [
        "a\x1b[31m",
        Text("a\x1b[31m"),
        Text.styled("a\x1b[31m", "red"),
        Panel("\x1b]0;t\x07"),
        Text("a\nb\x9b"),
    ],
)
def test_no_control_character_is_drawn(value: Any) -> None:
    if isinstance(value, Text):
        value.stylize("bold", 0, 1)
    drawn = cell_segments(CONSOLE, value, 12, 1, CellStyles(BEFORE, Style.null()))
    assert all(segment.text.isprintable() and not segment.control for segment in drawn)


def test_the_cache_keeps_a_row_for_each_state_until_it_is_forgotten() -> None:
    cache, row, strip = StripCache(), RowKey("BTC"), Strip([Segment("x")])
    lit = RowState(-1, None, None)
    cache.put(row, PLAIN, strip)
    assert cache.get(row, PLAIN) is strip
    assert cache.get(row, lit) is None
    cache.put(row, lit, strip)
    cache.forget(row)
    assert cache.get(row, PLAIN) is cache.get(row, lit) is None
    cache.forget(row)


def test_the_cache_holds_no_more_rows_and_states_than_its_limits() -> None:
    cache, strip = StripCache(limit=3), Strip([Segment("x")])
    rows = [RowKey(str(number)) for number in range(5)]
    for row in rows:
        for column in range(9):
            cache.put(row, RowState(column, None, None), strip)
    assert len(cache) == 3
    assert [cache.get(row, RowState(8, None, None)) for row in rows] == [None, None, strip, strip, strip]
    assert cache.get(rows[-1], RowState(0, None, None)) is None
    cache.clear()
    assert len(cache) == 0


@pytest.mark.parametrize(
    ("lights_rows", "stripes", "index", "state"),
    [
        (True, False, 3, RowState(-1, None, None)),
        (False, False, 3, RowState(2, None, None)),
        (True, False, 4, RowState(None, -1, None)),
        (False, True, 4, RowState(None, 1, False)),
        (False, True, 5, RowState(None, None, True)),
        (False, False, 5, PLAIN),
        (False, True, -1, PLAIN),
    ],
)
def test_a_state_is_what_sets_a_row_apart(
    lights_rows: bool, stripes: bool, index: int, state: RowState
) -> None:
    look = Look(Style.null(), Color(0, 0, 0), (), 1, (True, False), ())
    frame = Frame(look, 1, 80, 0, 0, Coordinate(3, 2), Coordinate(4, 1), lights_rows, stripes)
    assert frame.state(index) == state
