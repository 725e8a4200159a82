import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.core.width import cells, folded, padded

LETTERS = st.text(st.sampled_from("ab Z9-·–−…✓▲é可用餘額，。（）「」\N{COMBINING ACUTE ACCENT}"), max_size=60)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("BTC", 3),
        ("可用餘額", 8),
        ("可用 1.5", 8),
        ("−0.5…", 5),
        ("é", 1),
        ("e\N{COMBINING ACUTE ACCENT}", 1),
    ],
)
def test_a_chinese_character_takes_two_cells(text: str, width: int) -> None:
    assert cells(text) == width


@given(LETTERS)
def test_it_is_as_wide_as_the_screen_takes_it_for(text: str) -> None:
    if not text.startswith("\N{COMBINING ACUTE ACCENT}"):
        assert cells(text) == cell_len(text)


def test_blanks_fill_cells_and_not_characters() -> None:
    assert padded("幣別", 6) == "幣別  "
    assert padded("幣別", 6, right=True) == "  幣別"
    assert padded("currency", 6) == "currency"


@given(LETTERS, st.integers(4, 30))
def test_no_letter_is_lost_in_a_fold(text: str, width: int) -> None:
    assert "".join("".join(folded(text, width)).split()) == "".join(text.split())


@given(LETTERS, st.integers(4, 30))
def test_only_what_may_not_be_parted_stands_out(text: str, width: int) -> None:
    for line in folded(text, width):
        assert cells(line) <= width or " " not in line


def test_chinese_is_folded_between_characters_and_english_between_words() -> None:
    assert folded("讀取這個 .env 檔案，而且只讀它", 10) == ["讀取這個", ".env 檔", "案，而且只", "讀它"]
    assert folded("read the settings from", 8) == ["read the", "settings", "from"]


def test_a_line_begins_with_no_comma_and_ends_with_no_bracket() -> None:
    assert folded("一二三，四", 6) == ["一二", "三，四"]
    assert folded("一二（三）", 6) == ["一二", "（三）"]


def test_nothing_makes_no_line() -> None:
    assert folded("  ", 10) == []
