"""The body of the balance call: each row read whole, or said to be unreadable."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import NO_AMOUNTS, balance, often, row, spellings
from tui.core.amount import digits
from tui.core.answer import Rows, Unreadable, rows_of
from tui.core.wire import MESSAGE_LIMIT


def body(*rows: object) -> bytes:
    return json.dumps({"data": rows}).encode()


def read(raw: bytes) -> Rows:
    rows = rows_of(raw)
    assert isinstance(rows, Rows)
    return rows


def test_codes_come_in_lower_case() -> None:
    rows = read(body(row("btc", amount="1.50", available="1.0"), row("1inch", tradable=False)))
    assert rows.balances == {
        "BTC": balance("BTC", "1.50", "1.0"),
        "1INCH": balance("1INCH", tradable=False),
    }
    assert not rows.unreadable
    assert not rows.nameless


@often
@given(spellings)
def test_amounts_are_exact(text: str) -> None:
    found = read(body(row("btc", amount=text, available=text, stake=text))).balances["BTC"]
    assert digits(found.amount) == text


@pytest.mark.parametrize("bad", [*NO_AMOUNTS, 1, 1.5, None, True, ["1"]])
def test_a_row_with_no_plain_decimal_is_unreadable_and_the_others_are_not(bad: object) -> None:
    rows = read(body(row("btc", available=bad), row("eth")))
    assert (set(rows.balances), set(rows.unreadable)) == ({"ETH"}, {"BTC"})


@pytest.mark.parametrize("bad", ["yes", 1, None])
def test_tradable_is_a_truth_value(bad: object) -> None:
    assert read(body(row("btc", tradable=bad))).unreadable == {"BTC"}


@pytest.mark.parametrize("rows", [(row("btc"), row("BTC")), (row("btc"), row("btc"), row("btc"))])
def test_a_currency_that_stands_there_twice_is_unreadable(rows: tuple[object, ...]) -> None:
    found = read(body(*rows, row("eth")))
    assert (set(found.balances), set(found.unreadable)) == ({"ETH"}, {"BTC"})


@pytest.mark.parametrize(
    "bad", [5, "btc", None, [], {}, row("b-c"), row(""), row("x" * 21), row("\u0131"), {"currency": 7}]
)
def test_a_row_without_a_code_is_counted(bad: object) -> None:
    assert read(body(row("btc"), bad)).nameless == 1


def test_a_row_that_names_something_twice_has_no_meaning() -> None:
    raw = (
        b'{"data":[{"currency":"btc","amount":"1","amount":"2","available":"1","stake":"0","tradable":true}]}'
    )
    assert read(raw).nameless == 1


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "Expecting value"),
        (b"<html>", "Expecting value"),
        (b"\xff\xfe", "decode"),
        (b"[]", "no list of balances"),
        (b'{"data":{}}', "no list of balances"),
        (b'{"data":[],"data":[]}', "no list of balances"),
        (b"[" * 100_000, "too deeply nested"),
        (b"9" * 10_000, "digit"),
        (b" " * (MESSAGE_LIMIT + 1), "longer than"),
    ],
)
def test_what_is_no_answer_says_why(raw: bytes, why: str) -> None:
    found = rows_of(raw)
    assert isinstance(found, Unreadable)
    assert why in found.reason


@often
@given(st.binary(max_size=200))
def test_nothing_makes_it_raise(raw: bytes) -> None:
    rows_of(raw)
    rows_of(b'{"data":[' + raw + b"]}")
