"""A terminal's words for its background are a colour, and a colour is light or dark."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color

from tui.ui.look.background import colour_told, is_light
from tui.ui.look.contrast import luminance

channels = st.integers(0, 255)
colours = st.tuples(channels, channels, channels).map(lambda rgb: Color(*rgb))


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("rgb:ffff/ffff/ffff", "#ffffff"),
        ("rgb:f/8/0", "#ff8800"),
        ("rgb:ff/80/00", "#ff8000"),
        ("rgb:fff/800/000", "#ff8000"),
        ("rgb:FDFD/f6F6/e3e3", "#fdf6e3"),
        ("rgb:0000/2b2b/3636", "#002b36"),
        ("rgb:f/ff/fff", "#ffffff"),
        ("rgba:1e1e/1e1e/2e2e/cccc", "#1e1e2e"),
        ("RGBA:0/0/0/0", "#000000"),
    ],
)
def test_one_to_four_digits_of_each_channel_are_a_colour(text: str, colour: str) -> None:
    assert colour_told(text) == Color.parse(colour)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "white",
        "rgb:",
        "rgb:ff/ff",
        "rgb:ff/ff/ff/ff",
        "rgba:ff/ff/ff",
        "rgb:fffff/ff/ff",
        "rgb:ff//ff",
        "rgb:gg/ff/ff",
        "rgb:-1/ff/ff",
        "rgb:ff/ff/ff ",
        "rgb:ff/ff/ff\n",
        "rgb:\u0661/\u0662/\u0663",
    ],
)
def test_other_words_are_none(text: str) -> None:
    assert colour_told(text) is None


@given(colours, st.sampled_from(["rgb", "rgba"]))
def test_a_colour_that_is_told_in_full_is_that_colour(colour: Color, kind: str) -> None:
    digits = [f"{channel * 257:04x}" for channel in colour.rgb]
    alpha = ["8000"] if kind == "rgba" else []
    assert colour_told(f"{kind}:{'/'.join(digits + alpha)}") == colour


@given(st.text(max_size=30))
def test_whatever_is_told_it_is_a_colour_or_none(text: str) -> None:
    told = colour_told(text)
    assert told is None or all(0 <= channel <= 255 for channel in told.rgb)


@pytest.mark.parametrize("colour", ["#ffffff", "#fdf6e3", "#fafafa", "#eff1f5", "#c0c0c0", "#ffffdd"])
def test_paper_is_light(colour: str) -> None:
    assert is_light(Color.parse(colour))


@pytest.mark.parametrize(
    "colour", ["#000000", "#002b36", "#1e1e2e", "#282a36", "#300a24", "#0000ee", "#555555"]
)
def test_night_is_dark(colour: str) -> None:
    assert not is_light(Color.parse(colour))


@given(colours, colours)
def test_what_is_brighter_than_a_light_colour_is_light(one: Color, other: Color) -> None:
    darker, brighter = sorted((one, other), key=luminance)
    assert is_light(brighter) or not is_light(darker)
