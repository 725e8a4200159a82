import copy
import pickle
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.settings import Secret

PLAIN = "canary-9c27"


def test_only_reveal_gives_the_text_back() -> None:
    assert Secret(PLAIN).reveal() == PLAIN


@pytest.mark.parametrize(
    "show",
    [
        repr,
        str,
        format,
        "{}".format,
        "{!r:>20}".format,
        "{:>20}".format,
        lambda s: f"{s}",
        lambda s: f"{s!s}",
    ],
)
def test_no_way_of_showing_it_shows_it(show: Callable[[Secret], str]) -> None:
    shown = show(Secret(PLAIN))
    assert shown.strip() == "Secret(···)"


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_it_is_not_pickled(protocol: int) -> None:
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(Secret(PLAIN), protocol)


def test_it_is_not_copied() -> None:
    with pytest.raises(TypeError, match="not pickled or copied"):
        copy.deepcopy(Secret(PLAIN))


def test_it_has_no_hash_that_could_be_a_trace_of_it() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(Secret(PLAIN))


def test_it_has_no_dict_to_dump() -> None:
    assert not hasattr(Secret(PLAIN), "__dict__")


@given(st.text(), st.text())
def test_two_are_equal_when_their_texts_are(one: str, other: str) -> None:
    assert (Secret(one) == Secret(other)) == (one == other)
    assert Secret(one) == Secret(one)


def test_odd_bytes_of_an_environment_compare_too() -> None:
    assert Secret("\udcff") == Secret("\udcff")
    assert Secret("\udcff") != Secret("\udcfe")


def test_it_never_equals_a_plain_text() -> None:
    assert Secret(PLAIN) != PLAIN
