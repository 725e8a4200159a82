import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.core.builders import often
from tui.core.width import cells, padded, set_right

printable = st.text(
    st.characters(codec="ascii", exclude_categories=["Cc"])
    | st.sampled_from("餘額可用秒分小時天\uff0c\uff1a▲–−…·")
)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("BTC", 3),
        ("餘額", 4),
        ("5 分", 4),
        ("▲", 1),
        ("−0.5", 4),
        ("\uff1a", 2),
        ("e\u0301", 1),
        ("か\u3099", 2),
    ],
)
def test_a_text_takes_the_cells_that_a_terminal_gives_it(text: str, width: int) -> None:
    assert cells(text) == width


@often
@given(printable)
def test_the_screen_counts_the_same_cells(text: str) -> None:
    assert cells(text) == cell_len(text)


@often
@given(printable, st.integers(0, 40))
def test_blanks_bring_a_text_to_its_width_and_never_cut_it(text: str, width: int) -> None:
    for brought in (padded(text, width), set_right(text, width)):
        assert cells(brought) == max(width, cells(text))
    assert padded(text, width).startswith(text)
    assert set_right(text, width).endswith(text)
