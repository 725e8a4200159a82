"""Commands: each is told in the help, does something, and has a key of its own; the palette has no others."""

import re
from collections import Counter
from collections.abc import Callable

import pytest
from textual.widgets import OptionList

from tests.ui.stage import Stage, stage
from tui.core.query import Column
from tui.tongue import speak
from tui.ui.app import BitotuiApp
from tui.ui.command import Command
from tui.ui.commands import COMMANDS
from tui.ui.keys.places import DASHBOARD, Group
from tui.ui.screens.help import HelpScreen

IN_PALETTE = [command for command in COMMANDS if command.in_palette and not command.is_numbered]


def keys_of(command: type[Command]) -> tuple[str, ...]:
    return (*command.always(), *command.usual())


def test_no_key_means_two_things_in_one_place() -> None:
    keys = Counter(
        (place, key) for command in COMMANDS for place in command.places for key in keys_of(command)
    )
    assert max(keys.values()) == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_says_what_it_does_in_a_sentence(command: type[Command]) -> None:
    assert re.fullmatch(r"[A-Z][^.]*\.", command.help())
    assert command.keys() or command.in_palette


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_belongs_to_a_group_and_works_somewhere_on_the_dashboard(command: type[Command]) -> None:
    assert command.group in Group
    assert command.places
    assert command.places <= DASHBOARD


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_has_an_action(command: type[Command]) -> None:
    assert callable(getattr(BitotuiApp, f"action_{command.action}"))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_can_be_had_without_the_keys_that_can_be_taken_from_it(command: type[Command]) -> None:
    assert command.in_palette or command.always()


def test_no_command_needs_a_key_that_a_multiplexer_or_the_terminal_takes() -> None:
    keys = {key for command in COMMANDS if command.shows_fixed for key in keys_of(command)}
    taken = {"ctrl+a", "ctrl+b", "ctrl+s", "ctrl+z", "ctrl+q"} | {f"f{number}" for number in range(1, 13)}
    assert not keys & taken


async def palette(on: Stage, typed: str = "") -> list[str]:
    """Open the palette, type, and give back what it offers."""
    await on.press("ctrl+p", *typed)
    for _ in range(200):
        await on.pilot.pause(0.01)
        options = on.app.screen.query_one(OptionList)
        if options.option_count:
            break
    return [str(options.get_option_at_index(index).prompt) for index in range(options.option_count)]


async def test_the_palette_has_our_commands_and_the_look_and_nothing_else() -> None:
    async with stage() as on:
        offered = [line.split("\n")[0].split(" (")[0] for line in await palette(on)]
        ours = [command.title() for command in IN_PALETTE]
        ours += [f"sort by {column.value}" for column in Column]
        assert sorted(offered) == sorted(ours)
        assert offered.count("screenshot") == 1


async def test_in_chinese_every_command_of_the_palette_has_its_english_beside_it() -> None:
    speak("zh-TW")
    try:
        async with stage() as on:
            offered = [line.split("\n")[0].split(" (")[0].partition(" · ")[2] for line in await palette(on)]
            ours = [command.name() for command in IN_PALETTE]
            ours += [f"sort by {column.value}" for column in Column]
            assert sorted(offered) == sorted(ours)
    finally:
        speak("en")


@pytest.mark.parametrize(
    ("command", "is_done"),
    [
        ("filter tradable", lambda on: on.app.view.tradable.value == "tradable"),
        ("filter nonzero", lambda on: on.app.view.nonzero),
        ("sort next", lambda on: on.app.view.sort.value == "Amount"),
        ("sort reverse", lambda on: on.app.view.descending),
        ("sort by Available", lambda on: on.app.view.sort.value == "Available"),
        ("last line", lambda on: on.cursor == "XRP"),
        ("filter (/)", lambda on: on.has_focus(on.filter)),
        ("detail", lambda on: on.has_focus(on.detail) and on.detail.display),
        ("events", lambda on: on.has_focus(on.log)),
        ("freeze", lambda on: on.app.frozen),
        ("redial", lambda on: on.source.redials == 1),
        ("copy", lambda on: on.app.clipboard == "4636.0"),
        ("help", lambda on: isinstance(on.app.screen, HelpScreen)),
        ("quit", lambda on: on.app.return_value == 0),
    ],
)
async def test_the_palette_does_what_the_key_does(command: str, is_done: Callable[[Stage], bool]) -> None:
    async with stage() as on:
        offered = await palette(on)
        index = next(number for number, line in enumerate(offered) if line.startswith(command))
        on.app.screen.query_one(OptionList).highlighted = index
        await on.press("enter")
        assert is_done(on)


async def test_the_theme_can_be_changed() -> None:
    async with stage() as on:
        on.app.theme = "textual-light"
        await on.settle()
        assert "12 of 12" in on.text


async def test_the_last_line_names_the_keys_that_fit() -> None:
    async with stage() as on:
        assert on.lines[-1].strip().startswith("/ filter")
        assert on.lines[-1].endswith("? help  q quit")
        await on.resize(40, 24)
        assert on.lines[-1] == " / filter  p presets  n nonzero  ? help"
