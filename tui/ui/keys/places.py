"""Where keys go, and what for: the headings of the help."""

import enum
from typing import Final

from tui.tongue import marked


class Place(enum.Enum):
    """Where one is."""

    TABLE = marked("In the table")
    DETAIL = marked("In the detail")
    LOG = marked("In the event log")
    BOX = marked("In a box to type in")
    PAST = marked("In the past")
    REPLAY = marked("In a replay")


DASHBOARD: Final = frozenset({Place.TABLE, Place.DETAIL, Place.LOG})
"""Where the focus is when keys are commands; past and replay are states of these three."""


class Group(enum.Enum):
    """What commands are for, in the order of the help."""

    MOVE = marked("Move")
    FIND = marked("Find")
    ORDER = marked("Order")
    LOOK = marked("Look closer")
    PAST = marked("The past")
    COPY = marked("Copy and save")
    SCREEN = marked("Screen")
    LINK = marked("Link")
    LEAVE = marked("Help and leaving")
