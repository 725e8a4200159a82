"""Events of the last minute and losses of the link, counted from records as they come."""

import random
from datetime import UTC, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import NOW, SECOND, often
from tui.core.activity import LOSSES_KEPT, MINUTE, Activity, Loss, Losses
from tui.core.history import History
from tui.core.link import State
from tui.core.record import Kind, LinkRecord, MessageRecord

TAIPEI = timezone(timedelta(hours=8))
DAY = 86_400 * SECOND
NOON = NOW - NOW % DAY + DAY // 2
"""At UTC."""


def came(at: int, kind: Kind = Kind.UPDATE) -> MessageRecord:
    return MessageRecord(at, 1, kind, b"")


def link(at: int, state: State) -> LinkRecord:
    return LinkRecord(at, 1, state, "")


def lost(*losses: tuple[int, int]) -> Activity:
    """A link that was LIVE the day before, and lost from so many seconds of noon to so many."""
    activity = Activity()
    activity.take(link(NOON - DAY, State.LIVE))
    for begun, ended in losses:
        activity.take(link(NOON + begun * SECOND, State.LOST))
        activity.take(link(NOON + ended * SECOND, State.SYNCING))
        activity.take(link(NOON + ended * SECOND, State.LIVE))
    return activity


def worst(activity: Activity, seconds: int = 3_600) -> int:
    loss = activity.loss(NOON + seconds * SECOND, UTC)
    assert loss is not None
    assert loss.since is None
    return loss.worst // SECOND


@often
@given(st.lists(st.integers(0, 180), max_size=300).map(sorted), st.integers(0, 60))
def test_events_are_those_of_the_last_sixty_seconds(seconds: list[int], later: int) -> None:
    activity = Activity()
    for second in seconds:
        activity.take(came(NOW + second * SECOND))
    end = (seconds[-1] if seconds else 0) + later
    expected = sum(end - MINUTE < second <= end for second in seconds)
    assert activity.events(NOW + end * SECOND) == expected
    assert len(activity._seconds) <= MINUTE


def test_only_events_count_and_a_flood_takes_no_room() -> None:
    history = History()
    for kind in Kind:
        history.append(came(NOW, kind))
    assert history.activity.events(NOW) == 2
    for number in range(10_000):
        history.append(came(NOW + number))
    assert history.activity.events(NOW + 10_000) == 10_002
    assert len(history.activity._seconds) == 10


def test_a_clock_that_goes_back_loses_no_event() -> None:
    activity = Activity()
    activity.take(came(NOW))
    activity.take(came(NOW - 3_600 * SECOND))
    assert activity.events(NOW) == 2


def test_before_it_was_live_nothing_is_lost() -> None:
    activity = Activity()
    activity.take(link(NOW, State.LOST))
    assert activity.loss(NOW + DAY, UTC) is None


def test_the_longest_of_today_counts() -> None:
    assert worst(lost()) == 0
    assert worst(lost((0, 7))) == 7
    assert worst(lost((0, 7), (100, 190), (300, 310))) == 90


def test_a_loss_of_yesterday_is_not_of_today_and_one_over_midnight_is_in_part() -> None:
    assert worst(lost((-50_000, -49_000), (0, 7))) == 7
    assert worst(lost((-43_300, -43_100), (0, 7))) == 100
    assert lost((-43_300, -43_100)).loss(NOON, TAIPEI) == Loss(None, 200 * SECOND)  # it was morning there


def test_a_loss_that_lasts_says_since_when_and_what_was_worst_before() -> None:
    activity = lost((0, 7))
    activity.take(link(NOON + 100 * SECOND, State.SYNCING))
    activity.take(link(NOON + 200 * SECOND, State.LOST))
    assert activity.loss(NOON + 300 * SECOND, UTC) == Loss(NOON + 100 * SECOND, 7 * SECOND)


@often
@given(st.lists(st.tuples(st.integers(1, 500), st.integers(1, 500)), max_size=40), st.integers(0, 20_000))
def test_what_is_kept_of_losses_is_enough_for_any_moment(steps: list[tuple[int, int]], before: int) -> None:
    losses, at = [], -43_200 - before
    for wait, length in steps:
        losses.append((at + wait, at + wait + length))
        at += wait + length
    expected = max((ended - max(begun, -43_200) for begun, ended in losses), default=0)
    assert worst(lost(*losses), max(at, 0)) == max(0, expected)


def test_losses_that_each_are_shorter_take_bounded_room() -> None:
    activity = lost(*((number * 1_000, number * 1_000 + 500 - number) for number in range(300)))
    assert len(activity._losses.kept) <= LOSSES_KEPT + 1


steps = st.lists(st.tuples(st.integers(1, 500), st.booleans()), max_size=30)
"""Of one session: after so many seconds the link is LIVE, or is not."""


def session(begun: int, taken: list[tuple[int, bool]]) -> tuple[Losses, list[tuple[int, int]]]:
    """What a session lost that began so many seconds after noon, and the same told step by step."""
    losses, told, at, was_live, since = Losses(), list[tuple[int, int]](), NOON + begun * SECOND, False, 0
    for wait, is_live in [*taken, (1, True)]:
        at += wait * SECOND
        losses.step(at, is_live=is_live)
        if is_live and since:
            told.append((since, at))
        since = 0 if is_live or not was_live else since or at
        was_live = was_live or is_live
    return losses, told


@often
@given(st.lists(st.tuples(st.integers(0, 9_000), steps), max_size=6), st.randoms(), st.integers(-10, 20_000))
def test_sessions_joined_in_any_order_and_in_any_pieces_lost_what_each_of_them_did(
    sessions: list[tuple[int, list[tuple[int, bool]]]], chance: random.Random, seconds: int
) -> None:
    lost = [session(*each) for each in sessions]
    began = NOON + seconds * SECOND
    expected = max((ended - max(begun, began) for _, told in lost for begun, ended in told), default=0)
    chance.shuffle(lost)
    whole, pieces = Losses(), [Losses(), Losses()]
    for losses, _ in lost:
        whole.join(losses)
        chance.choice(pieces).join(losses)
    pieces[0].join(pieces[1])
    assert whole.worst(began) == pieces[0].worst(began) == max(0, expected)


def test_a_loss_that_is_cut_off_counts_as_far_as_is_known_and_what_comes_then_is_another() -> None:
    losses = Losses()
    for at, is_live in ((0, True), (10, False)):
        losses.step(at, is_live=is_live)
    losses.stop(40)
    assert (losses.worst(0), losses.since) == (30, None)
    losses.step(100, is_live=False)
    losses.step(120, is_live=True)
    assert losses.worst(0) == 30
    losses.stop(500)
    assert losses.worst(0) == 30


def test_a_clock_that_goes_back_makes_no_loss() -> None:
    losses = Losses()
    losses.step(NOW, is_live=True)
    losses.step(NOW, is_live=False)
    losses.step(NOW - DAY, is_live=True)
    assert losses.kept == []


def test_what_earlier_sessions_lost_counts_from_before_this_one_was_live() -> None:
    earlier, activity = Losses(), lost((0, 7))
    earlier.step(NOON - 100 * SECOND, is_live=True)
    earlier.step(NOON - 50 * SECOND, is_live=False)
    earlier.stop(NOON - 10 * SECOND)
    activity.join(earlier)
    assert worst(activity) == 40
    assert worst(activity, 86_400) == 0
    fresh = Activity()
    fresh.join(earlier)
    assert fresh.loss(NOON, UTC) == Loss(None, 40 * SECOND)
    assert fresh.loss(NOON + DAY, UTC) is None
