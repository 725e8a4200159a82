"""Moments as people write them."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import NOW, often
from tui.core.when import At, ById, Unclear, when

TAIPEI = timezone(timedelta(hours=8))
"""NOW is 2026-09-21 22:13:20 there."""


def shown(text: str, zone: tzinfo = TAIPEI, now: int = NOW) -> str:
    """The moment that `text` means, as a clock in `zone` shows it."""
    found = when(text, now, zone)
    assert isinstance(found, At), found
    at = datetime.fromtimestamp(found.unix_ms / 1000, zone)
    return f"{at:%m-%d %H:%M:%S}" + (f".{found.unix_ms % 1000:03}" if found.unix_ms % 1000 else "")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("now", "09-21 22:13:20"),
        ("14:03", "09-21 14:03:00"),
        (" 14:03:22 ", "09-21 14:03:22"),
        ("14:03:22.5", "09-21 14:03:22.500"),
        ("14:03:22.365", "09-21 14:03:22.365"),
        ("23:00", "09-20 23:00:00"),
        ("today 00:00", "09-21 00:00:00"),
        ("today", "09-21 00:00:00"),
        ("yesterday", "09-20 00:00:00"),
        ("Yesterday 09:00", "09-20 09:00:00"),
        ("10 min ago", "09-21 22:03:20"),
        ("10min", "09-21 22:03:20"),
        ("2 hours ago", "09-21 20:13:20"),
        ("1 d ago", "09-20 22:13:20"),
        ("90 s", "09-21 22:11:50"),
        ("1 week ago", "09-14 22:13:20"),
        ("2026-09-01", "09-01 00:00:00"),
        ("2026-9-1 7:05", "09-01 07:05:00"),
        ("2026-09-01T07:05:09.25", "09-01 07:05:09.250"),
    ],
)
def test_times_mean_the_latest_that_is_not_in_the_future(text: str, meant: str) -> None:
    assert shown(text) == meant


@pytest.mark.parametrize("text", ["today 23:00", "2027-01-01", "2026-09-21 22:13:21"])
def test_the_future_is_not_a_moment_of_the_past(text: str) -> None:
    assert when(text, NOW, TAIPEI) == Unclear("that is in the future")


@pytest.mark.parametrize("text", ["25:00", "14:60", "2026-02-30", "2026-13-01", "0000-01-01"])
def test_a_time_that_no_clock_shows_is_said_to_be_none(text: str) -> None:
    found = when(text, NOW, TAIPEI)
    assert isinstance(found, Unclear)
    assert found.words.startswith("there is no such time; write 14:03")


@pytest.mark.parametrize("text", ["", "   ", "14:3", "abc", "10 parsecs ago", "1\u0664:03", "\x1b[31m"])
def test_what_means_nothing_is_told_what_would(text: str) -> None:
    found = when(text, NOW, TAIPEI)
    assert isinstance(found, Unclear)
    assert "14:03, yesterday 09:00, 10 min ago" in found.words


@pytest.mark.parametrize("text", ["8803", "88038887-1DE1", "dadf4ac1-665a-4f39-a139-ab95da102374"])
def test_the_beginning_of_an_event_id_is_one(text: str) -> None:
    assert when(text, NOW, TAIPEI) == ById(text.lower())


def test_a_day_on_which_the_clocks_changed_has_its_own_offset() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    noon = int(datetime(2026, 3, 29, 12, tzinfo=berlin).timestamp() * 1000)
    assert shown("yesterday 12:00", berlin, noon) == "03-28 12:00:00"
    found = when("yesterday 12:00", noon, berlin)
    assert isinstance(found, At)
    assert noon - found.unix_ms == 23 * 3_600_000


@often
@given(st.text(max_size=40))
def test_any_text_is_a_moment_an_event_id_or_unclear(text: str) -> None:
    found = when(text, NOW, UTC)
    assert isinstance(found, At | ById | Unclear)
    assert not isinstance(found, At) or found.unix_ms <= NOW


@often
@given(st.integers(0, NOW))
def test_a_moment_written_out_is_that_moment(at: int) -> None:
    written = f"{datetime.fromtimestamp(at // 1000, TAIPEI):%Y-%m-%d %H:%M:%S}.{at % 1000:03}"
    assert when(written, NOW, TAIPEI) == At(at)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("現在", "now"),
        ("今天", "today"),
        ("昨天", "yesterday"),
        ("昨天 09:00", "yesterday 09:00"),
        ("昨天09:00", "yesterday 09:00"),
        ("今天 \uff11\uff14\uff1a\uff10\uff13", "today 14:03"),
        ("前天 9:00", "2026-09-19 9:00"),
        ("10 分鐘前", "10 min ago"),
        ("10分", "10 min"),
        ("30 秒前", "30 s ago"),
        ("2小時前", "2 h ago"),
        ("2 個小時前", "2 h ago"),
        ("3 天前", "3 d ago"),
        ("1 週前", "1 w ago"),
    ],
)
def test_chinese_means_the_same_whatever_is_spoken(text: str, meant: str) -> None:
    assert when(text, NOW, TAIPEI) == when(meant, NOW, TAIPEI)
    assert isinstance(when(text, NOW, TAIPEI), At)


@pytest.mark.parametrize("text", ["10 光年前", "明天 09:00", "10 前", "昨天 25:00"])
def test_chinese_that_names_no_moment_is_told_what_would(text: str) -> None:
    assert isinstance(when(text, NOW, TAIPEI), Unclear)
