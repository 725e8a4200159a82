"""What holds for every message, however it came about."""

import json

from hypothesis import example, given
from hypothesis import strategies as st

from tests.core.builders import NOW, currencies, is_harmless, message, often, row, seldom, spellings
from tui.core.amount import digits
from tui.core.events import Decoded, Event, Ignored, Rejected
from tui.core.wire import decode

rows = st.builds(
    lambda currency, amount, available, stake, tradable: row(
        currency, amount=amount, available=available, stake=stake, tradable=tradable
    ),
    currencies,
    spellings,
    spellings,
    spellings,
    st.booleans(),
)

scalars = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6) | st.just("ACCOUNT_BALANCE")
)
names = st.sampled_from(["event", "timestamp", "data", "eventID", "datetime", "BTC", "currency", "amount"])
anything = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(names | st.text(max_size=4), inner, max_size=5)
    ),
    max_leaves=12,
)
splices = st.tuples(
    st.integers(0, 400),
    st.integers(0, 30),
    st.binary(max_size=6)
    | st.sampled_from(
        [b'"', b"\\", b"{", b"}", b",", b"NaN", b"\\u0041", b'"amount":"2",', b'"data":{},', b"1e9"]
    ),
)


def assert_sound(raw: bytes, decoded: Decoded) -> None:
    """A value of three kinds, harmless, and an event only where an independent reader reads the same."""
    assert decoded.raw == raw
    match decoded:
        case Ignored():
            assert is_harmless(decoded.what)
        case Rejected():
            assert is_harmless(decoded.reason)
            assert len(decoded.reason) <= 200
        case Event():
            assert is_harmless(decoded.event_id + decoded.datetime)
            read = json.loads(raw)
            assert read["event"] == "ACCOUNT_BALANCE"
            assert decoded.timestamp == read["timestamp"]
            assert list(decoded.balances) == list(read["data"])
            for currency, balance in decoded.balances.items():
                assert balance.currency == currency
                for name in ("amount", "available", "stake"):
                    assert digits(getattr(balance, name)) == read["data"][currency][name]
                assert balance.tradable is read["data"][currency]["tradable"]


@seldom
@given(
    st.lists(rows, max_size=6, unique_by=lambda each: str(each["currency"])),
    st.integers(-(1 << 63), (1 << 63) - 1),
)
def test_every_message_of_the_documented_shape_is_taken_digit_for_digit(
    said: list[dict[str, object]], timestamp: int
) -> None:
    raw = message(data={str(each["currency"]): each for each in said}, timestamp=timestamp)
    decoded = decode(raw)
    assert isinstance(decoded, Event)
    assert_sound(raw, decoded)


@often
@given(st.binary(max_size=300))
def test_no_bytes_raise(raw: bytes) -> None:
    assert_sound(raw, decode(raw))


@often
@given(anything)
def test_no_json_raises(value: object) -> None:
    raw = json.dumps(value).encode()
    assert_sound(raw, decode(raw))


@often
@given(names, anything)
@example("data", {"BTC": {"BTC": None}})
def test_no_field_of_any_kind_raises(name: str, value: object) -> None:
    raw = message(**{name: value})
    assert_sound(raw, decode(raw))


@often
@given(st.sampled_from(["currency", "amount", "available", "stake", "tradable", "other"]), anything)
def test_no_row_of_any_kind_raises(name: str, value: object) -> None:
    raw = message(data={"ETH": row("ETH"), "BTC": row("BTC") | {name: value}})
    assert_sound(raw, decode(raw))


@often
@given(st.lists(splices, min_size=1, max_size=4))
def test_a_damaged_message_is_read_as_anyone_would_read_it_or_not_at_all(
    damage: list[tuple[int, int, bytes]],
) -> None:
    raw = message(row("BTC", amount="1.50"), row("ETH"))
    for start, cut, put in damage:
        raw = raw[:start] + put + raw[start + cut :]
    assert_sound(raw, decode(raw))


@often
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=30))
def test_a_currency_is_accepted_exactly_when_it_is_a_code(currency: str) -> None:
    is_code = 1 <= len(currency) <= 20 and all(
        each in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" for each in currency
    )
    assert isinstance(decode(message(row(currency))), Event) is is_code


@often
@given(st.lists(st.tuples(names, st.sampled_from(['"ACCOUNT_BALANCE"', "{}", str(NOW), '"x"'])), max_size=7))
def test_an_event_never_comes_of_a_name_that_stands_twice(pairs: list[tuple[str, str]]) -> None:
    raw = ("{" + ",".join(f'"{name}":{value}' for name, value in pairs) + "}").encode()
    decoded = decode(raw)
    assert_sound(raw, decoded)
    if isinstance(decoded, Event):
        heads = [name for name, _ in pairs if name in {"event", "timestamp", "data", "eventID", "datetime"}]
        assert len(heads) == len(set(heads))
