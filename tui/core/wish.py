"""Where in the past someone wishes to go."""

from msgspec import Struct


class ToTime(Struct, frozen=True):
    """To a moment."""

    at: int
    """Unix ns."""


class ToEvent(Struct, frozen=True):
    """To behind the newest event whose eventID begins so."""

    prefix: str


class Records(Struct, frozen=True):
    """So many records forth, or back where negative."""

    count: int


class Duration(Struct, frozen=True):
    """So much time forth, or back where negative."""

    ns: int


Wish = ToTime | ToEvent | Records | Duration


def joined(wishes: tuple[Wish, ...], wish: Wish) -> tuple[Wish, ...]:
    """The wishes with one more: a moment takes the place of all, steps of one kind add up."""
    last = wishes[-1] if wishes else None
    if isinstance(wish, ToTime | ToEvent):
        return (wish,)
    if isinstance(wish, Records) and isinstance(last, Records):
        return (*wishes[:-1], Records(last.count + wish.count))
    if isinstance(wish, Duration) and isinstance(last, Duration):
        return (*wishes[:-1], Duration(last.ns + wish.ns))
    return (*wishes, wish)
