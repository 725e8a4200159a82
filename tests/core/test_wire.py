import json
from decimal import Decimal
from typing import Any

import pytest

from tests.core.builders import NO_AMOUNTS, NOW, is_harmless, message, row
from tui.core.events import Event, Ignored, Rejected
from tui.core.wire import MESSAGE_LIMIT, decode


def accepted(raw: bytes) -> Event:
    decoded = decode(raw)
    assert isinstance(decoded, Event), getattr(decoded, "reason", decoded)
    return decoded


def rejected(raw: bytes) -> str:
    decoded = decode(raw)
    assert isinstance(decoded, Rejected)
    assert is_harmless(decoded.reason)
    assert len(decoded.reason) <= 200
    return decoded.reason


def ignored(raw: bytes) -> str:
    decoded = decode(raw)
    assert isinstance(decoded, Ignored)
    assert is_harmless(decoded.what)
    return decoded.what


def test_a_message_becomes_an_event_with_every_field() -> None:
    raw = message(row("BTC", amount="1.50", available="1.0", stake="0.5"), row("OLD", tradable=False))
    event = accepted(raw)
    assert event.event_id == "11111111-2222-3333-4444-555555555555"
    assert event.timestamp == NOW
    assert event.datetime == "2026-09-21T22:13:20.000Z"
    assert event.raw is raw
    assert list(event.balances) == ["BTC", "OLD"]
    btc = event.balances["BTC"]
    assert (str(btc.amount), str(btc.available), str(btc.stake)) == ("1.50", "1.0", "0.5")
    assert btc.tradable
    assert not event.balances["OLD"].tradable


def test_the_sample_of_2023_without_an_event_id_is_an_event() -> None:
    old = json.loads(message())
    del old["eventID"], old["datetime"]
    event = accepted(json.dumps(old).encode())
    assert (event.event_id, event.datetime) == ("", "")


@pytest.mark.parametrize("value", [5, None, [], {"a": 1}])
def test_what_is_only_for_people_rejects_nothing(value: object) -> None:
    event = accepted(message(eventID=value, datetime=value))
    assert (event.event_id, event.datetime) == ("", "")


def test_unknown_fields_are_passed_over_wherever_they_are() -> None:
    raw = message(
        row("BTC", note={"event": "X", "amount": ["NaN"]}), api_version=7, extra={"data": {"data": 1}}
    )
    assert accepted(raw).balances["BTC"].amount == Decimal(1)


def test_a_message_may_name_no_currency_or_thousands() -> None:
    assert accepted(message(data={})).balances == {}
    many = [row(f"C{number}") for number in range(5_000)]
    assert len(accepted(message(*many)).balances) == 5_000


@pytest.mark.parametrize("currency", ["B", "1INCH", "USDT", "0", "A" * 20])
def test_codes_of_capital_letters_and_digits_are_currencies(currency: str) -> None:
    assert list(accepted(message(row(currency))).balances) == [currency]


@pytest.mark.parametrize(
    "currency",
    [
        "",
        "btc",
        "Btc",
        "A" * 21,
        "BTC\n",
        " BTC",
        "B TC",
        "BTC\x00",
        "B\u200bTC",
        "\u0412\u0422\u0421",
        "BT\u0421",
        "\uff22\uff34\uff23",
        "\u0661",
        "BTC-",
        "$BTC",
        "[bold]",
        "\x1b[31m",
    ],
)
def test_no_other_code_is_a_currency(currency: str) -> None:
    assert "no currency code" in rejected(message(row(currency)))


def test_a_row_must_stand_under_its_own_name() -> None:
    raw = message(data={"BTC": row("ETH")})
    assert rejected(raw) == "BTC holds a row of 'ETH'"


@pytest.mark.parametrize("field", ["amount", "available", "stake"])
@pytest.mark.parametrize("text", [*NO_AMOUNTS, "__import__('os')", "\x1b[31m1"])
def test_what_is_no_plain_decimal_rejects_the_whole_message(field: str, text: str) -> None:
    reason = rejected(message(row("ETH"), row("BTC", **{field: text})))
    assert reason.startswith(f"BTC {field} is no plain decimal: ")


@pytest.mark.parametrize("field", ["amount", "available", "stake"])
@pytest.mark.parametrize("value", [1, 1.5, None, True, [], {}])
def test_an_amount_that_is_no_string_is_rejected(field: str, value: object) -> None:
    rejected(message(row("BTC", **{field: value})))


@pytest.mark.parametrize("value", ["true", 1, 0, None, "yes"])
def test_tradable_is_a_boolean_and_nothing_like_one(value: object) -> None:
    rejected(message(row("BTC", tradable=value)))


@pytest.mark.parametrize("field", ["currency", "amount", "available", "stake", "tradable"])
def test_a_row_lacks_no_field(field: str) -> None:
    short = row("BTC")
    del short[field]
    assert field in rejected(message(data={"BTC": short}))


@pytest.mark.parametrize("value", [1 << 64, 1 << 63, -(1 << 63) - 1, 1.5, 1e3, "1", None, True, [], {}])
def test_a_timestamp_is_a_whole_number_of_64_bits(value: object) -> None:
    rejected(message(timestamp=value))


@pytest.mark.parametrize("value", [0, -1, 1, (1 << 63) - 1, -(1 << 63)])
def test_a_timestamp_that_cannot_be_true_is_for_the_book_to_judge(value: int) -> None:
    assert accepted(message(timestamp=value)).timestamp == value


def test_a_timestamp_of_five_thousand_digits_is_rejected() -> None:
    rejected(message().replace(str(NOW).encode(), b"1" * 5_000))


def test_foreign_strings_are_made_harmless_and_short() -> None:
    event = accepted(message(eventID="\x1b]52;c;x\x07" * 50, datetime="\u202e" * 50))
    assert is_harmless(event.event_id)
    assert is_harmless(event.datetime)
    assert len(event.event_id) == len(event.datetime) == 64


def test_amounts_below_zero_and_odd_rows_are_for_people_to_see() -> None:
    event = accepted(message(row("BTC", amount="-1.0", available="5")))
    assert str(event.balances["BTC"].amount) == "-1.0"
    assert event.balances["BTC"].oddity


HEAD_NAMES = ["event", "timestamp", "data", "eventID", "datetime"]
ROW_NAMES = ["currency", "amount", "available", "stake", "tradable"]


def escaped(name: str) -> str:
    return f"\\u{ord(name[0]):04x}{name[1:]}"


def with_name_twice(name: str, second: str) -> bytes:
    """A sound message in which `name` stands twice with the same value, the second time spelt `second`."""
    whole: dict[str, Any] = json.loads(message())
    path = dict.fromkeys(HEAD_NAMES, whole) | dict.fromkeys(ROW_NAMES, whole["data"]["BTC"])
    holder = path.get(name, whole["data"])
    once = f'"{name}": {json.dumps(holder[name])}'
    text = json.dumps(whole)
    assert text.count(once) == 1
    return text.replace(once, f'{once}, "{second}"{once[len(name) + 2 :]}').encode()


@pytest.mark.parametrize("name", [*HEAD_NAMES, "BTC", *ROW_NAMES])
@pytest.mark.parametrize("spelt", [str, escaped], ids=["plain", "escaped"])
def test_a_name_that_stands_twice_rejects_the_message(name: str, spelt: Any) -> None:
    assert rejected(with_name_twice(name, spelt(name))) == f"names {name!r} twice"


@pytest.mark.parametrize("event_id", [5, None, ["a", "b"], {"a": "b"}])
def test_an_event_id_of_another_type_hides_no_name_that_stands_twice(event_id: object) -> None:
    raw = message(eventID=event_id).removesuffix(b"}") + b', "timestamp": 1}'
    assert rejected(raw) == "names 'timestamp' twice"


@pytest.mark.parametrize("second", ["TICKER", "\\u0041"])
@pytest.mark.parametrize("data", [{"BTC": row()}, [], None])
def test_a_message_of_two_kinds_is_rejected_and_not_passed_over(second: str, data: object) -> None:
    raw = message(data=data).removesuffix(b"}") + f', "event": "{second}"'.encode() + b"}"
    assert rejected(raw) == "names 'event' twice"


def test_a_name_that_is_used_as_a_value_is_no_second_name() -> None:
    assert accepted(message(eventID="amount")).event_id == "amount"
    assert accepted(message(eventID='a "data" \\ b')).event_id == 'a "data" \\ b'


@pytest.mark.timeout(20)
def test_a_hundred_thousand_names_are_compared_in_no_time() -> None:
    names = ",".join(f'"{number:x}":0' for number in range(100_000))
    raw = message().removesuffix(b"}") + f', {names}, "last": 0, "\\u006cast": 0}}'.encode()
    assert MESSAGE_LIMIT > len(raw) > MESSAGE_LIMIT * 0.8
    assert rejected(raw) == "names 'last' twice"


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"", "empty message"),
        (b" \r\n\t", "empty message"),
        (b"null", "no JSON object"),
        (b"[]", "no JSON object"),
        (b"5", "no JSON object"),
        (b'"text"', "no JSON object"),
        (b"[" * 200_000, "no JSON object"),
        (b"{}", "an object without event and data"),
        (b'{"event": null}', "an object without event and data"),
        (b'{"event": "TICKER", "data": [1]}', "event TICKER"),
        (b'{"event": "\\u001b[31m"}', "event \\u{1b}[31m"),
        (b'{"event": "ORDER", "data": {"event": "FILL"}}', "event ORDER"),
        (message(event="OTHER"), "event OTHER"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_is_no_balance_event_leaves_no_hole(raw: bytes, what: str) -> None:
    assert ignored(raw) == what


@pytest.mark.parametrize(
    "raw",
    [
        b"{",
        b"{]",
        b"BTC",
        b"\xff\xfe",
        message() + b"}",
        message()[:-1],
        message().replace(b"BTC", b"B\xffC"),
        message(note="caf\u00e9").replace("\u00e9".encode(), b"\xe9"),
        b"\xef\xbb\xbf" + message(),
        message().decode().encode("utf-16"),
        b'{"event": 5}',
        b'{"event": ["ACCOUNT_BALANCE"], "data": {}}',
        b'{"event": "ACCOUNT_BALANCE"}',
        b'{"data": {}}',
        b'{"a": ' * 170_000,
        b'{"event": "ORDER", "event": "FILL", "a": NaN',
        message(data=None),
        message(data=[]),
        message(data={"BTC": None}),
    ],
    ids=range(19),
)
def test_a_broken_message_is_a_hole(raw: bytes) -> None:
    rejected(raw)


def test_a_nest_of_200_000_brackets_is_a_hole_and_no_crash() -> None:
    nest = b"[" * 200_000
    assert rejected(message(data=None).replace(b"null", nest))
    assert rejected(message().removesuffix(b"}") + b', "more": ' + nest) == "too deeply nested"


def test_a_nest_in_a_message_of_a_doubtful_kind_is_a_hole_and_no_crash() -> None:
    deep = b"[" * 900 + b"]" * 900
    raw = b'{"event": "ORDER", "event": "FILL", "data": ' + b'{"a":' * 60 + deep + b"}" * 60 + b"}"
    assert isinstance(decode(raw), Ignored | Rejected)


def test_a_message_of_another_kind_that_cannot_be_read_twice_is_a_hole() -> None:
    raw = b'{"event": "ORDER", "more": {"event": ' + b"1" * 5_000 + b"}}"
    rejected(raw)


def test_a_message_beyond_a_mebibyte_is_not_looked_at() -> None:
    raw = message().removesuffix(b"}") + b" " * MESSAGE_LIMIT + b"}"
    decoded = decode(raw)
    assert isinstance(decoded, Rejected)
    assert decoded.reason == "longer than 1048576 bytes"
    assert len(decoded.raw) == MESSAGE_LIMIT
    assert accepted(message().ljust(MESSAGE_LIMIT)).balances


@pytest.mark.parametrize("event", ["ACCOUNT_BALANCE ", "account_balance", "Account_Balance"])
def test_our_event_in_another_spelling_is_a_hole_and_not_another_event(event: str) -> None:
    assert rejected(message(event=event)).startswith("event is spelt ")
