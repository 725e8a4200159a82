import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import NOW, amounts, often
from tui.core import text
from tui.core.amount import digits
from tui.core.text import MINUS, Alignment, aligned, alignment

TAIPEI = timezone(timedelta(hours=8))
NEWFOUNDLAND = timezone(-timedelta(hours=3, minutes=30))
eighths = st.integers(0, 1 << 40).map(lambda count: count / 8)
"""Moments that a float holds exactly."""


@pytest.fixture
def taipei_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as machine:
        machine.setenv("TZ", "UTC-8")
        time.tzset()
        yield
    time.tzset()


def point(cell: str) -> int:
    """Where the whole part of an amount ends in its cell."""
    return cell.index(".") if "." in cell else len(cell.rstrip())


@often
@given(st.lists(amounts, min_size=1, max_size=8))
def test_all_points_of_a_column_stand_under_each_other_and_no_digit_is_touched(column: list[Decimal]) -> None:
    to = alignment(column)
    cells = [aligned(amount, to) for amount in column]
    assert {len(cell) for cell in cells} == {to.width}
    assert {point(cell) for cell in cells} == {to.whole}
    assert [cell.strip() for cell in cells] == [digits(amount) for amount in column]


@often
@given(st.lists(amounts, max_size=5), st.lists(amounts, max_size=5))
def test_a_joined_alignment_is_the_smallest_that_holds_both(one: list[Decimal], two: list[Decimal]) -> None:
    joined = alignment(one).joined(alignment(two))
    assert joined == alignment(one + two)
    assert joined.holds(alignment(one))
    assert joined.holds(alignment(two))


@pytest.mark.parametrize(
    ("other", "holds"),
    [(Alignment(3, 2), True), (Alignment(1, 0), True), (Alignment(4, 0), False), (Alignment(1, 3), False)],
)
def test_an_alignment_holds_what_is_no_larger_on_either_side(other: Alignment, holds: bool) -> None:
    assert Alignment(3, 2).holds(other) is holds


def test_a_column_of_nothing_is_one_digit_wide() -> None:
    assert alignment([]).width == 1


def test_amounts_as_a_column_shows_them() -> None:
    column = [Decimal(each) for each in ("1000", "-0.50", "999999999999.99999999", "0.0")]
    to = alignment(column)
    assert [aligned(amount, to) for amount in column] == [
        "        1000         ",
        "          -0.50      ",
        "999999999999.99999999",
        "           0.0       ",
    ]


@often
@given(amounts, amounts)
def test_a_delta_is_exact_and_always_signed(before: Decimal, after: Decimal) -> None:
    said = text.delta(before, after)
    assert said[0] in ("+", MINUS)
    step = Fraction(said[1:]) * (-1 if said[0] == MINUS else 1)
    assert Fraction(before) + step == Fraction(after)
    assert "E" not in said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("1", "1.50", "+0.5"),
        ("1.50", "1", "−0.5"),
        ("0", "0.00000001", "+0.00000001"),
        ("1", "1.0", "+0"),
        ("-1", "1", "+2"),
        ("100", "0", "−100"),
    ],
)
def test_deltas_read_as_people_write_them(before: str, after: str, said: str) -> None:
    assert text.delta(Decimal(before), Decimal(after)) == said


@often
@given(amounts.map(Decimal.copy_abs), amounts.map(Decimal.copy_abs))
def test_a_share_is_cut_and_says_nothing_where_there_is_no_whole(part: Decimal, whole: Decimal) -> None:
    said = text.share(part, whole)
    if not 0 <= part <= whole or not whole:
        assert said == ""
    elif said == "<0.1 %":
        assert 0 < Fraction(part) / Fraction(whole) < Fraction(1, 1000)
    else:
        assert (
            0 <= Fraction(part) * 100 / Fraction(whole) - Fraction(said.removesuffix(" %")) < Fraction(1, 10)
        )
        assert (said == "100.0 %") is (part == whole)
        assert (said == "0.0 %") is (not part)


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [("1", "5", "20.0 %"), ("1", "0", ""), ("2", "1", ""), ("-1", "1", ""), ("0.99999", "1", "99.9 %")],
)
def test_shares_as_the_detail_shows_them(part: str, whole: str, said: str) -> None:
    assert text.share(Decimal(part), Decimal(whole)) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (-5.0, "0 s"),
        (0.0, "0 s"),
        (9.999, "9 s"),
        (10.0, "10 s"),
        (59.999, "50 s"),
        (60.0, "1 min"),
        (3_599.0, "59 min"),
        (3_600.0, "1 h"),
        (86_399.0, "23 h"),
        (86_400.0, "1 d"),
        (1e9, "11574 d"),
    ],
)
def test_ages_are_cut_to_tens_of_seconds_and_then_to_whole_units(seconds: float, said: str) -> None:
    assert text.age(seconds) == said


@pytest.mark.parametrize(("seconds", "said"), [(0.0, "0 s"), (37.9, "37 s"), (60.0, "1 min"), (-1.0, "0 s")])
def test_a_duration_is_to_the_second_below_a_minute(seconds: float, said: str) -> None:
    assert text.duration(seconds) == said


@often
@given(eighths)
def test_an_age_stays_until_it_is_said_to_change_and_changes_then(seconds: float) -> None:
    left = text.age_changes_in(seconds)
    assert left > 0
    assert text.age(seconds + left - 1 / 16) == text.age(seconds)
    assert text.age(seconds + left) != text.age(seconds)


@often
@given(st.floats(-10, 1e9))
def test_an_age_is_never_due_at_once_and_never_later_than_its_unit(seconds: float) -> None:
    assert 0 < text.age_changes_in(seconds) <= 86_400


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(-3.0, "1 s"), (0.2, "1 s"), (1.5, "2 s"), (59.5, "1 min"), (899.5, "15 min")],
)
def test_a_countdown_never_says_that_nothing_is_left(seconds: float, said: str) -> None:
    assert text.countdown(seconds) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.0004, "<1 ms"),
        (0.001, "1 ms"),
        (0.035, "35 ms"),
        (0.9996, "999 ms"),
        (1.0, "1.0 s"),
        (2.25, "2.2 s"),
    ],
)
def test_round_trips_are_in_milliseconds_up_to_a_second(seconds: float, said: str) -> None:
    assert text.milliseconds(seconds) == said


@pytest.mark.parametrize(
    ("zone", "clock", "whole"),
    [
        (UTC, "14:13:20", "2026-09-21 14:13:20.365 UTC"),
        (TAIPEI, "22:13:20", "2026-09-21 22:13:20.365 UTC+8"),
        (NEWFOUNDLAND, "10:43:20", "2026-09-21 10:43:20.365 UTC−3:30"),
        (ZoneInfo("Asia/Kathmandu"), "19:58:20", "2026-09-21 19:58:20.365 UTC+5:45"),
    ],
)
def test_a_moment_is_shown_in_its_zone_and_says_which(zone: tzinfo, clock: str, whole: str) -> None:
    assert text.clock(NOW + 365, zone) == clock
    assert text.clock(NOW + 365, zone, precise=True) == f"{clock}.365"
    assert text.date_and_clock(NOW + 365, zone) == whole


def test_without_a_zone_the_machine_decides(taipei_machine: None) -> None:
    assert text.date_and_clock(NOW, None) == "2026-09-21 22:13:20.000 UTC+8"


@often
@given(st.integers(-(1 << 63), (1 << 63) - 1), st.sampled_from([UTC, TAIPEI, NEWFOUNDLAND, None]))
def test_no_timestamp_of_64_bits_raises(unix_ms: int, zone: tzinfo | None) -> None:
    at = text.moment(unix_ms, zone)
    if at is None:
        assert text.clock(unix_ms, zone) == text.date_and_clock(unix_ms, zone) == str(unix_ms)
        assert text.zone_name(unix_ms, zone) == "UTC"
    else:
        assert (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1) == unix_ms
