"""What does not depend on how busy the machine is: bytes and wake-ups of the whole screen."""

from __future__ import annotations

import pytest

from tests.bench import operations, screens
from tests.bench.hosted import hosted


@pytest.mark.parametrize(("operation", "most"), [("visible", 40), ("off screen", 0), ("equal", 0)])
def test_a_cell_costs_what_differs(operation: str, most: int) -> None:
    assert operations.costs("fast", 2)[operation].bytes <= most


@pytest.mark.parametrize("operation", ["sort", "filter"])
def test_moved_rows_cost_what_differs_and_a_fifth(operation: str) -> None:
    cost = operations.costs("fast", 2)[operation]
    assert cost.bytes <= cost.least * 1.2


def test_the_screen_starts_with_few_bytes() -> None:
    assert screens.starting(screens.OURS) <= 9_000


def test_an_event_costs_few_bytes_and_no_event_none() -> None:
    with hosted(ping_interval=86_400) as exchange, screens.showing(screens.OURS, exchange) as seat:
        before = len(seat.written)
        for _ in range(10):
            exchange.step()
            seat.read_for(0.2)
        assert 0 < (len(seat.written) - before) / 10 <= 300
