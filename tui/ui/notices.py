"""What is said at the start: no more than can be read."""

from typing import Final

from tui.tongue import say_number

MOST: Final = 8
"""A file can be wrong in thousands of places, and each notice is a widget in front of the table."""


def few(notices: tuple[str, ...]) -> tuple[str, ...]:
    """The first of `notices`, and how many more there are."""
    rest = len(notices) - MOST
    if rest <= 0:
        return notices
    return (*notices[:MOST], say_number("and {number} more notice", "and {number} more notices", rest))
