"""The names of an expression in Chinese are those in English, and what is wrong with one is said with them there."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given

from tests.core.builders import often
from tests.core.expressions import trees
from tui.core.expression import CHANGED, Expression, Field, Flag
from tui.core.hiding import hidden_fault
from tui.core.parsing import LONGEST, Fault, parse
from tui.core.spelling import spelt
from tui.core.writing import MASK
from tui.tongue import say, speak

NAMES = re.compile("|".join([*(field.value for field in Field), *(flag.value for flag in Flag), CHANGED]))


@pytest.fixture
def chinese() -> Iterator[None]:
    """Spoken as long as the test lasts."""
    speak("zh-TW")
    try:
        yield
    finally:
        speak("en")


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


@often
@given(trees)
def test_a_tree_spelt_with_names_in_chinese_is_read_as_the_same_tree(tree: Expression) -> None:
    speak("zh-TW")
    try:
        text = NAMES.sub(lambda found: say(found[0]), spelt(tree))
    finally:
        speak("en")
    assert text.isascii() is (NAMES.search(spelt(tree)) is None)
    assert len(text) > LONGEST or parse(text) == tree


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("價格>0", "「價格」不是數值的名稱：可用、掛單中、變動、總額、質押"),
        ("btc 總額", "總額後面要有比較，例如 總額>0"),
        ("changed", "變動後面要有比較，例如 變動>5m"),
        ("amount>1e9", "「1e9」不是一般十進位數，例如 0.5"),
        ("變動<5", "「5」不是時間，例如 5m、90s、2h、1d"),
        ("餘額", "「餘額」不可能是幣種代碼的一部分"),
        ("btc & eth", "「&」在這裡沒有意義"),
    ],
)
def test_a_fault_is_said_with_the_names_and_quotes_of_the_language(text: str, words: str) -> None:
    found = parse(text)
    assert isinstance(found, Fault)
    assert found.words == words


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize("text", ["amount>73197,5", '"73197」73197"', "changed<73197"])
def test_while_amounts_are_hidden_what_it_quotes_is_hidden_in_chinese_too(text: str) -> None:
    found = parse(text)
    assert isinstance(found, Fault)
    assert "73197" in found.words
    assert "73197" not in hidden_fault(found.words)
    assert f"「{MASK}」" in hidden_fault(found.words)
