"""Wishes add up, and a moment takes the place of all others."""

from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import often
from tui.core.wish import Duration, Records, ToEvent, ToTime, Wish, joined

steps = st.one_of(st.builds(Records, st.integers(-9, 9)), st.builds(Duration, st.integers(-9, 9)))


def test_steps_of_one_kind_are_one_step() -> None:
    wishes: tuple[Wish, ...] = ()
    for wish in (Records(-1), Records(-1), Records(1), Duration(-5), Duration(-5), Records(1)):
        wishes = joined(wishes, wish)
    assert wishes == (Records(-1), Duration(-10), Records(1))


@often
@given(st.lists(steps), st.sampled_from([ToTime(1), ToEvent("ab")]), st.lists(steps, max_size=5))
def test_only_what_came_behind_the_last_moment_counts(
    before: list[Wish], moment: Wish, behind: list[Wish]
) -> None:
    whole: tuple[Wish, ...] = ()
    for wish in (*before, moment, *behind):
        whole = joined(whole, wish)
    alone: tuple[Wish, ...] = (moment,)
    for wish in behind:
        alone = joined(alone, wish)
    assert whole == alone
