"""Names of keys are understood as people write them, and are those that Textual has."""

import string

import pytest
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.events import Key
from textual.keys import _character_to_key

from tui.ui.keys.names import (
    _CONTROLLED,
    _NAMED,
    SameKeyError,
    UnknownKeyError,
    UnsentKeyError,
    key_named,
    shown,
    split,
)


@pytest.mark.parametrize("character", [chr(code) for code in range(33, 127)] + ["é", "中", "ñ", "§"])
def test_a_character_has_the_name_that_textual_gives_it_and_is_shown_as_itself(character: str) -> None:
    assert key_named(character) == _character_to_key(character)
    assert shown(key_named(character)) == character


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("ctrl+f", "ctrl+f"),
        ("Ctrl-F", "ctrl+f"),
        ("^f", "ctrl+f"),
        ("C-f", "ctrl+f"),
        ("space", "space"),
        (" ", "space"),
        ("left", "left"),
        ("PgUp", "pageup"),
        ("Page Down", "pagedown"),
        ("esc", "escape"),
        ("G", "G"),
        ("shift+g", "G"),
        ("[", "left_square_bracket"),
        ("question_mark", "question_mark"),
        ("full stop", "full_stop"),
        ("alt+x", "alt+x"),
        ("alt+X", "alt+shift+x"),
        ("shift+left", "shift+left"),
        ("ctrl+space", "ctrl+@"),
        ("ctrl+\\", "ctrl+backslash"),
        ("f5", "f5"),
        ("+", "plus"),
    ],
)
def test_a_key_is_understood_as_people_write_it(written: str, key: str) -> None:
    assert key_named(written) == key


@pytest.mark.parametrize("written", ["", "ab", "hello world", "shift+", "hyper+x", "\x1b", "f99", "+x+"])
def test_what_is_no_key_is_refused(written: str) -> None:
    with pytest.raises(UnknownKeyError):
        key_named(written)


@pytest.mark.parametrize(
    "written",
    ["ctrl+1", "ctrl++", "ctrl+shift+a", "ctrl+alt+x", "alt+?", "shift+1", "ctrl+?", "alt+left", "alt+7"],
)
def test_what_a_terminal_does_not_send_is_refused(written: str) -> None:
    with pytest.raises(UnsentKeyError):
        key_named(written)


@pytest.mark.parametrize(
    ("written", "other"), [("ctrl+i", "tab"), ("ctrl+m", "enter"), ("^h", "backspace"), ("ctrl+[", "escape")]
)
def test_what_a_terminal_cannot_tell_from_another_key_is_refused(written: str, other: str) -> None:
    with pytest.raises(SameKeyError, match=other):
        key_named(written)


def test_every_key_with_a_name_is_one_that_a_terminal_sends() -> None:
    sent = {
        keys[0].value for keys in ANSI_SEQUENCES_KEYS.values() if isinstance(keys, tuple) and len(keys) == 1
    }
    assert sent >= _NAMED
    assert {f"ctrl+{key}" for key in _CONTROLLED} <= sent


@pytest.mark.parametrize("character", string.ascii_letters)
def test_alt_arrives_under_the_name_that_is_understood(character: str) -> None:
    parser = XTermParser()
    tokens = [*parser.feed(f"\x1b{character}"), *parser.feed("")]
    try:
        key = key_named(f"alt+{character}")
    except SameKeyError as error:
        key = str(error)
    else:
        assert shown(key) == f"alt+{character}"
    assert [event.key for event in tokens if isinstance(event, Key)] == [key]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("o", ["o"]),
        ("a, b", ["a", "b"]),
        (",", [","]),
        ("a,,", ["a", ","]),
        (", a", [",", "a"]),
        ("a,", ["a"]),
        (" ", ["space"]),
        ("ctrl+f , ?", ["ctrl+f", "?"]),
        ("", []),
    ],
)
def test_several_are_separated_by_commas_and_a_comma_alone_is_the_key(text: str, names: list[str]) -> None:
    assert list(split(text)) == names
