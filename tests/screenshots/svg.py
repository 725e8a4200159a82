"""An exported screen as a picture that needs nothing but itself."""

import re

FONTS = "ui-monospace, 'Cascadia Mono', Menlo, 'DejaVu Sans Mono', Consolas, monospace"
"""Found on the reader's own machine."""

_FONT_FACE = re.compile(r"@font-face\s*{[^}]*}\s*")
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_FAMILY = re.compile(r"font-family:[^;]*;")
_TEXT = re.compile(
    r'(<text class="[^"]*" x=")([0-9.]+)(" y="[0-9.]+" textLength=")([0-9.]+)("[^>]*>)((?:&#160;)+)(?=[^<])'
)

_BLANK = "&#160;"
_CELL = 12.2
"""Width of a cell in the units of the picture."""


def self_contained(svg: str) -> str:
    """`svg` without remote fonts, without any address, and without blanks at the beginning of a text.

    Some renderers leave such blanks out, so that the words would move together.
    """
    svg = _FAMILY.sub(f"font-family: {FONTS};", _COMMENT.sub("", _FONT_FACE.sub("", svg)))
    svg = _TEXT.sub(_without_blanks, svg)
    return "".join(f"{line.rstrip()}\n" for line in svg.splitlines())


def _without_blanks(found: re.Match[str]) -> str:
    head, x, middle, length, tail, blanks = found.groups()
    width = len(blanks) // len(_BLANK) * _CELL
    return f"{head}{float(x) + width:.1f}{middle}{float(length) - width:.1f}{tail}"
