"""The themes that come with the program beside Textual's own.

A theme's `variables` may name any of those that `look.variables` makes; what it leaves out is made for it.
"""

from typing import Final

from textual.theme import Theme

HIGH_CONTRAST: Final = Theme(
    name="bitotui-high-contrast",
    primary="#ffff00",
    secondary="#00ffff",
    accent="#ffff00",
    warning="#ffff00",
    error="#ff8080",
    success="#80ff80",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    text_alpha=1.0,
    variables={
        "cursor-idle-back": "#404040",
        "cursor-doubt-back": "#4d4d00",
        "cursor-doubt-text": "#ffffff",
        "lost-back": "#700000",
        "replay-back": "#404000",
        "frozen-back": "#ffff00",
        "past-back": "#00ffff",
        "past-ground": "#002b2b",
        "quiet": "#c8c8c8",
        "rule": "#a0a0a0",
        "thumb": "#a0a0a0",
    },
)
"""White on black, and one yellow: 7:1 for all text, 4.5:1 for what matters less."""

HIGH_CONTRAST_LIGHT: Final = Theme(
    name="bitotui-high-contrast-light",
    primary="#00008b",
    secondary="#4b0082",
    accent="#00008b",
    warning="#5c3d00",
    error="#8b0000",
    success="#004d00",
    foreground="#000000",
    background="#ffffff",
    surface="#ffffff",
    panel="#ffffff",
    dark=False,
    text_alpha=1.0,
    variables={
        "cursor-idle-back": "#c8c8c8",
        "cursor-doubt-back": "#b8b8e8",
        "cursor-doubt-text": "#000000",
        "lost-back": "#8b0000",
        "replay-back": "#d0d0d0",
        "frozen-back": "#5c3d00",
        "past-back": "#4b0082",
        "past-ground": "#f0e4f8",
        "quiet": "#404040",
        "rule": "#606060",
        "thumb": "#606060",
    },
)
"""Black on white, and one blue."""

COLOUR_BLIND: Final = Theme(
    name="bitotui-colour-blind",
    primary="#0068a6",
    secondary="#004a75",
    accent="#e69f00",
    warning="#e69f00",
    error="#d55e00",
    success="#56b4e9",
    foreground="#e6e6e6",
    background="#101216",
    surface="#1a1d23",
    panel="#22262e",
    variables={
        "lost-back": "#d55e00",
        "replay-back": "#56b4e9",
        "frozen-back": "#f0e442",
        "past-back": "#00568a",
    },
)
"""Blue, orange and yellow of the palette by Okabe and Ito, no two states of the same lightness."""

LIGHT: Final = Theme(
    name="bitotui-light",
    primary="#1d5fa8",
    secondary="#7a5aa6",
    accent="#1d5fa8",
    warning="#b07800",
    error="#b3263e",
    success="#2f7d46",
    foreground="#1c1f24",
    background="#fafafa",
    surface="#eceef1",
    panel="#e4e7eb",
    dark=False,
)
"""For light terminals: paper, ink, and one blue."""

OURS: Final = (COLOUR_BLIND, HIGH_CONTRAST, HIGH_CONTRAST_LIGHT, LIGHT)

DARK_DEFAULT: Final = "textual-dark"
LIGHT_DEFAULT: Final = LIGHT.name
SIXTEEN_DARK: Final = "ansi-dark"
SIXTEEN_LIGHT: Final = "ansi-light"
"""These two leave text and background to the terminal, and take the other colours from its sixteen."""
