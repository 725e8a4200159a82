"""How well one colour is read on another (WCAG 2.2, 1.4.3 and 1.4.6)."""

from typing import Final

from textual.color import BLACK, WHITE, Color

READABLE: Final = 4.5
"""The least contrast of text (level AA)."""

STRONG: Final = 7.0
"""The least contrast of text in a theme that promises a high one (level AAA)."""

ENOUGH: Final = 4.0
"""From which contrast on a theme's own text colour is kept where its background was not made for it."""

_STEPS: Final = 20


def luminance(color: Color) -> float:
    """The relative luminance, from 0 (black) to 1 (white)."""
    shares = (channel / 255 for channel in color.rgb)
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - the formula's own
        for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: Color, other: Color) -> float:
    """The contrast of two opaque colours, from 1 to 21, in either order."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def readable(wanted: Color, back: Color, least: float = READABLE) -> Color:
    """`wanted`, or what is as near to it as can be read on `back`: mixed with white or black until it can."""
    if ratio(wanted, back) >= least:
        return wanted
    end = max((WHITE, BLACK), key=lambda pole: ratio(pole, back))
    for step in range(1, _STEPS):
        mixed = wanted.blend(end, step / _STEPS, alpha=1.0)
        if ratio(mixed, back) >= least:
            return mixed
    return end


def text_on(back: Color, *liked: Color) -> Color:
    """The first of `liked` that is read on `back`; else white or black, whichever is read better."""
    for color in liked:
        if ratio(color, back) >= ENOUGH:
            return color
    return max((WHITE, BLACK), key=lambda pole: ratio(pole, back))
