import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import is_harmless, often
from tui.core.foreign import ELLIPSIS, EVENT_ID_LIMIT, REASON_LIMIT, harmless


@often
@given(st.text(), st.integers(1, 300))
def test_nothing_of_the_outside_can_do_more_than_stand_there(text: str, limit: int) -> None:
    shown = harmless(text, limit)
    assert is_harmless(shown)
    assert len(shown) <= limit


@often
@given(
    st.text(alphabet=st.characters(categories=["Cc", "Cf", "Cs", "Co", "Mn", "Me", "Zs", "Zl"]), min_size=1)
)
def test_every_dangerous_category_is_escaped(text: str) -> None:
    shown = harmless(text, 10_000)
    assert is_harmless(shown)
    assert shown == "".join(each if each == " " else f"\\u{{{ord(each):x}}}" for each in text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", "\\u{1b}[31m"),
        ("\x1b]52;c;AAAA\x07", "\\u{1b}]52;c;AAAA\\u{7}"),
        ("\x9b31m", "\\u{9b}31m"),
        ("BTC\n", "BTC\\u{a}"),
        ("\u202eabc", "\\u{202e}abc"),
        ("a\u200bb", "a\\u{200b}b"),
        ("e\u0301", "e\\u{301}"),
        ("a\u00a0b", "a\\u{a0}b"),
        ("\ud800", "\\u{d800}"),
        ("\x00", "\\u{0}"),
        ("[bold]x[/foo] [@click=quit]", "[bold]x[/foo] [@click=quit]"),
        ("餘額不足", "餘額不足"),
        ("", ""),
    ],
)
def test_known_tricks_become_text(text: str, shown: str) -> None:
    assert harmless(text) == shown


def joins_what_stands_before(character: str) -> bool:
    """Hangul jamo behind a first one, and blanks among them; flag letters; skin tones."""
    name = unicodedata.name(character, "")
    joining = ("HANGUL JUNGSEONG", "HANGUL JONGSEONG", "REGIONAL INDICATOR", "EMOJI MODIFIER")
    return name.startswith(joining) or ("HANGUL" in name and "FILLER" in name)


def test_every_character_of_the_first_two_planes_is_either_harmless_or_escaped() -> None:
    every = [chr(point) for point in range(0x20000)]
    for character, shown in zip(every, map(harmless, every), strict=True):
        is_dangerous = character != " " and (
            unicodedata.category(character)[0] in "CMZ" or joins_what_stands_before(character)
        )
        assert shown == (f"\\u{{{ord(character):x}}}" if is_dangerous else character)


def test_a_cut_is_shown_and_what_fits_is_not_cut() -> None:
    assert harmless("a" * REASON_LIMIT) == "a" * REASON_LIMIT
    assert harmless("a" * (REASON_LIMIT + 1)) == "a" * (REASON_LIMIT - 1) + ELLIPSIS
    assert harmless("é" * 65, EVENT_ID_LIMIT) == "é" * 63 + ELLIPSIS


def test_five_hundred_combining_marks_take_no_more_room_than_anything_else() -> None:
    assert len(harmless("e" + "\u0301" * 500)) == REASON_LIMIT
