from rich.cells import cell_len
from rich.text import Text

from tui.ui.screens.folding import folded_behind

SENTENCE = "顯示隱藏的欄位，編號見欄位選擇；再按同一鍵反向，例如 btc amount>1（總額）。"


def test_chinese_is_folded_at_the_edge_and_set_in_behind_the_keys() -> None:
    lines = folded_behind(Text.assemble(("1-7       ", "bold"), SENTENCE), 10, 40)

    assert "".join(line.plain.strip() for line in lines).replace(" ", "") == f"1-7{SENTENCE}".replace(" ", "")
    assert all(line.plain.startswith(" " * 10) for line in lines[1:])
    assert all(30 < cell_len(line.plain) <= 40 for line in lines[:-1])
    assert [span.style for span in lines[0].spans] == ["bold"]


def test_a_key_wider_than_the_others_has_its_sentence_further_in() -> None:
    lines = folded_behind(Text("ctrl+p 佈景主題 " + SENTENCE), 10, 40)

    indent = cell_len("ctrl+p 佈景主題 ")
    assert all(line.plain[:indent] == " " * indent and line.plain[indent] != " " for line in lines[1:])
    assert all(cell_len(line.plain) <= 40 for line in lines)


def test_what_has_no_sentence_is_one_line() -> None:
    assert [line.plain for line in folded_behind(Text("在表格中"), 4, 40)] == ["在表格中"]
