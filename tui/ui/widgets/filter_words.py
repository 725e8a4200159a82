"""The filter in words, in the room there is."""

from typing import Final

from msgspec.structs import replace
from rich.cells import cell_len

from tui.core import words
from tui.core.filtering import shortened, typed_or_spelt
from tui.core.query import Query

LEAST: Final = 16
"""Characters of an expression that are shown beside other things, before it gets a line of its own."""


def fitted(query: Query, room: int) -> str:
    """What is filtered, and the order where there is room for it: the arrow in the heading tells it too.

    That nothing is filtered leaves as well before it would be cut.
    """
    for said in (words.filters(query), words.filters(query, is_ordered=False)):
        if cell_len(said) <= room:
            return said
    if not query.is_filtering:
        return ""
    expression = typed_or_spelt(query)
    return _cut(query, len(expression) - (cell_len(said) - room))


def needed(query: Query) -> int:
    """Cells below which the filter must not be cut."""
    return cell_len(_cut(query, LEAST)) if query.is_filtering else 0


def _cut(query: Query, room: int) -> str:
    expression = typed_or_spelt(query)
    text = shortened(expression, max(1, room)) if expression else ""
    return words.filters(replace(query, text=text), is_ordered=False)
