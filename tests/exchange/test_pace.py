from hypothesis import given
from hypothesis import strategies as st
from pytest import approx  # noqa: PT013 - reads as a word of the sentence

from tui.exchange.pace import Pace


def test_updates_fall_due_one_by_one() -> None:
    pace = Pace(rate=2, start=100)
    assert [pace.take(now) for now in (100, 100.4, 100.5, 100.6, 101.0, 101.9)] == [0, 0, 1, 0, 1, 1]


def test_a_rate_below_one_waits_whole_seconds() -> None:
    pace = Pace(rate=0.25, start=0)
    assert pace.wait(0) == 4
    assert pace.take(3.9) == 0
    assert pace.wait(3.5) == 0.5
    assert pace.take(4) == 1
    assert pace.wait(4) == 4


def test_what_is_overdue_is_waited_for_no_longer() -> None:
    assert Pace(rate=10, start=0).wait(5) == 0


@given(st.floats(0.1, 2_000), st.lists(st.floats(0.0001, 0.9), min_size=1, max_size=50))
def test_a_rate_is_kept_however_late_each_look_is(rate: float, waits: list[float]) -> None:
    pace, now, taken = Pace(rate, start=0), 0.0, 0
    for wait in waits:
        now += wait
        taken += pace.take(now)
    assert abs(taken - now * rate) <= 1.001


def test_after_a_long_stall_one_second_is_caught_up_with_and_then_the_rate_goes_on() -> None:
    pace = Pace(rate=100, start=0)
    assert pace.take(3_600) == approx(100, abs=1)
    assert pace.take(3_600) == 0
    assert pace.take(3_601) == approx(100, abs=1)
