import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tui.preferences.reading import BrokenError, read
from tui.preferences.sections import Columns, Filters, Keys, Look, Numbers, Preferences, Start, View
from tui.preferences.writing import written

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
PREFERENCES = st.builds(
    Preferences,
    view=st.builds(View, sort=WORDS, descending=st.booleans(), filter=WORDS),
    columns=st.builds(
        Columns, order=st.tuples(WORDS, WORDS), widths=st.dictionaries(WORDS, st.integers(0, 200), max_size=3)
    ),
    numbers=st.builds(Numbers, grouping=st.booleans(), decimals=st.integers(-1, 30)),
    filters=st.builds(Filters, typed=st.tuples(WORDS), presets=st.dictionaries(WORDS, WORDS, max_size=3)),
    keys=st.builds(Keys, commands=st.dictionaries(WORDS, WORDS, max_size=3)),
    look=st.builds(Look, theme=WORDS, borders=st.booleans()),
    start=st.builds(Start, hints_seen=st.booleans()),
)


@given(PREFERENCES, PREFERENCES)
def test_what_is_written_is_read_again(first: Preferences, second: Preferences) -> None:
    text = written("", Preferences(), first)
    assert read(text).preferences == first

    assert read(written(text, first, second)).preferences == second


def test_comments_and_entries_of_others_stay() -> None:
    text = '# mine\n[keys]\n# like less\npreset = "vim"\n\n[look]\ntheme = "nord" # calm\n'
    before = Preferences(keys=Keys(preset="vim"), look=Look(theme="nord"))

    after = written(text, before, replace(before, view=View(sort="amount")))

    assert after.startswith(text)
    assert read(after).preferences == replace(before, view=View(sort="amount"))


def test_what_did_not_change_is_left_as_another_session_wrote_it() -> None:
    theirs = '[look]\ntheme = "nord"\n'

    after = written(theirs, Preferences(), Preferences(view=View(nonzero=True)))

    assert read(after).preferences == Preferences(view=View(nonzero=True), look=Look(theme="nord"))


@pytest.mark.parametrize(
    "text",
    [
        'filters = { typed = ["a"], presets = { mine = "btc" } }\n',
        'filters.presets.mine = "btc"\nfilters.typed = ["a"]\n',
        'filters.typed = ["a"]\n[look]\nborders = true\n[filters.presets]\nmine = "btc"\n',
        '[filters.presets]\nmine = "btc"\n[look]\nborders = true\n[filters]\ntyped = ["a"]\n',
        '[filters]\r\ntyped = ["a"]\r\npresets.mine = "btc"\r\n',
    ],
)
def test_however_the_file_is_written_nothing_is_lost(text: str) -> None:
    before = read(text).preferences
    own = replace(before.filters, presets={"mine": "eth", "other": "nonzero"})
    after = replace(before, filters=own, columns=Columns(widths={"amount": 9}))

    assert before.filters == Filters(typed=("a",), presets={"mine": "btc"})
    assert read(written(text, before, after)).preferences == after


def test_a_preset_stays_beside_those_of_another_session_and_beside_what_is_none() -> None:
    text = '[filters.presets] # mine\ntheirs = "btc"\nodd = 5\ngone = "eth"\n'
    before = Preferences(filters=Filters(presets={"gone": "eth"}))

    after = written(text, before, Preferences(filters=Filters(presets={"ours": "nonzero"})))

    assert after == '[filters.presets] # mine\ntheirs = "btc"\nodd = 5\nours = "nonzero"\n'


def test_a_text_that_is_no_toml_is_not_written_over() -> None:
    with pytest.raises(BrokenError):
        written("[view", Preferences(), Preferences(view=View(nonzero=True)))


def test_a_value_where_a_section_belongs_gives_way() -> None:
    assert read(written("view = 1\n", Preferences(), Preferences(view=View(nonzero=True)))).faults == ()


def test_a_new_file_says_what_it_is() -> None:
    assert written("", Preferences(), Preferences(view=View(nonzero=True))).startswith(
        "# What bitotui remembers"
    )
