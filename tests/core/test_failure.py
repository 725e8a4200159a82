"""ACCEPTANCE.md, Connecting: every row that is decided without a network."""

from email.utils import formatdate
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.core.builders import NOW, SECOND, often
from tui.core.failure import (
    CONFLICTS_ALLOWED,
    Ending,
    Failure,
    Retry,
    Stop,
    Verdict,
    backoff,
    clock_offset,
    http_date,
    judge,
    rate_wait,
)

QUARTER_OF_AN_HOUR = 900.0


def verdict(failure: Failure, **facts: Any) -> Verdict:
    """What follows from a first failure at NOW with the least jitter, unless said otherwise."""
    usual = {
        "attempt": 0,
        "policy_closes": 0,
        "was_live": False,
        "resigned": False,
        "now_ms": NOW,
        "jitter": 0.0,
    }
    return judge(failure, **(usual | facts))


def refused(status: int | None, **headers: str) -> Failure:
    return Failure(Ending.REFUSED, "no", status=status, **headers)  # type: ignore[arg-type]  # strings only


def closed(code: int | None) -> Failure:
    return Failure(Ending.LOST, "closed", code=code)


def date(offset_s: int = 0) -> str:
    """A `Date` header of a clock that is `offset_s` seconds ahead of ours."""
    return formatdate(NOW // SECOND + offset_s, usegmt=True)


@pytest.mark.parametrize("status", [401, 403, 400, 404, 422, 200, 204, 301, 302, 307, 308, 418, None])
@pytest.mark.parametrize(("was_live", "again"), [(False, None), (True, QUARTER_OF_AN_HOUR)])
def test_a_refusal_stops_and_is_tried_again_by_itself_only_after_a_live_session(
    status: int | None, was_live: bool, again: float | None
) -> None:
    stop = verdict(refused(status), was_live=was_live)
    assert isinstance(stop, Stop)
    assert stop.advice
    assert stop.retry_seconds == again


@pytest.mark.parametrize(
    ("status", "word"),
    [(401, "secret"), (403, "address"), (409, "clock"), (404, "URL"), (200, "URL")],
)
def test_the_advice_names_what_to_look_at(status: int, word: str) -> None:
    stop = verdict(refused(status), resigned=True, conflicts=CONFLICTS_ALLOWED)
    assert isinstance(stop, Stop)
    assert word in stop.advice


@pytest.mark.parametrize("status", [408, 500, 502, 503, 504, 599])
@pytest.mark.parametrize("was_live", [False, True])
def test_a_passing_refusal_is_retried_for_ever(status: int, was_live: bool) -> None:
    for attempt in (0, 1, 5, 6, 1_000_000):
        assert verdict(refused(status), attempt=attempt, was_live=was_live) == Retry(backoff(attempt, 0.0))


@pytest.mark.parametrize(("status", "offset_s"), [(409, 37), (409, -37), (401, 5), (401, -6), (401, 86_399)])
def test_a_wrong_clock_is_measured_and_signed_for_once_at_once(status: int, offset_s: int) -> None:
    retry = verdict(refused(status, date=date(offset_s)))
    assert isinstance(retry, Retry)
    assert retry.seconds == 0
    assert retry.resign_offset is not None
    assert abs(retry.resign_offset - offset_s * SECOND) <= 500
    assert isinstance(verdict(refused(status, date=date(offset_s)), resigned=True), Stop)


def test_a_clock_that_seems_days_off_is_not_believed() -> None:
    assert isinstance(verdict(refused(401, date=date(3 * 86_400))), Stop)
    assert verdict(refused(409, date=date(3 * 86_400))) == Retry(0.0, is_conflict=True)


@pytest.mark.parametrize("header", [None, "", "nonsense"])
def test_a_nonce_seen_before_is_signed_again_without_a_date_too(header: str | None) -> None:
    assert verdict(Failure(Ending.REFUSED, "no", status=409, date=header)) == Retry(0.0, is_conflict=True)


@pytest.mark.parametrize("offset_s", [0, 1, -1, 4, -4])
def test_a_nonce_refused_under_a_right_clock_is_followed_by_a_fresh_one_at_once(offset_s: int) -> None:
    assert verdict(refused(409, date=date(offset_s))) == Retry(0.0, is_conflict=True)


@pytest.mark.parametrize(
    ("jitter", "waits"), [(0.0, [0, 0.0625, 0.125, 0.25]), (0.5, [0, 0.09375, 0.1875, 0.375])]
)
def test_who_is_overtaken_again_waits_a_little_longer_each_time_and_then_for_the_user(
    jitter: float, waits: list[float]
) -> None:
    answers = [
        verdict(refused(409, date=date()), conflicts=conflicts, resigned=True, jitter=jitter)
        for conflicts in range(CONFLICTS_ALLOWED + 1)
    ]

    assert answers[:-1] == [Retry(seconds, is_conflict=True) for seconds in waits]
    assert isinstance(answers[-1], Stop)
    assert "no other program uses the same key" in answers[-1].advice


def test_a_second_conflict_is_signed_for_a_clock_that_is_off_by_less_than_matters() -> None:
    retry = verdict(refused(409, date=date(3)), conflicts=1)

    assert isinstance(retry, Retry)
    assert retry.is_conflict
    assert retry.resign_offset is not None
    assert abs(retry.resign_offset - 3 * SECOND) <= 500


@pytest.mark.parametrize("headers", [{}, {"date": date(4)}, {"date": date(-5)}, {"date": "nonsense"}])
def test_a_401_under_a_right_clock_is_final(headers: dict[str, str]) -> None:
    assert isinstance(verdict(refused(401, **headers)), Stop)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 30),
        ("60", 60),
        (" 60 ", 60),
        ("999999", 900),
        ("9" * 40, 900),
        ("9" * 5_000, 900),
        ("-1", 30),
        ("abc", 30),
        ("", 30),
        (None, 30),
        ("1e9", 30),
        ("\u0666\u0660", 30),
        (date(120), 120),
        (date(-120), 30),
        (date(86_400), 900),
    ],
)
def test_a_429_waits_as_told_within_bounds(header: str | None, seconds: float) -> None:
    assert rate_wait(header, NOW) == seconds
    assert verdict(Failure(Ending.REFUSED, "slow down", status=429, retry_after=header)) == Retry(seconds)


def test_a_429_never_waits_less_than_the_backoff() -> None:
    assert verdict(refused(429, retry_after="7"), attempt=9, jitter=0.9999) == Retry(backoff(9, 0.9999))


@often
@given(st.text(max_size=40) | st.from_regex(r"[A-Z][a-z]{2}, [0-9]{1,4} Nov [0-9]{1,9} [0-9:]{1,9} .{0,8}"))
@example("Mon, 01 Jan 0000 00:00:00 GMT")
@example("Fri, 31 Dec 9999 23:59:59 -2359")
@example("1" * 5_000)
def test_no_header_raises(header: str) -> None:
    assert 30 <= rate_wait(header, NOW) <= 900
    offset = clock_offset(header, NOW)
    assert offset is None or isinstance(offset, int)


@pytest.mark.parametrize(
    ("header", "moment"),
    [
        ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777_000),
        ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777_000),
        ("Sun Nov  6 08:49:37 1994", 784_111_777_000),
        ("Thu, 01 Jan 1970 08:00:00 +0800", 0),
        ("Sun, 06 Nov 1994 08:49:37 -0000", 784_111_777_000),
        ("", None),
        ("Sun, 36 Nov 1994 08:49:37 GMT", None),
    ],
)
def test_every_form_of_an_http_date_is_read(header: str, moment: int | None) -> None:
    assert http_date(header) == moment


def test_the_offset_is_to_the_middle_of_the_second_that_a_date_names() -> None:
    assert clock_offset(date(), NOW) == 500
    assert clock_offset(None, NOW) is None


@pytest.mark.parametrize("ending", [Ending.UNTRUSTED, Ending.BAD_PEER])
@pytest.mark.parametrize(("was_live", "again"), [(False, None), (True, QUARTER_OF_AN_HOUR)])
def test_who_cannot_prove_itself_or_speaks_nonsense_is_refused(
    ending: Ending, was_live: bool, again: float | None
) -> None:
    stop = verdict(Failure(ending, "no"), was_live=was_live)
    assert isinstance(stop, Stop)
    assert "URL" in stop.advice
    assert stop.retry_seconds == again


def test_who_cannot_be_reached_is_tried_for_ever() -> None:
    assert verdict(Failure(Ending.UNREACHABLE, "no route"), attempt=500) == Retry(20.0)


@pytest.mark.parametrize("code", [1000, 1001, 1006, 1009, 1011, 1012, 1013, 3999, 5000, 0, 65_535, None])
def test_an_ordinary_close_is_retried_however_often_it_happens(code: int | None) -> None:
    assert verdict(closed(code), policy_closes=9) == Retry(0.5)


@pytest.mark.parametrize("code", [1008, 4000, 4001, 4999])
def test_a_close_by_policy_waits_half_a_minute_and_the_third_in_a_row_is_a_refusal(code: int) -> None:
    assert verdict(closed(code)) == Retry(30.0, is_policy=True)
    assert verdict(closed(code), policy_closes=1, attempt=9, jitter=0.5) == Retry(30.0, is_policy=True)
    assert verdict(closed(code), policy_closes=1, attempt=9, jitter=0.9) == Retry(
        backoff(9, 0.9), is_policy=True
    )
    stop = verdict(closed(code), policy_closes=2)
    assert isinstance(stop, Stop)
    assert str(code) in stop.advice
    assert "3 times" in stop.advice


@often
@given(st.integers(0, 1 << 40), st.floats(0, 1, exclude_max=True))
def test_a_retry_waits_between_half_and_the_whole_of_a_doubling_step(attempt: int, jitter: float) -> None:
    step = min(40.0, 2.0 ** min(attempt, 10))
    assert step / 2 <= backoff(attempt, jitter) <= step


@often
@given(
    st.builds(
        Failure,
        st.sampled_from(Ending),
        st.just("reason"),
        st.none() | st.integers(0, 999),
        st.none() | st.integers(0, 5_000),
        st.none() | st.sampled_from([date(), date(60), "x"]),
        st.none() | st.sampled_from(["7", "x", date(300)]),
    ),
    st.integers(0, 50),
    st.integers(0, 2),
    st.booleans(),
)
def test_no_failure_is_retried_at_once_but_the_one_signed_again(
    failure: Failure, attempt: int, policy_closes: int, was_live: bool
) -> None:
    facts = {"attempt": attempt, "policy_closes": policy_closes, "was_live": was_live}
    follows = verdict(failure, resigned=True, **facts)
    if isinstance(follows, Retry):
        assert follows.seconds >= 0.5
        assert follows.resign_offset is None
    else:
        assert follows.retry_seconds == (QUARTER_OF_AN_HOUR if was_live else None)
