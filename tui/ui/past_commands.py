"""The commands that go back in time."""

from tui.ui.command import Command
from tui.ui.keys.places import Group


class Past(Command):
    """Take the whole screen to a moment of the past: 14:03, yesterday 09:00, 10 min ago, or an eventID's beginning."""

    key = "T"
    action = "past"
    group = Group.PAST
    word = "past"


class EventBack(Command):
    """Go one event back into the past."""

    key = "comma"
    action = "event_back"
    group = Group.PAST


class EventForth(Command):
    """Go one event forward in the past."""

    key = "full_stop"
    action = "event_forth"
    group = Group.PAST


class HourBack(Command):
    """Go one hour back into the past."""

    key = "less_than_sign"
    action = "hour_back"
    group = Group.PAST


class HourForth(Command):
    """Go one hour forward in the past."""

    key = "greater_than_sign"
    action = "hour_forth"
    group = Group.PAST


class HistorySpan(Command):
    """Let the history in the detail reach back 1 h, 24 h, 7 d, or to the first record kept."""

    key = "h"
    action = "history_span"
    group = Group.LOOK
