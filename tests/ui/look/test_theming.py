"""A theme is chosen live, remembered for the profile, and never one that the terminal cannot show."""

from pathlib import Path

import pytest
from textual.filter import NoColor
from textual.scrollbar import ScrollBar
from textual.theme import BUILTIN_THEMES
from textual.widgets import Input, OptionList

from tests.ui.look.stages import live, looking
from tests.ui.stage import Stage
from tui.preferences.file import PreferencesFile
from tui.ui.look.bars import CharacterBar
from tui.ui.look.dimming import ReadableDim
from tui.ui.look.terminal import Colours
from tui.ui.look.themes import OURS


async def choosing(on: Stage) -> OptionList:
    """Open the choice of themes, and wait until it is there."""
    on.app.action_change_theme()
    for _ in range(300):
        await on.pilot.pause(0.01)
        found = list(on.app.screen.query(OptionList))
        if found and found[0].option_count and found[0].highlighted is not None:
            return found[0]
    raise TimeoutError


async def test_all_of_textuals_themes_and_ours_can_be_chosen(tmp_path: Path) -> None:
    async with looking(tmp_path) as on:
        assert on.app.themes_that_fit.keys() == BUILTIN_THEMES.keys() | {theme.name for theme in OURS}


async def test_a_theme_is_shown_while_it_is_only_looked_at(tmp_path: Path) -> None:
    async with looking(tmp_path) as on:
        await live(on)
        await choosing(on)
        assert on.app.theme == "textual-dark"
        await on.press("down", "down")
        looked_at = on.app.theme
        assert looked_at != "textual-dark"
        await on.press("escape")
        assert on.app.theme == "textual-dark"
        assert on.app.preferences.look.theme == ""


async def test_the_chosen_theme_is_there_at_the_next_start(tmp_path: Path) -> None:
    async with looking(tmp_path) as on:
        await choosing(on)
        await on.press("down", "enter")
        chosen = on.app.theme
        assert chosen == on.app.preferences.look.theme != "textual-dark"
        await on.app._write()
    loaded = PreferencesFile(tmp_path / "default.toml", stamp=lambda: "now").load()
    assert loaded.preferences.look.theme == chosen
    async with looking(tmp_path, remembered=chosen) as on:
        assert on.app.theme == chosen


async def test_the_command_line_goes_before_what_is_remembered_and_is_not_remembered(tmp_path: Path) -> None:
    async with looking(tmp_path, theme="nord", remembered="dracula") as on:
        assert on.app.theme == "nord"
        assert on.app.preferences.look.theme == "dracula"


async def test_an_unknown_theme_is_named_and_skipped(tmp_path: Path) -> None:
    async with looking(tmp_path, remembered="solar\x1bised") as on:
        assert on.app.theme == "textual-dark"
        assert [said for said in on.toasts if "there is no theme solar\\u{1b}ised" in said]


async def test_sixteen_colours_have_only_themes_of_sixteen(tmp_path: Path) -> None:
    async with looking(tmp_path, remembered="nord", colours=Colours.SIXTEEN) as on:
        assert on.app.theme == "ansi-dark"
        assert on.app.preferences.look.theme == "nord"
        assert not on.toasts
        assert set(on.app.themes_that_fit) == {"ansi-dark", "ansi-light"}
        on.app.choose_theme("nord")
        await on.settle()
        assert on.app.theme == "ansi-dark"
        assert on.toasts == ["this terminal has 16 colours, too few for nord"]


async def test_without_colours_there_is_nothing_to_choose(tmp_path: Path) -> None:
    async with looking(tmp_path, colours=Colours.NONE) as on:
        on.app.action_change_theme()
        await on.settle()
        assert len(on.app.screen_stack) == 1
        assert on.toasts == ["this terminal shows no colours (NO_COLOR, or what TERM says)"]


async def test_nothing_moves_by_degrees_and_nothing_blinks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "full")
    async with looking(tmp_path) as on:
        assert on.app.animation_level == "none"
        await on.press("/")
        await choosing(on)
        boxes = [box for screen in on.app.screen_stack for box in screen.query(Input)]
        assert len(boxes) > 2
        assert not any(box.cursor_blink for box in boxes)


async def test_textual_filters_and_draws_as_we_rely_on(tmp_path: Path) -> None:
    assert ScrollBar.renderer is CharacterBar
    async with looking(tmp_path) as on:
        assert [type(each) for each in on.app._filters] == [ReadableDim]
        assert on.app._filters[0].enabled
        on.app.theme = "ansi-dark"
        assert [type(each) for each in on.app._filters] == [ReadableDim]
        assert not on.app._filters[0].enabled
    async with looking(tmp_path, colours=Colours.NONE) as on:
        assert [type(each) for each in on.app._filters] == [ReadableDim, NoColor]
        assert not on.app._filters[0].enabled


@pytest.mark.parametrize("theme", ["nord", "bitotui-light"])
async def test_the_remembered_theme_is_that_of_the_first_paint(theme: str, tmp_path: Path) -> None:
    async with looking(tmp_path, remembered=theme) as on:
        assert on.app.has_class("-light-mode") is (theme == "bitotui-light")
        assert on.app.theme_variables["pane"] == on.app.get_css_variables()["pane"]
