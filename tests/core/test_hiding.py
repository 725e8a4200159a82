import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import amounts, often, row
from tests.core.builders import message as said
from tui.core.amount import digits
from tui.core.hiding import (
    hidden_expression,
    hidden_fault,
    hidden_message,
    hidden_unreadable,
    hidden_words,
)
from tui.core.writing import MASK


@often
@given(amounts, amounts, amounts)
def test_amounts_are_masked_and_all_else_of_a_message_stays(
    amount: Decimal, available: Decimal, stake: Decimal
) -> None:
    held = {"amount": digits(amount), "available": digits(available), "stake": digits(stake)}
    raw = said(row("BTC", **held))
    shown = json.loads("\n".join(hidden_message(raw)))
    assert shown["data"]["BTC"] == row("BTC") | dict.fromkeys(held, MASK)
    assert shown | {"data": {}} == json.loads(raw) | {"data": {}}


@pytest.mark.parametrize(
    "raw",
    [
        b'{"data": {"BTC": {"amount": 73197}}}',
        b'{"data": {"BTC": {"amount": "73197", "amount": "73197.0"}}}',
        b'{"data": {"BTC": {"\\u0061mount": "\\u00373197"}}}',
        b'{"data": {"BTC": ["73197", 73197, [-73197.5], {"73197": 1}]}}',
        b'{"event": ["73197"], "timestamp": {"amount": "73197"}, "eventID": [73197]}',
        b'{"note": "you own 73197 BTC", "amount": "7.3197e4 73197"}',
        b'{"amount": "\\"73197"}',
        b'{"data": {"BTC": {"amount": "73197"',
        b'amount=73197;available="73197"',
        b"\xff73197",
        b'{"73197 BTC": 1}',
        b'{"event": "73197 BTC", "eventID": "73197", "timestamp": 73197, "datetime": "73197", "currency": "73197"}',
        b'{"eventID": "7.3197", "timestamp": 7.3197e15, "datetime": "2026-01-01, 73197", "currency": "7.3197 BTC"}',
        b'{"7.3197e4": 1}',
        b'{"\\u00373197": 1}',
        b"you own 1_73197_000 or 1e-73197",
        b'{"amount": "' + b"73197" * 60_000 + b'"}',
        b"[" * 9_000 + b"73197",
    ],
)
def test_wherever_an_amount_may_stand_it_is_masked(raw: bytes) -> None:
    assert "3197" not in "\n".join(hidden_message(raw))


def test_what_identifies_a_message_stays() -> None:
    raw = said(row("BTC"), eventID="88038887-1de1-4521-b411-93440156cb41", timestamp=1_790_000_000_001)
    text = "\n".join(hidden_message(raw))
    assert "88038887-1de1-4521-b411-93440156cb41" in text
    assert "1790000000001" in text
    assert '"tradable": true' in text


@often
@given(st.text(max_size=60))
def test_anything_at_all_can_be_masked(text: str) -> None:
    assert hidden_message(text.encode("utf-8", "surrogatepass"))


def test_a_reason_is_said_without_what_it_quotes() -> None:
    assert (
        hidden_words("BTC amount is no plain decimal: '1e5'") == f"BTC amount is no plain decimal: '{MASK}'"
    )
    assert hidden_words("event 73197.5") == f"event {MASK}"


@pytest.mark.parametrize("number", ["1_234_567", "1,234,567.5", "1'234'567", "-5", "1e-7", "1.5E+30", ".5"])
def test_a_mask_is_as_wide_for_every_way_to_write_a_number(number: str) -> None:
    assert hidden_message(f"you own {number} BTC".encode()) == (f"you own {MASK} BTC",)


def test_a_code_with_digits_names_its_row() -> None:
    assert '"1INCH": {' in "\n".join(hidden_message(b'{"data": {"1INCH": {"amount": "5"}}}'))


def test_a_filter_is_said_without_what_it_compares_with_but_for_ages() -> None:
    said = hidden_expression("(btc|1inch) amount >= 1,000.5 !stake=-2 changed<5m available!=0.5|inorders>0")
    assert said == (f"(btc|1inch) amount >={MASK} !stake={MASK} changed<5m available!={MASK}|inorders>0")


def test_a_filter_with_names_in_chinese_is_said_so_too() -> None:
    assert hidden_expression("總額>1000 變動<5m 掛單中>0") == f"總額>{MASK} 變動<5m 掛單中>0"
    assert hidden_expression("In orders > 1000") == f"In orders >{MASK}"


def test_why_a_filter_cannot_be_read_is_said_without_what_it_quotes() -> None:
    said = hidden_fault("'73e3' is no plain decimal, such as 0.5")
    assert said == f"'{MASK}' is no plain decimal, such as 0.5"


def test_of_a_filter_that_cannot_be_read_no_number_is_left() -> None:
    said = hidden_unreadable("amount>73e3 available 73197 changed<73 (73197")
    assert said == f"amount>{MASK} available {MASK} {MASK} {MASK}"
