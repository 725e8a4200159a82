import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import balance, book_of
from tui.core.parsing import Fault
from tui.core.presets import (
    LONGEST_NAME,
    SHIPPED,
    Preset,
    key_of,
    matching,
    name_fault,
    presets,
    removed,
    saved,
)
from tui.core.query import Query, rows

names = st.text("aB dust", min_size=1, max_size=6) | st.sampled_from([*SHIPPED, "DUST"])
texts = st.sampled_from(["btc", "(", "nonzero", ""])
owns = st.dictionaries(names, texts, max_size=6)


def rows_of(key: str) -> tuple[str, ...]:
    book = book_of(
        balance("BTC", "0.00009", "0.00009"),
        balance("ETH", "2", "1"),
        balance("LOW", "-1", "-1"),
        balance("OLD", "3", "3", tradable=False),
        balance("TWD", "0", "0"),
    )
    meaning = named(presets({}), key).meaning
    assert not isinstance(meaning, Fault)
    return rows(book, Query(where=meaning), 0.0)


def named(found: tuple[Preset, ...], key: str) -> Preset:
    return next(each for each in found if each.key == key)


@pytest.mark.parametrize(
    ("key", "shown"),
    [("held back", ("ETH",)), ("can trade now", ("BTC", "ETH")), ("dust", ("BTC",))],
)
def test_those_that_come_along_mean_what_they_are_called(key: str, shown: tuple[str, ...]) -> None:
    assert rows_of(key) == shown


def test_ones_own_come_behind_and_one_of_a_known_name_takes_its_place() -> None:
    found = presets({"mine": "btc", "held back": " inorders>1  nonzero", "dust": ""})

    assert [(each.key, each.text) for each in found] == [
        ("held back", "inorders>1 nonzero"),
        ("can trade now", "tradable available>0"),
        ("mine", "btc"),
    ]


def test_one_that_cannot_be_read_is_there_with_its_fault() -> None:
    broken = named(presets({"mine\x1b": "amount>"}), "mine\x1b")

    assert broken.meaning == Fault(7, "a value is missing, such as 0")
    assert broken.name == "mine\\u{1b}"


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("", ["held back", "can trade now", "dust", "du"]),
        ("H", ["held back"]),
        ("du", ["du", "dust"]),
        ("dus", ["dust"]),
        ("trade", ["can trade now"]),
        ("can  tr", ["can trade now"]),
        ("ust", []),
    ],
)
def test_a_name_is_found_by_its_beginning_or_that_of_a_word_in_it(typed: str, keys: list[str]) -> None:
    assert [each.key for each in matching(presets({"du": "btc"}), typed)] == keys


@given(owns, names)
def test_what_is_saved_is_found_by_its_name_once(own: dict[str, str], name: str) -> None:
    after = saved(own, name, "stake>0")
    same = [each for each in presets(after) if each.key.casefold() == name.casefold()]

    assert [each.text for each in same].count("stake>0") == 1
    assert len(same) <= max(1, len({key for key in own if key.casefold() == name.casefold()}))


@given(owns, st.integers(0, 8))
def test_what_is_removed_is_gone_and_nothing_else(own: dict[str, str], number: int) -> None:
    before = presets(own)
    gone = before[number % len(before)] if before else Preset("x", "", Fault(0, ""))

    assert presets(removed(own, gone.key)) == tuple(each for each in before if each != gone)


@pytest.mark.parametrize("key", SHIPPED)
def test_one_that_came_along_and_was_removed_comes_back_by_saving_what_it_was(key: str) -> None:
    assert presets(saved(removed({}, key), key.upper(), SHIPPED[key])) == presets({})


def test_a_name_in_other_capitals_is_the_same_name() -> None:
    assert saved({"Mine": "btc"}, "mINE", "eth") == {"Mine": "eth"}
    assert key_of({}, "HELD Back") == "held back"
    assert key_of({}, "another") == "another"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("mine", ""),
        ("定存 2", ""),
        (" ", "a name is missing"),
        ("b" * LONGEST_NAME, ""),
        ("b" * (LONGEST_NAME + 1), "a name has at most 30 characters"),
        ("a\u202eb", "a name is made of letters, digits and signs that can be seen"),
        ("2nd", "a name begins with a letter"),
        ("-mine", "a name begins with a letter"),
        ("+mine", "a name begins with a letter"),
    ],
)
def test_a_name_that_the_chooser_could_not_find_is_refused(name: str, said: str) -> None:
    assert name_fault(name) == said
