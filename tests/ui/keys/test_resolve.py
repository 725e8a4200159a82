"""No key means two things in one place, the user's wish goes first, and whatever cannot be had is said."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.ui.commands import COMMANDS
from tui.ui.keys.names import key_named, split
from tui.ui.keys.places import DASHBOARD, Place
from tui.ui.keys.presets import PRESETS
from tui.ui.keys.resolve import Resolved, Rule, resolve

RULES = [command.rule() for command in COMMANDS]

NAMED = ["ctrl+f", "ctrl+i", "ctrl+1", "esc", "enter", "ctrl+c", "space", "left", "nonsense", "up", "f5"]
KEYS = st.sampled_from([*map(chr, range(32, 127)), *NAMED])
WISHES = st.dictionaries(
    st.sampled_from([rule.name for rule in RULES] + ["Sort_Next", "sort  next", "no such command"]),
    st.one_of(st.just(""), st.lists(KEYS, min_size=1, max_size=9).map(", ".join)),
    max_size=8,
)


def mapped(wishes: dict[str, str], preset: str = "") -> Resolved:
    return resolve(RULES, PRESETS.get(preset, {}), wishes)


@given(WISHES, st.sampled_from(["", "vim"]))
def test_whatever_is_wished_no_key_means_two_things_in_one_place(wishes: dict[str, str], preset: str) -> None:
    found = mapped(wishes, preset)
    held = Counter(
        (place, key)
        for rule in RULES
        for place in rule.places
        for key in (*rule.fixed, *filter(None, found.keys[rule.name]))
    )
    assert set(found.keys) == {rule.name for rule in RULES}
    assert max(held.values()) == 1


@given(WISHES)
def test_a_command_without_a_key_was_wished_so_or_lost_its_keys_to_one_that_was(
    wishes: dict[str, str],
) -> None:
    found = mapped(wishes)
    wished = {" ".join(name.replace("_", " ").lower().split()) for name in wishes}
    for rule in RULES:
        if rule.keys and not any(found.keys[rule.name]) and rule.name not in wished:
            assert any(f'no longer "{rule.name}"' in fault for fault in found.faults)


@given(WISHES)
def test_every_wished_key_is_had_or_is_said(wishes: dict[str, str]) -> None:
    found = mapped(wishes)
    for name, text in wishes.items():
        rule = next((rule for rule in RULES if rule.name == name), None)
        if rule is None or rule.is_numbered:
            continue
        for written in split(text):
            try:
                key = key_named(written)
            except ValueError:
                assert any(f'"{name}"' in fault for fault in found.faults)
                continue
            if key not in (*rule.fixed, *found.keys[name]):
                assert any(f'"{name}"' in fault for fault in found.faults)


@pytest.mark.parametrize("preset", ["", "vim"])
def test_without_wishes_nothing_is_wrong(preset: str) -> None:
    assert mapped({}, preset).faults == ()


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_names_commands_that_there_are_and_keys_that_terminals_send(preset: str) -> None:
    assert set(PRESETS[preset]) <= {rule.name for rule in RULES}
    found = mapped({}, preset)
    for name, text in PRESETS[preset].items():
        assert found.keys[name] == tuple(key_named(each) for each in split(text))


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_takes_no_command_its_only_key(preset: str) -> None:
    usual = resolve(RULES, {}, {}).keys
    found = mapped({}, preset).keys
    assert {name for name, keys in usual.items() if keys} <= {name for name, keys in found.items() if keys}


def test_a_wish_takes_the_place_of_the_usual_keys() -> None:
    found = mapped({"sort next": "o, ctrl+f"})
    assert found.keys["sort next"] == ("o", "ctrl+f")
    assert found.faults == ()


def test_an_empty_wish_leaves_the_command_to_the_palette_and_frees_its_key() -> None:
    found = mapped({"sort next": "", "freeze": "s"})
    assert found.keys["sort next"] == ()
    assert found.keys["freeze"] == ("s",)
    assert found.faults == ()


def test_a_wish_wins_over_a_usual_key_and_both_are_named() -> None:
    found = mapped({"sort next": "n"})
    assert found.keys["sort next"] == ("n",)
    assert found.keys["filter nonzero"] == ()
    lost = 'keys: n is "sort next" by your mapping, and no longer "filter nonzero".'
    assert found.faults == (f'{lost} "filter nonzero" is in the palette only.',)


def test_of_two_wishes_the_first_wins_and_the_other_keeps_its_usual_key() -> None:
    found = mapped({"freeze": "o", "sort next": "o"})
    assert found.keys["freeze"] == ("o",)
    assert found.keys["sort next"] == ("s",)
    assert found.faults == ('keys: o is "freeze" and "sort next"; the first holds. "sort next" has s.',)


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("sort nxt", "o", 'keys: there is no command "sort nxt"; did you mean "sort next"? Nothing changes.'),
        ("xyzzy", "o", 'keys: there is no command "xyzzy". Nothing changes.'),
        ("sort next", "foo", 'keys: "foo" of "sort next" is no key. "sort next" has s.'),
        ("sort next", "ctrl+1", 'keys: no terminal sends ctrl+1, as "sort next" has it. "sort next" has s.'),
        (
            "sort next",
            "ctrl+i, o",
            'keys: a terminal sends tab for ctrl+i, as "sort next" has it. "sort next" has o.',
        ),
        ("freeze", "ctrl+c", 'keys: ctrl+c is "quit" always, and cannot be "freeze". "freeze" has space.'),
        ("freeze", "esc", 'keys: esc is "back" always, and cannot be "freeze". "freeze" has space.'),
        (
            "sort\x1b",
            "o",
            'keys: there is no command "sort\\u{1b}"; did you mean "sort by"? Nothing changes.',
        ),
    ],
)
def test_what_cannot_be_had_is_said_with_what_holds(name: str, text: str, fault: str) -> None:
    assert mapped({name: text}).faults == (fault,)


def test_names_of_commands_may_be_written_in_other_ways_but_once() -> None:
    found = mapped({"Sort_Next": "o", "sort next": "u"})
    assert found.keys["sort next"] == ("o",)
    assert found.faults == ('keys: "sort next" stands there twice; the first holds. "sort next" has o.',)


def test_a_numbered_command_keeps_its_numbers_where_a_key_is_missing() -> None:
    found = mapped({"sort by": "f1, ctrl+1, f3", "freeze": "f3"})
    assert found.keys["sort by"] == ("f1", "", "f3")
    assert found.keys["freeze"] == ("space",)
    assert mapped({"freeze": "2"}).keys["sort by"] == ("1", "", "3", "4", "5", "6", "7")
    assert "takes 7 keys" in mapped({"sort by": "f1,f2,f3,f4,f5,f6,f7,f8"}).faults[0]


def test_two_commands_may_share_a_key_that_have_no_place_in_common() -> None:
    rules = [
        Rule("one", ("x",), places=frozenset({Place.LOG})),
        Rule("two", ("x",), places=DASHBOARD - {Place.LOG}),
    ]
    found = resolve(rules, {}, {})
    assert found.keys == {"one": ("x",), "two": ("x",)}
    assert found.faults == ()
