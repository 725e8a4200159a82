"""The help: every key and word whole, those first that matter where one is, and `/` finds some of it."""

import pytest
from textual import events

from tests.ui.stage import Stage, stage
from tui.ui.commands import COMMANDS
from tui.ui.screens.help import HelpScreen
from tui.ui.screens.help_lines import WORDS
from tui.ui.widgets.lines import Lines


def told(on: Stage) -> list[str]:
    """What stands in the help, whether it is in view or not."""
    return [line.plain for line in on.app.screen.query_one("VerticalScroll > Lines", Lines).lines]


def headings(on: Stage) -> list[str]:
    return [
        line.plain
        for line in on.app.screen.query_one("VerticalScroll > Lines", Lines).lines
        if line.style == "dim"
    ]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50), (50, 20)])
async def test_the_help_tells_every_key_and_every_word_whole(size: tuple[int, int]) -> None:
    async with stage(size=size) as on:
        await on.press("?")
        assert isinstance(on.app.screen, HelpScreen)
        assert not any(line.rstrip().endswith("…") for line in told(on))
        text = " ".join(" ".join(told(on)).split())
        for command in COMMANDS:
            assert text.count(f"{command.keys() or f'ctrl+p {command.title()}'} {command.help()}") == 1
        for word, meaning in WORDS:
            assert f"{word} {meaning.format(redial='r', hide='H', columns='c')}" in text


async def test_a_sentence_that_goes_on_is_set_in_below_its_beginning() -> None:
    async with stage() as on:
        await on.press("?")
        lines = on.lines
        first = next(index for index, line in enumerate(lines) if "Show only currencies of which" in line)
        column = lines[first].index("Show")
        assert lines[first + 1][column - 1] == " "
        assert lines[first + 1][column] != " "


@pytest.mark.parametrize(
    ("keys", "heading", "first"),
    [
        ("", "In the table", "/"),
        ("e", "In the event log", "e"),
        ("enter", "In the detail", "esc"),
    ],
)
async def test_where_one_is_comes_first(keys: str, heading: str, first: str) -> None:
    async with stage(size=(120, 40)) as on:
        await on.press(*([keys] if keys else []), "?")
        assert headings(on)[0] == heading
        assert told(on)[1].split()[0] == first
        assert headings(on)[1] == "Words on the screen"


async def test_from_a_box_the_help_is_in_the_palette_and_tells_of_the_box() -> None:
    async with stage() as on:
        await on.press("/", "b", "ctrl+p", *"help")
        await on.pilot.pause(0.5)
        await on.press("enter")
        assert isinstance(on.app.screen, HelpScreen)
        assert headings(on)[0] == "In a box to type in"
        await on.press("escape")
        assert on.has_focus(on.filter)


async def test_what_is_typed_narrows_it_to_lines_that_match() -> None:
    async with stage() as on:
        await on.press("?", "/", *"smallest")
        assert told(on) == []
        assert "0 lines" in on.text
        await on.press("ctrl+u", *"event hour")
        assert [line.split()[0] for line in told(on) if line and line not in headings(on)] == []
        await on.press("ctrl+u", *"hour")
        assert headings(on) == ["The past"]
        assert [line.split()[0] for line in told(on)[1:]] == ["<", ">"]
        await on.press("backspace", "backspace")
        assert len(told(on)) > 3


async def test_a_single_character_means_a_key() -> None:
    async with stage() as on:
        await on.press("?", "/", "S")
        assert told(on)[1:] == [line for line in told(on) if line.startswith("S ")]


async def test_esc_clears_what_was_looked_for_first_and_then_closes() -> None:
    async with stage() as on:
        await on.press("?")
        everything = told(on)
        await on.press("/", *"past", "escape")
        assert told(on) == everything
        await on.press("/", *"past", "enter")
        assert told(on) != everything
        await on.press("escape")
        assert told(on) == everything
        await on.press("escape")
        assert not isinstance(on.app.screen, HelpScreen)


async def test_letters_are_text_while_one_looks_for_something() -> None:
    async with stage() as on:
        await on.press("?", "/", *"q?j:")
        assert on.app.is_running
        assert "/ q?j:" in on.text
        await on.press("enter", "?")
        assert not isinstance(on.app.screen, HelpScreen)


async def test_it_scrolls_by_the_keys_of_the_table() -> None:
    async with stage() as on:
        await on.press("?")
        first = on.text
        await on.press("G")
        assert "Find a command by name." in on.text
        await on.press("g")
        assert on.text == first
        await on.press("j", "down", "k", "up", "ctrl+d", "pagedown", "ctrl+u", "pageup")
        assert on.text == first


async def test_what_is_pasted_is_looked_for_too() -> None:
    async with stage(size=(100, 40)) as on:
        await on.press("?", "/")
        on.app.post_message(events.Paste("screen\x1b\nshot"))
        await on.settle()
        assert "/ screenshot" in on.text
        assert "Save a picture of the screen" in on.text
