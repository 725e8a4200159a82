from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core.builders import NOW, SECOND, often
from tests.core.links import fail, judge, live_link, open_link, peer_ping, pong
from tui.core.link import PLANNED_EVERY, Link, State, completed, heal_at, heard, planned_wait


def test_a_session_begins_connecting_and_vouches_for_nothing() -> None:
    link = Link()
    assert link.state is State.CONNECTING
    assert (link.is_open, link.is_live, link.was_live) == (False, False, False)
    assert judge(link, 1) is link


def test_live_takes_both_a_snapshot_and_a_pong() -> None:
    link = open_link()
    assert judge(link, 1).state is State.SYNCING
    assert judge(pong(link, 1), 1).state is State.SYNCING
    assert judge(completed(link, 1), 1).state is State.SYNCING
    assert judge(pong(completed(link, 1), 1), 1).state is State.LIVE


@pytest.mark.parametrize(("age", "state"), [(0, State.LIVE), (14.999, State.LIVE), (15, State.SYNCING)])
def test_a_pong_counts_for_less_than_15_s(age: float, state: State) -> None:
    assert judge(live_link(at=100), 100 + age).state is state


@pytest.mark.parametrize(("age", "state"), [(24.999, State.LIVE), (25, State.SYNCING)])
def test_without_any_pong_a_ping_of_the_exchange_counts_for_less_than_25_s(age: float, state: State) -> None:
    link = peer_ping(completed(open_link(at=100), 100), 100)
    assert link.rests_on_peer_pings
    assert judge(link, 100 + age).state is state


def test_once_a_pong_came_pings_of_the_exchange_count_no_more() -> None:
    link = peer_ping(live_link(at=100), 114)
    assert not link.rests_on_peer_pings
    assert judge(link, 116).state is State.SYNCING


def test_a_pong_of_the_connection_before_counts_for_nothing() -> None:
    again = open_link(live_link(at=100), at=101)
    assert again.live_until is None
    assert again.complete_at is None
    assert again.round_trip is None
    assert judge(completed(again, 101), 101).state is State.SYNCING


def test_data_without_pongs_is_not_live_and_pongs_without_data_are() -> None:
    link = live_link()
    for second in range(0, 3_600, 10):
        link = judge(pong(link, second), second)
        assert link.state is State.LIVE
    for second in range(3_605, 3_700, 5):
        link = judge(heard(link, second), second)
    assert link.state is State.SYNCING
    assert link.heard_at == 3_695


def test_a_state_remembers_since_when_and_the_last_moment_it_could_vouch_for() -> None:
    link = judge(pong(live_link(at=100), 110), 110)
    assert (link.since, link.vouched) == (100, NOW + 110 * SECOND)
    stale = judge(link, 200)
    assert (stale.state, stale.since, stale.vouched) == (State.SYNCING, 200, NOW + 110 * SECOND)
    assert judge(stale, 201) is stale


def test_a_snapshot_is_complete_once() -> None:
    link = completed(open_link(), 5)
    assert completed(link, 9).complete_at == 5


@often
@given(
    st.lists(
        st.sampled_from([open_link, partial(completed, now=1), partial(pong, at=1), partial(peer_ping, at=1)])
        | st.floats(0, 60).map(lambda at: partial(judge, at=at))
        | st.just(fail),
        max_size=20,
    )
)
def test_live_never_stands_without_a_snapshot_and_a_sign_of_life(steps: list[Any]) -> None:
    link = Link()
    for step in steps:
        link = step(link)
        if link.is_live:
            assert link.complete_at is not None
            assert link.live_until is not None
            assert link.was_live


def test_a_hole_is_healed_at_once_and_then_once_a_minute() -> None:
    link = Link()
    assert heal_at(link, 100) == 100
    healed = replace(link, healed_at=100)
    assert heal_at(healed, 101) == 160
    assert heal_at(healed, 200) == 200


def test_planned_redials_are_twelve_hours_apart_give_or_take_a_tenth() -> None:
    assert PLANNED_EVERY == 12 * 3_600
    assert planned_wait(0.0) == pytest.approx(0.9 * PLANNED_EVERY)
    assert planned_wait(0.5) == pytest.approx(PLANNED_EVERY)
    assert planned_wait(0.9999) < 1.1 * PLANNED_EVERY
