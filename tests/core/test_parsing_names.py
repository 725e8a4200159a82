"""The names of an expression in Chinese are those in English."""

import pytest

from tui.core.parsing import Fault, parse


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("總額>1", "amount>1"),
        ("可用<0.5", "available<0.5"),
        ("質押 > 0", "stake>0"),
        ("掛單中>0", "inorders>0"),
        ("變動<5m", "changed<5m"),
        ("!可交易 非零", "!tradable nonzero"),
        ("btc|(eth 掛單中>=1)", "btc|(eth inorders>=1)"),
    ],
)
def test_a_name_in_chinese_is_the_one_in_english(chinese: str, english: str) -> None:
    assert parse(chinese) == parse(english)


def test_what_is_no_name_is_said_in_its_place() -> None:
    found = parse("btc 餘額>1")
    assert isinstance(found, Fault)
    assert found.place == 4
    assert found.words.startswith("'餘額' is no name of a value: ")


def test_what_is_no_code_is_said_in_its_place() -> None:
    found = parse("餘額")
    assert isinstance(found, Fault)
    assert found.words == "'餘額' can be no part of a currency code"
