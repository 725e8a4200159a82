"""Answers are told from what is typed wherever they are cut, and nothing is held back for long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.ui.paint.sieve import LONGEST, PATIENCE, Reply, Sieve

DELAY = 0.1
WHITE = "11;rgb:ffff/ffff/ffff"
ENDS = ("\x07", "\x1b\\")

alphabet = st.text(alphabet="\x1b]\\\x07;:/[~ 0123456789abcr\r比", max_size=80)


def sifted(*chunks: str) -> tuple[str, list[Reply]]:
    """What is typed, up to its end, and what is answered."""
    sieve, typed, replies = Sieve(DELAY), "", []
    for chunk in chunks:
        for piece in sieve.sift(chunk, 0.0):
            if isinstance(piece, Reply):
                replies.append(piece)
            else:
                typed += piece
    return typed + sieve.give_up(), replies


@pytest.mark.parametrize("end", ENDS, ids=["BEL", "ST"])
@pytest.mark.parametrize(
    ("body", "reply"),
    [
        (WHITE, Reply(11, "rgb:ffff/ffff/ffff")),
        ("10;rgb:0/0/0", Reply(10, "rgb:0/0/0")),
        ("12;rgba:00/00/00/ff", Reply(12, "rgba:00/00/00/ff")),
        ("4;255;rgb:ee/ee/ee", Reply(4, "255;rgb:ee/ee/ee")),
        ("11;", Reply(11, "")),
        (f"52;{'x' * LONGEST}", Reply(52, "x" * LONGEST)),
    ],
)
def test_an_answer_is_taken_out_in_its_place(body: str, end: str, reply: Reply) -> None:
    assert list(Sieve(DELAY).sift(f"ab\x1b]{body}{end}c", 0.0)) == ["ab", reply, "c"]


@given(st.data())
def test_cuts_change_nothing(data: st.DataObject) -> None:
    text = data.draw(alphabet)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    chunks = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert sifted(*chunks) == sifted(text)


@given(alphabet)
def test_nothing_is_typed_that_was_not_and_all_is_that_begins_no_answer(text: str) -> None:
    typed, _ = sifted(text)
    rest = iter(text)
    assert all(character in rest for character in typed)
    if "\x1b]" not in text:
        assert typed == text


@given(alphabet)
def test_what_is_held_back_is_short_and_has_a_deadline(text: str) -> None:
    sieve = Sieve(DELAY)
    given_out = sum(
        len(piece) if isinstance(piece, str) else len(piece.text) for piece in sieve.sift(text, 5.0)
    )
    if sieve.deadline is None:
        assert sieve.give_up() == ""
    else:
        assert given_out < len(text)
        assert sieve.deadline in {5.0 + DELAY, 5.0 + PATIENCE}
        assert len(sieve.give_up()) <= len("\x1b]1111")
    assert sieve.deadline is None


@pytest.mark.parametrize("typed", ["\x1b", "\x1b]", "\x1b]1", "\x1b]11"])
def test_the_beginning_may_be_keys_and_waits_as_long_as_escape_does(typed: str) -> None:
    sieve = Sieve(DELAY)
    assert list(sieve.sift(f"a{typed}", 7.0)) == ["a"]
    assert sieve.deadline == 7.0 + DELAY
    assert sieve.give_up() == typed
    assert list(sieve.sift("b", 8.0)) == ["b"]


@pytest.mark.parametrize(
    "typed", ["\x1b]j", "\x1b][", "\x1b]1j", "\x1b]\r", "\x1b]11111", "\x1b];", "\x1bs", "\x1b[A"]
)
def test_what_cannot_become_an_answer_is_not_held_back(typed: str) -> None:
    sieve = Sieve(DELAY)
    assert "".join(str(piece) for piece in sieve.sift(typed, 0.0)) == typed
    assert sieve.deadline is None


def test_an_unfinished_answer_is_given_up_a_second_after_its_beginning_whatever_comes_meanwhile() -> None:
    sieve = Sieve(DELAY)
    assert list(sieve.sift("\x1b]11;rgb:ff", 1.0)) == []
    assert list(sieve.sift("e", 1.9)) == []
    assert sieve.deadline == 1.0 + PATIENCE
    assert sieve.give_up() == ""
    assert list(sieve.sift("e", 2.1)) == ["e"]


@pytest.mark.parametrize("key", ["\r", "\x03", "\x1b[B", "\x1bOP", "比", "\t"])
def test_a_key_that_no_answer_contains_ends_an_unfinished_one(key: str) -> None:
    assert sifted(f"\x1b]11;rgb:ff{key}j") == (f"{key}j", [])


def test_an_answer_without_an_end_takes_so_many_characters_and_no_more() -> None:
    assert sifted(f"\x1b]11;{'e' * LONGEST}", "jjj") == ("jjj", [])


def test_escape_behind_an_unfinished_answer_is_escape() -> None:
    assert sifted("\x1b]11;rgb:ff\x1b") == ("\x1b", [])


def test_an_answer_behind_an_unfinished_one_is_heard() -> None:
    assert sifted(f"\x1b]11;rgb:ff\x1b]{WHITE}\x07j") == ("j", [Reply(11, "rgb:ffff/ffff/ffff")])
