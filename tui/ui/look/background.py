"""The colour that a terminal says its background has (xterm's ctlseqs, OSC 11; X(7), "Color Names")."""

import re
from typing import Final

from textual.color import BLACK, WHITE, Color

from tui.ui.look.contrast import ratio

_COLOUR: Final = re.compile(
    r"rgb(a)?:" + "/".join(["([0-9a-f]{1,4})"] * 3) + r"(?(1)/[0-9a-f]{1,4})", re.IGNORECASE
)
"""One to four hexadecimal digits of each channel; how opaque it is changes nothing of the colour."""


def colour_told(text: str) -> Color | None:
    """The colour of an answer such as `rgb:ffff/ffff/ffff`; None where it is none."""
    found = _COLOUR.fullmatch(text)
    if found is None:
        return None
    red, green, blue = (
        round(255 * int(digits, 16) / (16 ** len(digits) - 1)) for digits in found.groups()[1:]
    )
    return Color(red, green, blue)


def is_light(back: Color) -> bool:
    """Whether black is read better on it than white."""
    return ratio(BLACK, back) > ratio(WHITE, back)
