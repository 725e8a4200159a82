import pytest
from hypothesis import given

from tests.core.test_writing import shown
from tui.core.writing import EXACT, Writing
from tui.preferences.numbers import numbers_of, writing_of
from tui.preferences.reading import read
from tui.preferences.sections import Look, Numbers, Preferences
from tui.preferences.writing import written


@given(shown)
def test_what_was_chosen_is_there_again(chosen: Writing) -> None:
    found = read(written("", Preferences(), Preferences(numbers=numbers_of(chosen))))
    assert found.faults == ()
    assert writing_of(found.preferences.numbers, found.preferences.look) == chosen


def test_that_amounts_are_hidden_is_part_of_the_look() -> None:
    assert writing_of(Numbers(), Look(hidden=True)).hides
    assert writing_of(Numbers(), Look()) == EXACT


@pytest.mark.parametrize("decimals", [-2, 31, 10**12])
def test_a_number_of_decimals_that_makes_no_sense_is_named_and_skipped(decimals: int) -> None:
    found = read(f"[numbers]\ndecimals = {decimals}\n")
    assert found.faults == (
        f"numbers.decimals: not {decimals} digits, only 0 to 30, or -1 for all there are",
    )
    assert writing_of(found.preferences.numbers, Look()) == EXACT
