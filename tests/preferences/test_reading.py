from string import printable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.preferences.reading import BrokenError, read
from tui.preferences.sections import Columns, Filters, Look, Numbers, Preferences, View


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

    assert fault.startswith("\\u{1b}[2Jxxx")
    assert "…" in fault


def test_one_bad_value_of_a_list_or_a_table_costs_no_other() -> None:
    found = read(
        '[filters]\ntyped = ["a", 5, "b"]\n[filters.presets]\nmine = "btc"\nx = 5\n[keys.commands]\nq = []\n'
    )

    assert found.preferences.filters == Filters(typed=("a", "b"), presets={"mine": "btc"})
    assert found.faults == (
        "filters.typed.2 cannot be used: Expected `str`, got `int`",
        "filters.presets.x cannot be used: Expected `str`, got `int`",
        "keys.commands.q cannot be used: Expected `str`, got `array`",
    )


def test_a_table_where_a_list_belongs_cannot_be_used() -> None:
    found = read('[filters]\ntyped = { a = "b" }\npresets = ["btc"]\n')

    assert found.preferences == Preferences()
    assert len(found.faults) == 2


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
