"""An amount in characters, as a line or a cell that has styles."""

from rich.style import Style
from rich.text import Text

from tui.core.writing import Writing, zeros


def styled(shown: str, writing: Writing, style: str | Style = "") -> Text:
    """`shown` with the zeros at its end dimmed where that was chosen; blanks behind it stay."""
    text = Text(shown, style)
    if writing.dims_zeros:
        start, end = zeros(shown)
        if start < end:
            text.stylize("dim", start, end)
    return text
