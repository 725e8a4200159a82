"""Keys that come in one write over dialogs: each finds the screen as the one before has left it."""

import pytest
from textual import events
from textual.keys import _character_to_key

from tests.core.builders import row
from tests.ui.stage import Stage, stage
from tui.core.query import Column

HELD = (row("AAA"), row("BBB"), row("CCC"))


async def burst(on: Stage, *keys: str) -> None:
    """Press keys without a moment between them."""
    for key in keys:
        is_name = len(key) > 1
        name = key if is_name or key.isalnum() else _character_to_key(key)
        on.app.post_message(events.Key(name, None if is_name else key))
    await on.settle()


@pytest.mark.parametrize("opens", ["?", "c", "ctrl+p"])
async def test_a_second_esc_is_not_for_a_dialog_that_the_first_has_closed(opens: str) -> None:
    async with stage(*HELD) as on:
        await burst(on, opens, "escape", "escape", "escape")
        assert on.app.is_running
        assert len(on.app.screen_stack) == 1
        await on.press(opens)
        assert len(on.app.screen_stack) == 2
        await burst(on, "escape", "escape", "escape")
        assert on.app.is_running
        assert len(on.app.screen_stack) == 1


async def test_a_key_behind_the_one_that_closes_a_dialog_is_the_dashboards() -> None:
    async with stage(*HELD) as on:
        await burst(on, "?", "/", *"foo", "escape", "escape", "j", "c", "j", "x", "escape", "j")
        assert on.cursor == "CCC"
        assert on.app.arrangement.hidden == {Column.AMOUNT}


async def test_one_key_that_opens_and_closes_does_so_as_often_as_it_comes() -> None:
    async with stage(*HELD) as on:
        await burst(on, "?", "?", "?")
        assert len(on.app.screen_stack) == 2
        await burst(on, "?", "q")
        assert not on.app.is_running


async def test_a_message_is_closed_once_by_many_an_esc() -> None:
    async with stage(*HELD) as on:
        await on.press("e", "j", "enter")
        assert len(on.app.screen_stack) == 2
        await burst(on, "escape", "escape", "escape", "j")
        assert on.app.is_running
        assert len(on.app.screen_stack) == 1


async def test_a_key_behind_the_one_that_opens_the_help_finds_its_lines() -> None:
    async with stage() as on:
        await burst(on, "?", "G")
        assert "Find a command by name." in on.text
