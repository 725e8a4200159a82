"""The commands that move the cursor and the focus."""

from tui.ui.command import Command
from tui.ui.keys.places import Group


class LineDown(Command):
    """Move the cursor one line down, or scroll."""

    key = "j"
    fixed = "down"
    action = "line_down"
    group = Group.MOVE


class LineUp(Command):
    """Move the cursor one line up, or scroll."""

    key = "k"
    fixed = "up"
    action = "line_up"
    group = Group.MOVE


class FirstLine(Command):
    """Go to the first line, in the event log to the newest event."""

    key = "g"
    fixed = "home"
    action = "first_line"
    group = Group.MOVE


class LastLine(Command):
    """Go to the last line, in the event log to the oldest event."""

    key = "G"
    fixed = "end"
    action = "last_line"
    group = Group.MOVE


class PageDown(Command):
    """Go one page down."""

    fixed = "pagedown"
    action = "page_down"
    group = Group.MOVE


class PageUp(Command):
    """Go one page up."""

    fixed = "pageup"
    action = "page_up"
    group = Group.MOVE


class HalfPageDown(Command):
    """Go half a page down."""

    key = "ctrl+d"
    action = "half_page_down"
    group = Group.MOVE


class HalfPageUp(Command):
    """Go half a page up."""

    key = "ctrl+u"
    action = "half_page_up"
    group = Group.MOVE


class Focus(Command):
    """Go round table, detail and event log."""

    fixed = "tab"
    action = "focus_forth"
    group = Group.MOVE


class FocusBack(Command):
    """Go round table, detail and event log the other way."""

    fixed = "shift+tab"
    action = "focus_back"
    group = Group.MOVE
