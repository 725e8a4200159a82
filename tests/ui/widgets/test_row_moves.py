from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.ui.widgets.row_moves import landing, runs


@pytest.mark.parametrize(
    ("remaining", "key"),
    [
        ("abcde", "c"),
        ("abde", "d"),
        ("abe", "b"),
        ("ae", "e"),
        ("a", "a"),
        ("e", "e"),
        ("", None),
        ("xyz", None),
    ],
)
def test_the_cursor_lands_on_its_key_or_on_the_nearest_row_the_lower_first(
    remaining: str, key: str | None
) -> None:
    assert landing("abcde", 2, set(remaining)) == key


@given(
    st.integers(1, 12).flatmap(
        lambda n: st.tuples(st.just(n), st.integers(0, n - 1), st.sets(st.integers(0, n - 1)))
    )
)
def test_no_remaining_row_is_nearer_than_the_one_landed_on(case: tuple[int, int, set[int]]) -> None:
    count, index, remaining = case
    landed = landing(range(count), index, remaining)
    if not remaining:
        assert landed is None
    else:
        assert landed in remaining
        assert abs(landed - index) == min(abs(row - index) for row in remaining)


@given(st.lists(st.booleans()))
def test_runs_cover_what_is_marked_and_nothing_else(marks: list[bool]) -> None:
    found = list(runs(marks))
    covered = {line for first, count in found for line in range(first, first + count)}
    assert covered == {line for line, marked in enumerate(marks) if marked}
    assert all(first + count not in covered for first, count in found)
