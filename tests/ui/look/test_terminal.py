"""How many colours a terminal has, and which theme suits it, by its environment."""

import pytest

from tui.ui.look.terminal import Colours, colours_of, terminal_of


@pytest.mark.parametrize(
    ("environ", "colours"),
    [
        ({"TERM": "xterm-256color"}, Colours.MANY),
        ({"TERM": "screen-256color"}, Colours.MANY),
        ({"TERM": "tmux-direct"}, Colours.MANY),
        ({"TERM": "xterm-kitty"}, Colours.MANY),
        ({"TERM": "foot"}, Colours.MANY),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, Colours.MANY),
        ({"TERM": "xterm"}, Colours.SIXTEEN),
        ({"TERM": "linux"}, Colours.SIXTEEN),
        ({"TERM": "screen"}, Colours.SIXTEEN),
        ({"TERM": "xterm-16color"}, Colours.SIXTEEN),
        ({"TERM": "xterm-mono"}, Colours.NONE),
        ({"TERM": "linux-m"}, Colours.NONE),
        ({"TERM": "vt100"}, Colours.NONE),
        ({"TERM": "vt220"}, Colours.NONE),
        ({"TERM": "dumb"}, Colours.NONE),
        ({"TERM": ""}, Colours.NONE),
        ({}, Colours.NONE),
    ],
    ids=str,
)
def test_the_name_of_the_terminal_says_how_many_colours_it_has(
    environ: dict[str, str], colours: Colours
) -> None:
    assert colours_of(environ) is colours


def test_no_color_means_none_whatever_it_is_set_to_but_nothing() -> None:
    many = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    assert colours_of(many | {"NO_COLOR": "0"}) is Colours.NONE
    assert colours_of(many | {"NO_COLOR": "1"}) is Colours.NONE
    assert colours_of(many | {"NO_COLOR": ""}) is Colours.MANY


@pytest.mark.parametrize(
    ("term", "background", "theme"),
    [
        ("xterm-256color", None, "textual-dark"),
        ("xterm-256color", "15;0", "textual-dark"),
        ("xterm-256color", "12;8", "textual-dark"),
        ("xterm-256color", "0;15", "bitotui-light"),
        ("xterm-256color", "0;default;15", "bitotui-light"),
        ("xterm-256color", "0;7", "bitotui-light"),
        ("xterm-256color", "0;default", "textual-dark"),
        ("xterm-256color", "nonsense", "textual-dark"),
        ("linux", None, "ansi-dark"),
        ("xterm", "0;15", "ansi-light"),
    ],
)
def test_the_theme_suits_the_background_and_the_colours(
    term: str, background: str | None, theme: str
) -> None:
    environ = {"TERM": term} | ({} if background is None else {"COLORFGBG": background})
    assert terminal_of(environ).theme == theme
