"""The theme that nobody chose follows what the terminal says of its background, once; a chosen one never does."""

import asyncio
from pathlib import Path

import pytest

from tests.ui.look.stages import live, looking
from tests.ui.look.test_theming import choosing
from tests.ui.stage import Stage
from tui.ui.look.terminal import Colours
from tui.ui.paint.parser import BackgroundTold

LIGHT = "rgb:ffff/ffff/ffff"
DARK = "rgb:0000/0000/0000"


async def told(on: Stage, *texts: str) -> None:
    """The terminal says this, and the app has heard it."""
    for text in texts:
        on.app.post_message(BackgroundTold(text))
    await on.settle()


@pytest.mark.parametrize(
    ("colours", "text", "theme"),
    [
        (Colours.MANY, LIGHT, "bitotui-light"),
        (Colours.MANY, DARK, "textual-dark"),
        (Colours.SIXTEEN, LIGHT, "ansi-light"),
        (Colours.SIXTEEN, DARK, "ansi-dark"),
    ],
)
async def test_the_theme_suits_the_background(
    colours: Colours, text: str, theme: str, tmp_path: Path
) -> None:
    async with looking(tmp_path, colours=colours, can_be_asked=True) as on:
        await live(on)
        await told(on, text)
        assert on.app.theme == theme
        assert on.app.has_class("-light-mode") is (text == LIGHT)
        assert on.app.theme_variables == on.app.get_css_variables()


async def test_it_is_no_choice_to_be_remembered(tmp_path: Path) -> None:
    async with looking(tmp_path, can_be_asked=True) as on:
        await told(on, LIGHT)
        await on.app._write()
        assert on.app.theme == "bitotui-light"
        assert on.app.preferences.look.theme == ""
    kept = tmp_path / "default.toml"
    assert not kept.exists() or "bitotui-light" not in kept.read_text()


@pytest.mark.parametrize("second", [DARK, LIGHT, "nonsense"])
async def test_a_second_answer_changes_nothing(second: str, tmp_path: Path) -> None:
    async with looking(tmp_path, can_be_asked=True) as on:
        await told(on, LIGHT, second)
        assert on.app.theme == "bitotui-light"
        await told(on, DARK)
        assert on.app.theme == "bitotui-light"


async def test_what_is_no_colour_is_no_answer(tmp_path: Path) -> None:
    async with looking(tmp_path, can_be_asked=True) as on:
        await told(on, "nonsense")
        assert on.app.theme == "textual-dark"
        await told(on, LIGHT)
        assert on.app.theme == "bitotui-light"


async def test_what_was_not_asked_is_not_heard(tmp_path: Path) -> None:
    async with looking(tmp_path) as on:
        await told(on, LIGHT)
        assert on.app.theme == "textual-dark"


@pytest.mark.parametrize(
    ("theme", "remembered", "shown"),
    [("nord", "", "nord"), ("", "dracula", "dracula"), ("textual-dark", "", "textual-dark")],
)
async def test_a_chosen_theme_stays(theme: str, remembered: str, shown: str, tmp_path: Path) -> None:
    async with looking(tmp_path, theme=theme, remembered=remembered, can_be_asked=True) as on:
        await told(on, LIGHT)
        assert on.app.theme == shown


async def test_a_remembered_theme_that_cannot_be_shown_is_no_choice(tmp_path: Path) -> None:
    async with looking(tmp_path, remembered="nord", colours=Colours.SIXTEEN, can_be_asked=True) as on:
        await told(on, LIGHT)
        assert on.app.theme == "ansi-light"
        assert on.app.preferences.look.theme == "nord"


async def test_a_theme_chosen_before_the_answer_stays(tmp_path: Path) -> None:
    async with looking(tmp_path, can_be_asked=True) as on:
        await choosing(on)
        await on.press("enter")
        assert on.app.preferences.look.theme == "textual-dark"
        await told(on, LIGHT)
        assert on.app.theme == "textual-dark"


async def test_a_theme_that_is_only_looked_at_stays_until_it_is_left(tmp_path: Path) -> None:
    async with looking(tmp_path, can_be_asked=True) as on:
        await choosing(on)
        await on.press("down", "down")
        looked_at = on.app.theme
        await told(on, LIGHT)
        assert on.app.theme == looked_at != "bitotui-light"
        await on.press("escape")
        assert on.app.theme == "bitotui-light"
        assert on.app.preferences.look.theme == ""


async def test_the_theme_changes_once(tmp_path: Path) -> None:
    async with looking(tmp_path, can_be_asked=True) as on:
        changes: asyncio.Queue[str] = asyncio.Queue()
        on.app.theme_changed_signal.subscribe(on.app.screen, lambda theme: changes.put_nowait(theme.name))
        await told(on, LIGHT, LIGHT, DARK)
        assert [changes.get_nowait() for _ in range(changes.qsize())] == ["bitotui-light"]
