"""A help's lines end at the edge of the terminal, however wide its letters are."""

from argparse import ArgumentParser

import pytest

from tests.tongue.bracketed import speaking_in_brackets
from tui.core.width import cells
from tui.reports.help_format import HelpFormatter

CHINESE = "從這個檔案讀取設定，而且只讀它；其他地方找到的設定一概不用，即使檔案裡缺少了什麼也一樣。"


@pytest.fixture
def parser(monkeypatch: pytest.MonkeyPatch) -> ArgumentParser:
    monkeypatch.setenv("COLUMNS", "60")
    made = ArgumentParser("bitotui", formatter_class=HelpFormatter)
    made.add_argument("--env-file", metavar="PATH", help=CHINESE)
    made.add_argument("--allow-insecure-env", action="store_true", help="take a file that others can read")
    return made


def test_chinese_is_folded_within_the_width(parser: ArgumentParser) -> None:
    lines = parser.format_help().splitlines()
    assert all(cells(line) <= 60 for line in lines)
    assert "".join("".join(line.split()) for line in lines).count(CHINESE[:-1]) == 1


def test_each_line_of_a_help_stands_under_the_first(parser: ArgumentParser) -> None:
    lines = [line for line in parser.format_help().splitlines() if not line.isascii()]
    assert len(lines) > 1
    assert {next(at for at, each in enumerate(line) if not each.isascii()) for line in lines} == {24}


def test_a_long_usage_goes_on_under_its_beginning_by_cells(parser: ArgumentParser) -> None:
    with speaking_in_brackets():
        first, second, *_ = parser.format_usage().splitlines()
    assert first.startswith("「usage:」 bitotui [-h]")
    assert len(second) - len(second.lstrip(" ")) == cells("「usage:」 bitotui ")
