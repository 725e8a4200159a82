"""Texts into expressions: what is read, and how what cannot be read is told."""

import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import often
from tests.core.expressions import parsed, trees
from tests.fuzz import expressions as fuzz
from tui.core.expression import All, Expression, Field, names_in
from tui.core.parsing import DEEPEST, LONGEST, Fault, parse
from tui.core.spelling import spelt

PAGE = (Path(__file__).parents[2] / "docs" / "EXPRESSIONS.md").read_text(encoding="utf-8")
EXAMPLES = [
    text.replace("\\|", "|")
    for text in re.findall(r"^\| `(.+?)` \|", PAGE.partition("## Examples")[2], re.MULTILINE)
]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("amount", 6, "amount wants a comparison, such as amount>0"),
        ("changed", 7, "changed wants a comparison, such as changed>5m"),
        ("amount>", 7, "a value is missing, such as 0"),
        ("btc amount>0,5", 11, "'0,5' is no plain decimal, such as 0.5"),
        ("amount>1e9", 7, "'1e9' is no plain decimal, such as 0.5"),
        ("changed<5", 8, "'5' is no time, such as 5m, 90s, 2h, 1d"),
        ("changed<5y", 8, "'5y' is no time, such as 5m, 90s, 2h, 1d"),
        ("price>0", 0, "'price' is no name of a value: available, inorders, changed, amount, stake"),
        (">0", 0, "a name is missing before >"),
        ("btc|", 4, "something is missing at the end"),
        ("(btc", 4, "a ) is missing for the ( at 1"),
        ("btc)", 3, "this ) opens nowhere"),
        ('btc "eth', 4, "a quote is never closed"),
        ('""', 0, "'' can be no part of a currency code"),
        ("btc & eth", 4, "'&' means nothing here"),
        ("x" * 21, 0, f"'{'x' * 21}' can be no part of a currency code"),
        ("a" * (LONGEST + 1), LONGEST, f"longer than {LONGEST} characters"),
        ("!" * (DEEPEST + 1), DEEPEST, f"more than {DEEPEST} brackets and ! within one another"),
    ],
)
def test_a_fault_names_its_place_and_what_to_write(text: str, place: int, words: str) -> None:
    assert parse(text) == Fault(place, words)


@pytest.mark.parametrize("text", ["", " ", "\t \n"])
def test_an_empty_text_leaves_nothing_out(text: str) -> None:
    assert parse(text) == All(())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a b|c", "(a b)|c"),
        ("a|b c", "a|(b c)"),
        ("!a b", "(!a) b"),
        ("a(b)!c", "a b !c"),
        ("AMOUNT>=1", "amount >= 1"),
        ("amount==1", "amount=1"),
        ("changed<300s", "changed<5m"),
        ("changed<5min", "changed<5m"),
        ("!!!a", "!(!(!a))"),
        ("in orders>0", "inorders>0"),
        ("In orders > 0", "inorders>0"),
        ("IN\tORDERS  >= 1", "inorders>=1"),
        ("in orders==0", "inorders=0"),
        ("!in orders>0", "!inorders>0"),
        ("btc|(eth in orders!=0)", "btc|(eth inorders!=0)"),
        ("in in orders>0 in", "in inorders>0 in"),
    ],
)
def test_two_ways_to_say_the_same(one: str, other: str) -> None:
    assert parsed(one) == parsed(other)


@often
@given(trees)
def test_a_tree_printed_back_is_read_as_the_same_tree(tree: Expression) -> None:
    text = spelt(tree)
    assert len(text) > LONGEST or parse(text) == tree


@pytest.mark.parametrize(
    "text", ["in orders", "in orders amount>0", "orders in amount>0", "in !orders", "in|orders"]
)
def test_two_words_that_nothing_compares_are_parts_of_codes(text: str) -> None:
    assert Field.IN_ORDERS not in names_in(parsed(text))


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("in orders>", 10, "a value is missing, such as 0"),
        ("btc in orders>0,5", 14, "'0,5' is no plain decimal, such as 0.5"),
        ('"in" orders>0', 5, "'orders' is no name of a value: available, inorders, changed, amount, stake"),
        ("in(orders>0)", 3, "'orders' is no name of a value: available, inorders, changed, amount, stake"),
        ("orders>0", 0, "'orders' is no name of a value: available, inorders, changed, amount, stake"),
    ],
)
def test_a_fault_at_the_name_in_two_words_names_its_place(text: str, place: int, words: str) -> None:
    assert parse(text) == Fault(place, words)


@often
@given(trees, st.sampled_from(["in orders", "In orders", "IN  \t ORDERS"]))
def test_a_name_can_be_written_as_its_heading_is(tree: Expression, name: str) -> None:
    text = spelt(tree).replace("inorders", name)
    assert len(text) > LONGEST or parse(text) == tree


@often
@given(st.text() | st.lists(st.sampled_from(fuzz.PIECES)).map("".join))
def test_whatever_the_text_it_is_an_expression_or_a_fault_within_it(text: str) -> None:
    fuzz.check(text)


def test_the_fuzzer_reads_some_and_refuses_some() -> None:
    rng = random.Random(1)
    found = [fuzz.check(fuzz.text(rng)) for _ in range(2_000)]

    assert 100 < found.count(True) < 1_900


def test_every_example_in_the_docs_is_read() -> None:
    assert len(EXAMPLES) == 11
    assert [text for text in EXAMPLES if isinstance(parse(text), Fault)] == []
