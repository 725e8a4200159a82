import pytest
from hypothesis import given

from tests.core.test_arrangement import arrangements
from tui.core.arrangement import USUAL, Arrangement
from tui.core.query import Column
from tui.preferences.columns import arrangement_of, columns_of
from tui.preferences.query import column_name
from tui.preferences.reading import read
from tui.preferences.sections import Columns, Preferences
from tui.preferences.writing import written


@given(arrangements)
def test_what_was_chosen_is_there_again(chosen: Arrangement) -> None:
    before = Preferences()
    kept = written("", before, Preferences(columns=columns_of(chosen)))
    found = read(kept)
    assert found.faults == ()
    assert arrangement_of(found.preferences.columns) == chosen


def test_as_usual_nothing_is_said_of_columns() -> None:
    assert columns_of(USUAL) == Columns()
    assert arrangement_of(Columns()) == USUAL


def test_columns_that_are_not_named_follow_in_their_usual_order() -> None:
    order = arrangement_of(Columns(order=("changed", "nothing", "currency", "changed"))).order
    assert order[:3] == (Column.CHANGED, Column.CURRENCY, Column.AMOUNT)
    assert len(order) == len(Column)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            'order = ["amout"]',
            f"columns.order: there is no column amout; the columns are {', '.join(map(column_name, Column))}",
        ),
        ('hidden = ["currency"]', "columns.hidden: currency always stays"),
        ('order = ["stake", "stake"]', "columns.order: stake is there more than once"),
        (
            "widths = {stake = -1}",
            "columns.widths: stake cannot be -1 cells wide, only 3 to 100",
        ),
        (
            "widths = {amount = 99999}",
            "columns.widths: amount cannot be 99999 cells wide, only 3 to 100",
        ),
    ],
)
def test_what_makes_no_sense_is_named_and_skipped(text: str, fault: str) -> None:
    found = read(f"[columns]\n{text}\n")
    assert found.faults == (fault,)
    assert arrangement_of(found.preferences.columns).shown == (
        (Column.STAKE, *(each for each in Column if each is not Column.STAKE))
        if "stake" in text and "order" in text
        else tuple(Column)
    )
    assert not arrangement_of(found.preferences.columns).widths


def test_a_name_from_the_file_is_made_harmless_before_it_is_repeated() -> None:
    (fault,) = read('[columns]\nhidden = ["\\u001b[31m' + "x" * 90 + '"]\n').faults
    assert "\x1b" not in fault
    assert "x" * 41 not in fault
