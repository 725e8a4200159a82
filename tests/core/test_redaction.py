"""Masked amounts: what moved and which way stays, and no real value does."""

import json
import random
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.core.builders import NOW, message, often, row, seldom, spellings
from tui.core.amount import is_amount
from tui.core.balance import Balance
from tui.core.events import Event, Ignored, Rejected
from tui.core.redaction import Draw, Redaction
from tui.core.wire import decode

HOST = "127.0.0.1:9000"

seeds = st.integers(0, 1 << 32)

usual = st.from_regex(r"-?(0|[1-9][0-9]{0,19})(\.[0-9]{1,8})?", fullmatch=True)
"""What the exchange is known to send, and its negative."""


def drawing(seed: int) -> Draw:
    return random.Random(seed).randrange


def mask(redaction: Redaction, **values: str) -> Balance:
    decoded = decode(redaction.message(message(row("BTC", **values))))
    assert isinstance(decoded, Event)
    return decoded.balances["BTC"]


def mask_all(seed: int, *values: str) -> list[Decimal]:
    """One currency's amounts, as one recording masks them."""
    redaction = Redaction(drawing(seed), HOST)
    return [mask(redaction, amount=value, available="0").amount for value in values]


def sign(value: Decimal) -> int:
    return (value > 0) - (value < 0)


@often
@given(seed=seeds, before=usual, after=usual)
def test_every_difference_keeps_its_sign_and_so_does_every_value(seed: int, before: str, after: str) -> None:
    masked_before, masked_after = mask_all(seed, before, after)

    assert sign(masked_after - masked_before) == sign(Decimal(after) - Decimal(before))
    assert sign(masked_before) == sign(Decimal(before))
    assert sign(masked_after) == sign(Decimal(after))


@often
@given(seed=seeds, before=usual, steps=st.integers(-3, 3))
def test_even_the_smallest_difference_keeps_its_sign(seed: int, before: str, steps: int) -> None:
    after = format(Decimal(before) + Decimal(steps).scaleb(-8), "f")
    masked_before, masked_after = mask_all(seed, before, after)

    assert sign(masked_after - masked_before) == sign(Decimal(steps))


@often
@given(seed=seeds, value=usual)
def test_no_real_value_is_left_but_zero(seed: int, value: str) -> None:
    (masked,) = mask_all(seed, value)

    assert masked != Decimal(value) or not masked
    assert abs(masked) >= 2 * abs(Decimal(value)) - Decimal("0.00000001")


@often
@given(seed=seeds, amount=usual, available=usual, stake=usual)
def test_a_row_is_as_sound_as_it_was(seed: int, amount: str, available: str, stake: str) -> None:
    real = Balance("BTC", Decimal(amount), Decimal(available), Decimal(stake), tradable=True)
    masked = mask(Redaction(drawing(seed), HOST), amount=amount, available=available, stake=stake)

    assert masked.oddity == real.oddity


@often
@given(seed=seeds, available=st.integers(0, 10**12), stake=st.integers(0, 10**12), over=st.integers(-1, 1))
def test_a_row_on_the_very_edge_is_as_sound_as_it_was(
    seed: int, available: int, stake: int, over: int
) -> None:
    assume(available + stake + over >= 0)
    amount, free, staked = (
        format(Decimal(number).scaleb(-8), "f") for number in (available + stake + over, available, stake)
    )
    masked = mask(Redaction(drawing(seed), HOST), amount=amount, available=free, stake=staked)

    assert bool(masked.oddity) is (over < 0)


@seldom
@given(seed=seeds, values=st.lists(spellings, min_size=1, max_size=6))
def test_whatever_the_wire_may_spell_stays_within_what_it_may_spell_or_is_left_out(
    seed: int, values: list[str]
) -> None:
    redaction = Redaction(drawing(seed), HOST)
    for value in values:
        masked = redaction.message(message(row(amount=value, available="0")))
        decoded = decode(masked)
        if isinstance(decoded, Event):
            said = json.loads(masked)["data"]["BTC"]["amount"]
            assert is_amount(said)
            assert sign(Decimal(said)) == sign(Decimal(value))
        else:
            assert isinstance(decoded, Rejected)
            assert json.loads(masked)["redacted"] == "a balance event with an amount too long to be masked"


def test_a_currency_with_finer_values_is_counted_as_finely() -> None:
    redaction = Redaction(drawing(1), HOST)
    before = mask(redaction, amount="1.000000000000000001", available="0").amount
    after = mask(redaction, amount="1.000000000000000002", available="0").amount

    assert after > before


def test_the_same_value_is_masked_the_same_way_however_it_is_spelt() -> None:
    first, second, third = mask_all(3, "1.5", "1.50000", "1.5")

    assert first == second == third


def test_each_currency_and_each_recording_has_a_factor_of_its_own() -> None:
    raw = message(row("BTC", amount="1.23"), row("ETH", amount="1.23"))
    masked = [decode(Redaction(drawing(seed), HOST).message(raw)) for seed in (1, 2)]

    seen = [
        balance.amount for each in masked if isinstance(each, Event) for balance in each.balances.values()
    ]
    assert len(set(seen)) == 4


def test_everything_else_of_a_balance_event_stays_and_nothing_more_comes_along() -> None:
    real = decode(message(row("BTC", tradable=False), row("ETH"), more="850000"))
    raw = Redaction(drawing(1), HOST).message(message(row("BTC", tradable=False), row("ETH"), more="850000"))
    masked = decode(raw)

    assert isinstance(real, Event)
    assert isinstance(masked, Event)
    assert (masked.event_id, masked.timestamp, masked.datetime) == (real.event_id, NOW, real.datetime)
    assert list(masked.balances) == ["BTC", "ETH"]
    assert not masked.balances["BTC"].tradable
    assert b"more" not in raw


def test_a_datetime_that_is_none_is_left_out() -> None:
    assert b"850000" not in Redaction(drawing(1), HOST).message(message(row(), datetime="850000"))


@pytest.mark.parametrize(
    ("raw", "is_text", "kind"),
    [
        (message(row("BTC", amount="1,234")), True, Rejected),
        (b'{"event": "ACCOUNT_BALANCE", "data": {"BTC": 1234}}', True, Rejected),
        (b'{"event": "ORDER", "price": "1234"}', True, Ignored),
        (b"1234", True, Ignored),
        (message(row("BTC", amount="1234")), False, Ignored),
        (b"\xff1234", True, Rejected),
    ],
)
def test_what_is_no_balance_event_is_replaced_by_what_a_replay_takes_alike(
    raw: bytes, is_text: bool, kind: type
) -> None:
    masked = Redaction(drawing(1), HOST).message(raw, is_text=is_text)

    assert isinstance(decode(masked), kind)
    assert b"234" not in masked
    assert b"may hold anything" in masked


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("connected to 127.0.0.1:9000", "connected to 127.0.0.1:9000"),
        ("live", "live"),
        ("refused 401: 5000 TWD are not enough; r", "refused 401: # TWD are not enough; r"),
        ("the first message was rejected: BTC amount is no plain decimal: '1,000.5'",
         "the first message was rejected: BTC amount is no plain decimal: '…'"),
        ("BTC amount is no plain decimal: 'it's 5'", "BTC amount is no plain decimal: '…'"),
        ("lost: reset; retry in 3 s (third)", "lost: reset; retry in # s (third)"),
        ("1.5 and −0,25 and \uff15\uff10", "# and −# and #"),
    ],
)  # fmt: skip
def test_words_keep_no_number_but_a_status(words: str, left: str) -> None:
    assert Redaction(drawing(1), HOST).words(words) == left


@often
@given(words=st.text(), host=st.text(max_size=5))
def test_no_digit_gets_through_words_but_those_of_the_host(words: str, host: str) -> None:
    left = Redaction(drawing(1), host).words(words)

    rest = left.replace(host, "") if host else left
    assume(not words.startswith("refused "))
    assert not any(character.isdecimal() for character in rest)


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("REFUSED 遭拒 401\uff1a5000 TWD 不足", "REFUSED 遭拒 401\uff1a# TWD 不足"),
        ("REFUSED 遭拒401: \u300c簽章 850000 錯誤\u300d", "REFUSED 遭拒401: '…'"),
        ("連線中斷\uff0c第3次重試前等待 7 秒", "連線中斷\uff0c第#次重試前等待 # 秒"),
        ("餘額 401: 過多", "餘額 #: 過多"),
    ],
)
def test_words_in_another_language_are_masked_alike(words: str, left: str) -> None:
    assert Redaction(drawing(1), HOST).words(words) == left
