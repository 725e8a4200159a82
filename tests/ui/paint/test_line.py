"""The line's rate and round trip, learnt from answers alone."""

from __future__ import annotations

import random

import pytest

from tui.ui.paint.line import Line


def taught(rate: float, round_trip: float, sizes: list[int], jitter: float = 0.0) -> Line:
    line, chance = Line(), random.Random(4)
    for size in sizes:
        line.learn(size, round_trip + size / rate + chance.random() * jitter)
    return line


@pytest.mark.parametrize("rate", [5_000.0, 20_000.0, 200_000.0])
@pytest.mark.parametrize("round_trip", [0.001, 0.1, 0.3])
def test_both_are_found(rate: float, round_trip: float) -> None:
    line = taught(rate, round_trip, [9000, 300, 120, 200, 250, 90])
    assert line.rate == pytest.approx(rate, rel=0.01)
    assert line.round_trip == pytest.approx(round_trip, abs=0.002)


@pytest.mark.parametrize("rate", [5_000.0, 20_000.0])
def test_both_are_found_among_delays_that_vary(rate: float) -> None:
    line = taught(rate, 0.1, [9000, *[60, 200, 120, 250, 90] * 20], jitter=0.006)
    assert line.rate == pytest.approx(rate, rel=0.3)


def test_the_limit_follows_rate_and_round_trip() -> None:
    assert taught(20_000, 0.001, [9000, 100, 400]).limit() == pytest.approx(500, rel=0.05)
    assert taught(20_000, 0.4, [9000, 100, 400]).limit() == pytest.approx(2000, rel=0.05)


def test_a_frame_may_always_hold_a_few_lines() -> None:
    assert taught(300, 0.1, [900, 100, 400]).limit() == 200


def test_nothing_is_limited_before_anything_is_known() -> None:
    assert Line().limit() is None
    assert taught(5000, 0.0, [60]).limit() is None


def test_small_frames_on_a_free_line_limit_nothing_much() -> None:
    limit = taught(10e6, 0.001, [30, 33, 28, 200, 30, 31] * 10, jitter=0.002).limit()
    assert limit is None or limit > 2000


def test_a_terminal_that_stood_still_is_not_a_slow_line() -> None:
    line = taught(1e6, 0.002, [9000, 300, 120, 3000])
    known = line.rate
    line.learn(200, 60.0)
    line.learn(1000, 2.0)
    assert line.rate == known
    line.learn(300, 0.0023)
    line.learn(2000, 1.0)
    line.learn(2000, 1.0)
    line.learn(300, 0.0023)
    assert line.rate == pytest.approx(known, rel=0.01)


def test_a_line_that_becomes_slow_is_noticed() -> None:
    line = taught(1e6, 0.002, [9000, 300, 120, 3000] * 5)
    for size in (3000, 2000, 1500, 800, 400, 300) * 4:
        line.learn(size, 0.002 + size / 5000)
    assert line.rate is not None
    assert line.rate < 10_000


def test_a_line_that_becomes_fast_is_noticed() -> None:
    line = taught(5_000, 0.002, [9000, 300, 250, 200])
    for _ in range(60):
        for size in (200, 120, 90):
            line.learn(size, 0.002 + size / 1e6)
    limit = line.limit()
    assert limit is None or limit > 2000
