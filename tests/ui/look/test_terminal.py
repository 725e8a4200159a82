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


@pytest.mark.parametrize(
    ("environ", "can_be_asked"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "xterm"}, True),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "foot"}, True),
        ({"TERM": "tmux-256color"}, True),
        ({"TERM": "screen-256color", "TMUX": "/tmp/tmux-1/default,1,0"}, True),
        ({"TERM": "xterm-256color", "COLORFGBG": "0;default"}, True),
        ({"TERM": "xterm-256color", "COLORFGBG": "0;15"}, False),
        ({"TERM": "xterm-256color", "COLORFGBG": "15;0"}, False),
        ({"TERM": "screen-256color"}, False),
        ({"TERM": "screen.xterm-256color"}, False),
        ({"TERM": "xterm-256color", "STY": "1.pts-0.host"}, False),
        ({"TERM": "screen", "STY": "1.pts-0.host", "TMUX": "/tmp/tmux-1/default,1,0"}, False),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, False),
        ({"TERM": "screen-mono", "TMUX": "/tmp/tmux-1/default,1,0"}, False),
        ({"TERM": "xterm-mono"}, False),
        ({"TERM": "linux"}, False),
        ({"TERM": "linux-16color"}, False),
        ({"TERM": "cygwin"}, False),
        ({"TERM": "eterm-color"}, False),
        ({"TERM": "vt100"}, False),
        ({"TERM": "dumb"}, False),
        ({}, False),
    ],
    ids=str,
)
def test_only_a_terminal_that_takes_no_harm_is_asked_and_only_what_it_has_not_said(
    environ: dict[str, str], can_be_asked: bool
) -> None:
    assert terminal_of(environ).can_be_asked is can_be_asked
