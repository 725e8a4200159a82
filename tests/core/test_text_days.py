"""Moments of today and of other days, as a line of the event log tells them."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import NOW, often
from tui.core.text import clock, day_clock, midnight

TAIPEI = timezone(timedelta(hours=8))
DAY = 86_400_000


def ms(*when: int) -> int:
    """Unix ms of a moment in Taipei."""
    return int(datetime(*when, tzinfo=TAIPEI).timestamp()) * 1000  # type: ignore[arg-type,misc] # year, month, day …


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (NOW + 365, "22:13:20.365"),
        (ms(2026, 9, 21, 0, 0), "00:00:00.000"),
        (ms(2026, 9, 20, 23, 59, 59), "09-20 23:59:59"),
        (ms(2026, 1, 2, 3, 4, 5), "01-02 03:04:05"),
        (ms(2025, 9, 22, 3, 4, 5), "2025-09-22 03:04"),
    ],
)
def test_another_day_shows_its_date_and_another_year_its_year(at: int, told: str) -> None:
    assert day_clock(at, TAIPEI, midnight(NOW, TAIPEI)) == told


@often
@given(at=st.integers(0, 4_000_000_000_000), hours=st.integers(-12, 14))
def test_a_day_begins_at_midnight_in_its_zone(at: int, hours: int) -> None:
    zone = timezone(timedelta(hours=hours))
    assert 0 <= at - midnight(at, zone) < DAY
    assert clock(midnight(at, zone), zone) == "00:00:00"


def test_where_clocks_are_changed_the_day_still_begins_at_midnight() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    noon = int(datetime(2026, 10, 25, 12, tzinfo=UTC).timestamp()) * 1000
    assert noon - midnight(noon, berlin) == 14 * 3_600_000


def test_what_no_calendar_reaches_is_the_bare_number() -> None:
    beyond = 10**17
    assert midnight(beyond, UTC) == beyond
    assert day_clock(-beyond, UTC, 0) == str(-beyond)
