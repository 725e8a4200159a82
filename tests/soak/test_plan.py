"""What the soak tries, and how it judges growth."""

import tracemalloc
from dataclasses import replace

import pytest

from tests.soak.driver import AFTER, BEFORE
from tests.soak.gauge import Sample, sample, slope
from tests.soak.plan import Way, trials
from tests.soak.report import TRACE_WARM_UP, WARM_UP, growth
from tui.exchange.faults.registry import FAULTS
from tui.exchange.faults.setting import setting


def test_every_fault_of_the_exchange_is_tried() -> None:
    assert {trial.name for trial in trials()} == set(FAULTS)


def test_each_trial_can_be_set_and_is_tried_in_a_way_that_fits() -> None:
    for trial in trials():
        for name, value in ((trial.name, trial.value), *trial.beside):
            setting(name, value)
        assert (trial.way is Way.ACT) is (FAULTS[trial.name].act is not None)


def test_a_fault_comes_every_500_messages_or_so() -> None:
    assert {BEFORE + trial.during + AFTER for trial in trials() if trial.during == 50} == {500}


def test_the_slope_is_that_of_the_line_through_the_points() -> None:
    assert slope([(0, 5), (10, 25), (20, 45)]) == pytest.approx(2.0)
    assert slope([(1, 1)]) == 0


def test_growth_is_judged_only_once_everything_has_been_replaced() -> None:
    begin = WARM_UP + TRACE_WARM_UP
    at = Sample(0, 0, 0, 0, 1, 1)
    early = [replace(at, messages=number, memory=number * 50) for number in range(0, begin, 10_000)]
    late = [replace(at, messages=begin + number, memory=number * 3) for number in range(0, 50_000, 10_000)]

    grows, judged = growth([*early, *late])
    assert grows == pytest.approx(3.0)
    assert judged == late
    assert growth([replace(each, memory=None) for each in late]) == (0.0, [])


async def test_a_sample_counts_what_is_held() -> None:
    before = sample(0)
    assert before.memory is None
    tracemalloc.start()
    try:
        held = bytearray(1 << 20)
        assert (sample(1).memory or 0) > len(held)
    finally:
        tracemalloc.stop()
    assert before.tasks == 1
