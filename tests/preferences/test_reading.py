from string import printable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.preferences.reading import BrokenError, read
from tui.preferences.sections import Columns, Look, Numbers, Preferences, View


def test_nothing_written_is_nothing_remembered() -> None:
    assert read("").preferences == Preferences()


def test_what_is_written_is_remembered() -> None:
    text = """
    [view]
    sort = "amount"
    descending = true

    [columns]
    order = ["amount", "currency"]
    widths = { amount = 24 }
    """

    found = read(text)

    assert found.faults == ()
    assert found.preferences.view == View(sort="amount", descending=True)
    assert found.preferences.columns == Columns(order=("amount", "currency"), widths={"amount": 24})


def test_what_is_good_counts_beside_what_is_not() -> None:
    found = read('[numbers]\ngrouping = true\ndecimals = "many"\nsize = 1\n[look]\ntheme = "nord"\n')

    assert found.preferences.numbers == Numbers(grouping=True)
    assert found.preferences.look == Look(theme="nord")
    assert found.faults == (
        "numbers.decimals cannot be used: Expected `int`, got `str`",
        "numbers.size means nothing",
    )


def test_a_section_nobody_knows_and_a_value_in_its_place_are_named() -> None:
    found = read("view = 1\n[windows]\nx = 1\n")

    assert found.preferences == Preferences()
    assert found.faults == ("view is no section but a value", "windows is no section of it")


def test_a_name_is_shown_without_what_a_terminal_could_take_for_a_command() -> None:
    (fault,) = read('["\\u001b[2J' + "x" * 90 + '"]\n').faults

    assert fault.startswith("·[2Jxxx")
    assert "…" in fault


def test_what_is_no_toml_is_broken() -> None:
    with pytest.raises(BrokenError, match="line 1"):
        read("= =")


@given(st.text(alphabet=printable))
def test_any_text_is_read_or_broken(text: str) -> None:
    try:
        found = read(text)
    except BrokenError:
        return
    assert isinstance(found.preferences, Preferences)
