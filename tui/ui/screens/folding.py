"""A paragraph of the help in lines, where characters may be two cells wide."""

from rich.cells import cell_len
from rich.text import Text

from tui.core.width import folded


def folded_behind(paragraph: Text, hanging: int, width: int) -> list[Text]:
    """What stands before `hanging` cells as it is, and behind it the rest, in lines of `width` cells at most.

    Rich breaks lines at blanks alone, which Chinese hardly has.
    """
    head, at = "", 0
    for character in paragraph.plain:
        if at >= hanging and head.endswith(" "):
            break
        head += character
        at += cell_len(character)
    first, *rest = folded(paragraph.plain[len(head) :], max(1, width - at)) or [""]
    # A key that is wider than the others has all of its sentence set in further.
    return [paragraph[: len(head)] + Text(first), *(Text(" " * at + each) for each in rest)]
