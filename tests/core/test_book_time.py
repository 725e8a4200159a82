"""Rule 3 of the book: what a message's time decides, and what it does not."""

import pytest

from tests.core.builders import NOW, SECOND, Following, balance, causes, event, following, noted
from tui.core.book import TRUSTED_SINCE
from tui.core.entry import Cause, NoteKind

BTC, ETH, XRP = (balance(currency) for currency in ("BTC", "ETH", "XRP"))
IMPOSSIBLE = [0, -1, 1_790_000_000, TRUSTED_SINCE - 1]
"""Zero, negative, seconds instead of milliseconds, and the last moment of 2016."""


def test_an_older_message_does_not_overwrite_and_an_equal_one_does() -> None:
    told = following(BTC, ETH)
    step = told.hear(balance("BTC", "2"), at=NOW - 1)
    assert noted(step) == {NoteKind.OLDER: ("BTC",)}
    assert told.amounts["BTC"] == "1"
    told.hear(balance("BTC", "3"), at=NOW)
    assert told.amounts["BTC"] == "3"


def test_an_older_message_still_sets_the_currencies_that_are_older_yet() -> None:
    told = following(BTC, ETH)
    told.hear(balance("BTC", "2"), at=NOW + 10)
    step = told.hear(balance("BTC", "3"), balance("ETH", "3"), at=NOW + 5)
    assert told.amounts == {"BTC": "2", "ETH": "3"}
    assert causes(step) == {"ETH": Cause.UPDATE}


@pytest.mark.parametrize("at", [NOW + 60 * SECOND + 1, NOW * 1000, (1 << 63) - 1])
def test_a_time_in_the_future_applies_and_guards_nothing(at: int) -> None:
    told = following(BTC, ETH)
    step = told.hear(balance("BTC", "2"), at=at)
    assert NoteKind.FUTURE in noted(step)
    assert step.changes[0].timestamp == NOW
    assert told.book.newest == NOW
    told.hear(balance("BTC", "3"), at=NOW)
    assert told.amounts["BTC"] == "3"


def test_a_clock_within_a_minute_ahead_is_believed() -> None:
    told = following(BTC, ETH)
    told.hear(balance("BTC", "2"), at=NOW + 60 * SECOND)
    assert told.book.newest == NOW + 60 * SECOND


@pytest.mark.parametrize("at", IMPOSSIBLE)
def test_an_impossible_time_is_passed_over_where_a_true_one_stands_and_the_row_says_so(at: int) -> None:
    told = following(BTC, ETH)
    step = told.hear(balance("BTC", "2"), XRP, at=at)
    assert noted(step)[NoteKind.OLDER] == ("BTC",)
    assert NoteKind.BEFORE_2017 in noted(step)
    assert told.amounts == {"BTC": "1", "ETH": "1", "XRP": "1"}
    assert {name for name, entry in told.book.entries.items() if entry.doubt} == {"BTC"}
    told.hear(BTC)
    assert told.book.entries["BTC"].doubt == ""


@pytest.mark.parametrize("at", IMPOSSIBLE)
def test_an_exchange_that_never_tells_a_true_time_is_taken_in_order_of_arrival(at: int) -> None:
    told = following(BTC, ETH, at=at)
    step = told.hear(balance("BTC", "2"), at=at)
    told.hear(balance("BTC", "3"), at=at - 1)
    assert told.amounts["BTC"] == "3"
    assert step.changes[0].timestamp == NOW
    assert told.book.newest == 0


def test_the_first_moment_of_2017_is_believed() -> None:
    assert following(BTC, ETH, at=TRUSTED_SINCE).book.newest == TRUSTED_SINCE


def test_a_snapshot_older_than_the_last_update_applies_with_a_note() -> None:
    told = following(BTC, ETH)
    told.connect()
    step = told.hear(balance("BTC", "2"), ETH, at=NOW - 5)
    assert NoteKind.OLDER_SNAPSHOT in noted(step)
    assert told.amounts["BTC"] == "2"


@pytest.mark.parametrize(
    ("datetime", "is_off"),
    [
        ("2026-09-21T22:13:20.000Z", True),
        ("2026-09-21T14:13:20.000Z", False),
        ("2026-09-21T14:14:20", False),
        ("2026-09-21T14:14:21", True),
        ("2026-09-21T22:13:20+08:00", False),
        ("", False),
        ("yesterday", False),
        ("0001-01-01T00:00:00+23:59", True),
        ("9999-12-31T23:59:59-23:59", True),
    ],
)
def test_a_datetime_that_is_off_is_said(datetime: str, is_off: bool) -> None:
    told = Following()
    told.connect()
    step = told.take(event(BTC, ETH, datetime=datetime))
    assert (NoteKind.DATETIME_OFF in noted(step)) is is_off


def test_a_datetime_that_is_off_is_said_once() -> None:
    told = Following()
    said = []
    for _ in range(3):
        told.connect()
        step = told.take(event(BTC, ETH, datetime="2026-09-21T22:13:20Z"))
        said.append(NoteKind.DATETIME_OFF in noted(step))
    assert said == [True, False, False]


def test_a_timestamp_that_cannot_be_true_is_not_called_the_time() -> None:
    told = Following()
    told.connect()
    step = told.take(event(BTC, ETH, at=0, datetime="2026-09-21T22:13:20Z"))
    assert noted(step) == {NoteKind.BEFORE_2017: ()}
