from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.panel import Panel
from rich.text import Text

from tui.ui.widgets.cell_text import REPLACEMENT, fit, literal, printable, renderable, same_cell

R = REPLACEMENT


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("1.25000000", "1.25000000"),
        ("比特幣", "比特幣"),
        ("a\x1b]52;c;x\x07b", f"a{R}]52;c;x{R}b"),
        ("a\r\nb\tc\x00", f"a{R}{R}b{R}c{R}"),
        ("a\x9b31mb\x7f", f"a{R}31mb{R}"),
        ("\u202eBTC\u2066\u200b\ufeff", f"{R}BTC{R}{R}{R}"),
        ("1\u00a0000\u3000x", "1 000 x"),
        ("\ud800", R),
    ],
)
def test_what_is_not_printable_is_replaced_one_for_one(given_text: str, shown: str) -> None:
    assert printable(given_text) == shown
    assert len(printable(given_text)) == len(given_text)


def test_a_newline_stays_where_a_cell_has_lines() -> None:
    assert printable("a\nb\x1b", lines=True) == f"a\nb{R}"


@given(st.text())
def test_nothing_unprintable_is_left(text: str) -> None:
    assert literal(text).plain.isprintable()
    assert literal(Text(text)).plain.isprintable()


@pytest.mark.parametrize(
    "text", ["[bold]x[/]", "[/] boom", "[@click=app.quit]x", "[link=http://a]b[/link]", "\\[x"]
)
def test_markup_is_text(text: str) -> None:
    shown = literal(text)
    assert shown.plain == text
    assert shown.spans == []


def test_a_clean_text_is_taken_as_it_is_and_an_unclean_one_keeps_its_spans() -> None:
    clean = Text("BTC", style="red")
    assert literal(clean) is clean
    unclean = Text("B\x1bC", style="red")
    unclean.stylize("bold", 2, 3)
    shown = literal(unclean)
    assert (shown.plain, shown.style, shown.spans) == (f"B{R}C", "red", unclean.spans)
    assert unclean.plain == "B\x1bC"


def test_other_values_are_shown_as_data_table_shows_them() -> None:
    panel = Panel("x")
    shown = [renderable(value) for value in (None, 1.005e3, 7, True, "[b]")]
    assert [str(text) for text in shown] == ["", "1005.00", "7", "True", "[b]"]
    assert renderable(panel) is panel


@pytest.mark.parametrize(
    ("new", "same"),
    [
        (Text("1", style="red", justify="right"), True),
        (Text("2", style="red", justify="right"), False),
        (Text("1", style="blue", justify="right"), False),
        (Text("1", style="red", justify="left"), False),
        (Text("1", style="red", justify="right", overflow="ellipsis"), False),
        (Text("1", style="red", justify="right", no_wrap=True), False),
        (Text("1", style="red", justify="right", spans=Text.styled("1", "bold").spans), False),
        ("1", False),
    ],
)
def test_cells_are_the_same_when_they_look_the_same(new: str | Text, same: bool) -> None:
    assert same_cell(Text("1", style="red", justify="right"), new) is same


def test_equal_strings_are_the_same_cell() -> None:
    assert same_cell("BTC", "BT" + "C")
    assert not same_cell("1", "1.0")
    assert not same_cell(1, True)


@given(st.text(), st.integers(0, 40), st.sampled_from([None, "left", "right", "center", "full"]))
def test_a_fitted_text_is_as_wide_as_asked(text: str, width: int, justify: str | None) -> None:
    assert cell_len(fit(printable(text), width, justify)) == width


@pytest.mark.parametrize(
    ("text", "width", "justify", "fitted"),
    [
        ("12", 5, None, "12   "),
        ("12", 5, "right", "   12"),
        ("12", 5, "center", " 12  "),
        ("12  ", 5, "right", "   12"),
        ("123456", 4, "right", "1234"),
        ("比特幣", 5, "right", "比特 "),
        ("比特", 6, "right", "  比特"),
        ("x", 0, None, ""),
    ],
)
def test_texts_are_cut_and_placed(text: str, width: int, justify: str | None, fitted: str) -> None:
    assert fit(text, width, justify) == fitted
