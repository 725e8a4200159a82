from hypothesis import given

from tests.core.builders import NOW, amounts, balance, event, often
from tui.core.balance import Balance
from tui.core.novelty import Novelties, Novelty


def judge_both(first: Balance, second: Balance, *, later: int = 0) -> Novelty:
    novelties = Novelties()
    assert novelties.judge(event(first, event_id="one")) is Novelty.NEW
    return novelties.judge(event(second, event_id="one", at=NOW + later))


def test_the_same_event_twice_is_a_duplicate() -> None:
    assert judge_both(balance("BTC", "1"), balance("BTC", "1")) is Novelty.DUPLICATE


def test_the_same_values_with_other_trailing_zeros_are_a_duplicate() -> None:
    assert judge_both(balance("BTC", "1"), balance("BTC", "1.000")) is Novelty.DUPLICATE


def test_the_same_id_with_other_content_is_a_conflict() -> None:
    assert judge_both(balance("BTC", "1"), balance("BTC", "2")) is Novelty.CONFLICT
    assert judge_both(balance("BTC", "1"), balance("ETH", "1")) is Novelty.CONFLICT
    assert judge_both(balance("BTC", "1"), balance("BTC", "1", tradable=False)) is Novelty.CONFLICT
    assert judge_both(balance("BTC", "1"), balance("BTC", "1"), later=1) is Novelty.CONFLICT


def test_numbers_that_python_hashes_alike_are_still_told_apart() -> None:
    assert hash(balance("BTC", "-1").amount) == hash(balance("BTC", "-2").amount)
    assert judge_both(balance("BTC", "-1"), balance("BTC", "-2")) is Novelty.CONFLICT
    assert judge_both(balance("BTC", "0"), balance("BTC", "2305843009213693951")) is Novelty.CONFLICT


@often
@given(amounts, amounts)
def test_two_contents_conflict_exactly_when_they_differ(first: object, second: object) -> None:
    one, two = balance("BTC", str(first)), balance("BTC", str(second))
    expected = Novelty.DUPLICATE if one.same_value(two) else Novelty.CONFLICT
    assert judge_both(one, two) is expected


def test_the_first_content_stays_the_measure() -> None:
    novelties = Novelties()
    contents = [
        novelties.judge(event(balance("BTC", digits), event_id="one")) for digits in ("1", "2", "2", "1")
    ]
    assert contents == [Novelty.NEW, Novelty.CONFLICT, Novelty.CONFLICT, Novelty.DUPLICATE]


def test_an_event_without_an_id_is_always_new() -> None:
    novelties = Novelties()
    assert [novelties.judge(event(balance())) for _ in range(2)] == [Novelty.NEW, Novelty.NEW]


def test_only_the_latest_ids_are_remembered() -> None:
    novelties = Novelties(remembered=2)
    for name in ("one", "two", "three"):
        novelties.judge(event(balance(), event_id=name))
    assert novelties.judge(event(balance(), event_id="three")) is Novelty.DUPLICATE
    assert novelties.judge(event(balance(), event_id="one")) is Novelty.NEW


def test_the_order_in_which_currencies_are_named_is_no_content() -> None:
    novelties = Novelties()
    novelties.judge(event(balance("BTC"), balance("ETH"), event_id="one"))
    assert novelties.judge(event(balance("ETH"), balance("BTC"), event_id="one")) is Novelty.DUPLICATE
