"""What follows when a connection ends: when it is tried again, and when not."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core.builders import often
from tests.core.links import CONFLICT, POLICY, REFUSED, RESET, fail, judge, live_link, open_link, pong
from tui.core.failure import CONFLICTS_ALLOWED, Ending, Failure
from tui.core.link import Link, State, completed, connecting


def test_each_connection_has_the_next_generation_and_each_attempt_has_not() -> None:
    link = fail(fail(open_link()))
    assert link.generation == 1
    assert open_link(link).generation == 2


def test_a_lost_link_says_why_and_when_it_is_tried_again() -> None:
    link = fail(live_link(at=100), at=110)
    assert (link.state, link.reason, link.since) == (State.LOST, RESET.reason, 110)
    assert link.retry_at == 110.5
    assert link.attempt == 1
    assert link.was_live
    again = connecting(link, 110.5)
    assert (again.state, again.reason, again.retry_at) == (State.CONNECTING, "", None)


@pytest.mark.parametrize(("lasted", "attempt"), [(0, 6), (29.9, 6), (30, 1), (3_600, 1)])
def test_the_backoff_starts_over_after_30_s_of_health_and_not_before(lasted: float, attempt: int) -> None:
    link = live_link(replace(Link(), attempt=5), at=100)
    assert fail(link, at=100 + lasted).attempt == attempt


def test_a_live_link_forgets_its_failures_after_30_s() -> None:
    link = live_link(replace(Link(), attempt=5, policy_closes=2), at=100)
    early, late = judge(pong(link, 129), 129), judge(pong(link, 130), 130)
    assert (early.attempt, early.policy_closes) == (5, 2)
    assert (late.attempt, late.policy_closes) == (0, 0)


def test_an_old_connection_without_a_snapshot_was_never_healthy() -> None:
    link = judge(pong(open_link(replace(Link(), attempt=5), at=100), 500), 500)
    assert fail(link, at=500).attempt == 6


@pytest.mark.parametrize("lasted", [0.0, 0.001])
@pytest.mark.parametrize("has_snapshot", [False, True])
def test_accept_then_close_makes_fewer_than_ten_attempts_in_a_minute(
    lasted: float, has_snapshot: bool
) -> None:
    link, now, attempts = Link(), 0.0, []
    for _ in range(1_000):
        attempts.append(now)
        link = live_link(link, at=now) if has_snapshot else open_link(link, at=now)
        link = fail(link, at=now + lasted)
        assert link.retry_at is not None
        now = link.retry_at
    assert sum(moment < 60 for moment in attempts) < 10
    assert all(20 <= later - earlier <= 41 for earlier, later in pairwise(attempts[6:]))


def test_a_server_back_after_an_hour_is_tried_within_a_minute() -> None:
    link, now = Link(), 0.0
    while now < 3_600:
        link = fail(connecting(link, now), Failure(Ending.UNREACHABLE, "no route"), at=now, jitter=0.9999)
        assert link.retry_at is not None
        assert link.retry_at - now <= 40
        now = link.retry_at


# Refusals


def test_a_refusal_waits_for_the_user_and_says_what_to_do() -> None:
    link = fail(connecting(Link(), 1), REFUSED, at=2)
    assert (link.state, link.status, link.retry_at) == (State.REFUSED, 401, None)
    assert "secret" in link.advice
    again = connecting(link, 9)
    assert (again.status, again.advice) == (None, "")


def test_a_refusal_after_a_live_session_is_tried_again_every_quarter_of_an_hour() -> None:
    link = fail(live_link(), at=1)
    for at in (10.0, 910.0, 1_810.0):
        link = fail(connecting(link, at), REFUSED, at=at)
        assert (link.state, link.retry_at) == (State.REFUSED, at + 900)


def test_three_closes_by_policy_in_a_row_are_a_refusal_and_the_user_starts_over() -> None:
    link = Link()
    for count in (1, 2):
        link = fail(open_link(link), POLICY)
        assert (link.state, link.policy_closes, link.retry_at) == (State.LOST, count, 30.0)
    link = fail(open_link(link), POLICY)
    assert (link.state, link.policy_closes) == (State.REFUSED, 0)
    assert fail(open_link(link), POLICY).state is State.LOST


def test_another_end_between_them_breaks_the_row() -> None:
    link = fail(open_link(fail(open_link(fail(open_link(), POLICY)), RESET)), POLICY)
    assert link.policy_closes == 1


def test_a_healthy_connection_between_them_breaks_the_row() -> None:
    link = replace(open_link(), policy_closes=2)
    link = completed(link, 0)
    assert fail(link, POLICY, at=40).state is State.LOST
    assert fail(link, POLICY, at=20).state is State.REFUSED


def test_a_conflict_is_signed_again_once_with_what_was_learnt() -> None:
    late = replace(CONFLICT, date="Mon, 21 Sep 2026 14:13:57 GMT")
    link = fail(connecting(Link(), 1), late, at=1)
    assert (link.state, link.retry_at, link.offset, link.resigned) == (State.LOST, 1, 37_500, True)
    refused = fail(connecting(link, 1), late, at=2)
    assert (refused.state, refused.offset, refused.resigned) == (State.REFUSED, 0, False)


def test_a_learnt_offset_outlives_the_connection_it_opened() -> None:
    link = replace(connecting(Link(), 0), offset=37_500, resigned=True)
    assert open_link(link).offset == 37_500
    assert fail(live_link(link)).offset == 37_500
    assert fail(fail(live_link(link)), REFUSED).offset == 37_500


def test_after_a_connection_was_taken_a_new_conflict_may_be_signed_again() -> None:
    link = fail(live_link(replace(Link(), offset=37_500, resigned=True)))
    assert fail(connecting(link, 1), CONFLICT, at=1).state is State.LOST


def test_a_passing_failure_does_not_earn_another_signature() -> None:
    link = Link()
    for moment in range(CONFLICTS_ALLOWED):
        link = fail(connecting(link, moment), CONFLICT, at=moment)
        assert (link.state, link.conflicts) == (State.LOST, moment + 1)
    link = fail(connecting(link, 8), Failure(Ending.UNREACHABLE, "no route"), at=8)
    refused = fail(connecting(link, 9), CONFLICT, at=9)
    assert (refused.state, refused.conflicts) == (State.REFUSED, 0)


def test_a_conflict_under_a_right_clock_leaves_the_offset_as_it_was() -> None:
    link = fail(connecting(replace(Link(), offset=37_500), 1), CONFLICT, at=1)
    assert (link.state, link.retry_at, link.offset, link.resigned) == (State.LOST, 1, 37_500, False)


def test_only_a_healthy_connection_makes_conflicts_forgotten() -> None:
    link = live_link(replace(Link(), conflicts=3), at=100)
    assert link.conflicts == 3
    assert fail(link, at=129).conflicts == 3
    assert fail(link, at=131).conflicts == 0
    assert judge(pong(link, 131), 131).conflicts == 0


# Whatever happens

endings = st.sampled_from(
    [RESET, REFUSED, CONFLICT, POLICY, replace(REFUSED, status=503), replace(REFUSED, status=429)]
)


@often
@given(
    st.lists(st.tuples(endings, st.booleans(), st.sampled_from([0.0, 5.0, 31.0])), min_size=20, max_size=60)
)
def test_no_sequence_of_failures_becomes_a_hot_loop(life: list[tuple[Failure, bool, float]]) -> None:
    link, now, attempts = Link(), 0.0, []
    for failure, was_taken, lasted in life:
        attempts.append(now)
        link = connecting(link, now)
        if was_taken:
            link = live_link(link, at=now)
            now += lasted
        link = fail(link, failure, at=now)
        assert link.state in (State.LOST, State.REFUSED)
        now = now + 900 if link.retry_at is None else link.retry_at
    worst = max(sum(start <= moment < start + 60 for moment in attempts) for start in attempts)
    assert worst <= 12
