"""What a report tells of a message, and what it must not."""

import json

import pytest

from tui.feed.probe_facts import Heard
from tui.reports.doctor.shape import shape

ROW = {"currency": "DOGE", "amount": "98765.4321", "available": "98765.4", "stake": "0", "tradable": True}
MESSAGE = {
    "event": "ACCOUNT_BALANCE",
    "eventID": "5f3a1c9e-0000-4000-8000-000000000000",
    "timestamp": 1_700_000_000_000,
    "datetime": "2023-11-15T06:13:20.000Z",
    "data": {"DOGE": ROW, "SHIB": ROW | {"currency": "SHIB", "amount": "5", "available": "0.50"}},
}


def heard(content: object, *, is_text: bool = True) -> Heard:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return Heard(data, is_text, 0.0123, 1_700_000_002_000)


def test_keys_types_lengths_and_decimals_are_told() -> None:
    told = shape(heard(MESSAGE))
    assert told["decoded_as"] == "balances"
    assert told["datetime_minus_timestamp_hours"] == 8.0
    assert told["received_minus_timestamp_seconds"] == 2
    assert told["keys"] == {
        "event": "string of 15",
        "eventID": "string of 36",
        "timestamp": "number of 13 digits",
        "datetime": "string of 24",
        "data": "object of 2",
    }
    assert (told["has_eventID"], told["has_datetime"], told["currencies"]) == (True, True, 2)
    assert told["rows"]["amount"] == {
        "present": 2,
        "types": {"string": 2},
        "decimals": {"0": 1, "4": 1},
        "no_plain_decimal": 0,
    }
    assert told["rows"]["tradable"] == {"present": 2, "types": {"boolean": 2}}


def test_no_amount_and_no_currency_is_told() -> None:
    text = json.dumps(shape(heard(MESSAGE)))
    for secret in ("DOGE", "SHIB", "98765", "5f3a1c9e", "0.50"):
        assert secret not in text


def test_the_size_does_not_tell_how_many_digits_there_are() -> None:
    richer = MESSAGE | {"data": {"DOGE": ROW | {"amount": "198765.4321"}, "SHIB": ROW | {"currency": "SHIB"}}}
    poorer = MESSAGE | {"data": {"DOGE": ROW, "SHIB": ROW | {"currency": "SHIB"}}}
    assert shape(heard(richer)) == shape(heard(poorer))


def test_a_new_field_is_named_but_a_key_that_may_be_somebodys_is_only_counted() -> None:
    strange = {
        "btc": "1.5",
        "DOGE": ROW,
        "dana@example.com": True,
        "walletAlpha": "12.5",
        "doge": {"amount": "1"},
    }
    told = shape(heard(MESSAGE | {"sequence": 17, "accountKind": "margin", **strange}))
    assert told["keys"]["sequence"] == "number of 2 digits"
    assert told["keys"]["accountKind"] == "string of 6"
    assert told["keys"]["other keys"] == 5
    assert "dana" not in json.dumps(told)


def test_amounts_as_numbers_are_told_by_type_alone() -> None:
    told = shape(heard(MESSAGE | {"data": {"DOGE": ROW | {"amount": 98765.4321}}}))
    assert told["decoded_as"] == "rejected"
    assert told["rows"]["amount"]["types"] == {"number": 1}
    assert "98765" not in json.dumps(told)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"null", "null"),
        (b"[1, 2]", "array of 2"),
        (b"", "no JSON"),
        (b"\xff\xfe", "no JSON"),
        (b"[" * 200_000, "no JSON"),
        (b"1" * 5_000, "no JSON"),
        (b"true", "boolean"),
    ],
)
def test_what_is_no_object_is_told_in_a_word(content: bytes, told: str) -> None:
    assert shape(heard(content))["content"] == told


def test_a_binary_message_is_ignored_and_still_told() -> None:
    told = shape(heard(MESSAGE, is_text=False))
    assert (told["decoded_as"], told["is_text"], told["currencies"]) == ("ignored", False, 2)
