"""What is dim stays readable: Textual mixes a dim text with its background, however near the two are already.

Internals of Textual relied upon, guarded by `tests/ui/look/test_theming.py`: `ANSIToTruecolor.truecolor_style`, which
takes the place of the attribute where colours are given by their components.
"""

from functools import lru_cache

from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color
from textual.filter import ANSIToTruecolor

from tui.ui.look.contrast import READABLE, ratio, readable

_NOT_DIM = Style(dim=False)


class ReadableDim(ANSIToTruecolor):
    """Textual's filter, but that a dim text keeps `contrast.READABLE`, or what contrast it had if that was less."""

    def truecolor_style(self, style: Style, background: RichColor) -> Style:  # type: ignore[override]  # stock caches it
        """The style by components, dimmed."""
        return _dimmed(self, style, background)

    def stock(self, style: Style, background: RichColor) -> Style:
        """As Textual does it."""
        return super().truecolor_style(style, background)


@lru_cache(maxsize=2048)
def _dimmed(by: ReadableDim, style: Style, background: RichColor) -> Style:
    if not style.dim or style.color is None:
        return by.stock(style, background)
    bright = by.stock(style + _NOT_DIM, background)
    dim = by.stock(style, background)
    if bright.color is None or dim.color is None:
        return dim
    back = Color.from_rich_color(bright.bgcolor or background)
    text = Color.from_rich_color(bright.color)
    if style.reverse:
        return dim
    least = min(READABLE, ratio(text, back))
    wanted = Color.from_rich_color(dim.color)
    return dim + Style.from_color(readable(wanted, back, least).rich_color, None)
