"""Every theme can be read in every state of the screen; ours keep what their names promise."""

import re
from itertools import combinations
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from tests.ui.look.stages import STATES, Play, contrast, looking, segments
from tui.ui.look.contrast import ENOUGH, READABLE, STRONG, luminance, ratio
from tui.ui.look.themes import COLOUR_BLIND, HIGH_CONTRAST, HIGH_CONTRAST_LIGHT, OURS
from tui.ui.look.variables import variables_of

TEXTUALS = [theme for theme in BUILTIN_THEMES.values() if not theme.ansi]
LARGE = 3.0
"""The least contrast that WCAG 2.2 (1.4.3) asks of large text; for themes that others have made."""

LINES = re.compile(r"[\s─-▟]*")
"""What is drawn and not read."""

STATUSES = ("status", "lost", "replay", "frozen", "past")
PAIRS = (*STATUSES, "cursor", "cursor-idle", "past-cursor")


def pair(theme: Theme, name: str) -> tuple[Color, Color]:
    variables = variables_of(theme)
    return Color.parse(variables[f"{name}-text"]), Color.parse(variables[f"{name}-back"])


@pytest.mark.parametrize("play", STATES)
async def test_all_that_stands_on_the_screen_can_be_read_in_every_theme(play: Play, tmp_path: Path) -> None:
    unreadable = []
    async with looking(tmp_path) as on:
        await play(on)
        for theme in (*TEXTUALS, *OURS):
            on.app.theme = theme.name
            await on.settle()
            least = READABLE - 0.05 if theme in OURS else LARGE  # colours are of whole steps
            texts = [segment for segment in segments(on) if not LINES.fullmatch(segment.text)]
            assert len(texts) > 5
            unreadable += [
                f"{theme.name}: {segment.text!r} {segment.style} {contrast(segment):.2f}"
                for segment in texts
                if contrast(segment) < least
            ]
    assert not unreadable


@pytest.mark.parametrize("theme", TEXTUALS, ids=lambda theme: theme.name)
def test_the_pairs_made_of_a_theme_can_be_read(theme: Theme) -> None:
    assert {name: ratio(*pair(theme, name)) for name in PAIRS if ratio(*pair(theme, name)) < ENOUGH} == {}
    given, quiet = theme.to_color_system().generate(), Color.parse(variables_of(theme)["quiet"])
    for back in (given["background"], given["surface"], variables_of(theme)["past-ground"]):
        assert ratio(quiet, Color.parse(back)) >= LARGE


@pytest.mark.parametrize("theme", [HIGH_CONTRAST, HIGH_CONTRAST_LIGHT], ids=lambda theme: theme.name)
def test_high_contrast_is_seven_to_one(theme: Theme) -> None:
    assert {name: ratio(*pair(theme, name)) for name in PAIRS if ratio(*pair(theme, name)) < STRONG} == {}
    given = theme.to_color_system().generate()
    assert ratio(Color.parse(given["foreground"]), Color.parse(given["background"])) >= STRONG


def test_the_colour_blind_tell_states_by_lightness_too() -> None:
    backs = {name: luminance(pair(COLOUR_BLIND, name)[1]) for name in STATUSES}
    for (one, light), (other, dark) in combinations(backs.items(), 2):
        lighter, darker = max(light, dark), min(light, dark)
        assert (lighter + 0.05) / (darker + 0.05) >= 1.25, (one, other)


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
def test_the_cursor_stands_out_from_the_rows_around_it(theme: Theme) -> None:
    background = Color.parse(theme.to_color_system().generate()["background"])
    assert ratio(pair(theme, "cursor")[1], background) >= LARGE


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
def test_what_a_theme_of_ours_names_is_a_variable_that_is_used(theme: Theme) -> None:
    assert theme.variables.keys() <= variables_of(theme).keys()
    for name, value in theme.variables.items():
        assert Color.parse(variables_of(theme)[name]).hex == Color.parse(value).hex


def test_where_text_is_the_terminals_own_no_colour_is_taken_for_granted() -> None:
    for name in ("ansi-dark", "ansi-light"):
        variables = variables_of(BUILTIN_THEMES[name])
        for role in ("cursor", "cursor-idle", "status"):
            assert variables[f"{role}-text"] == variables[f"{role}-back"] == "ansi_default"
        assert "reverse" in variables["cursor-style"]
