"""The commands that change how the screen looks, and not what it says."""

from tui.ui.command import Command
from tui.ui.keys.places import Group


class Columns(Command):
    """Choose the columns, in which order and how wide, and how numbers are written."""

    key = "c"
    action = "columns"
    group = Group.SCREEN


class Hide(Command):
    """Hide all amounts behind a mask, in pictures of the screen too, or show them again; it is remembered."""

    key = "H"
    action = "hide"
    group = Group.SCREEN
    is_prior = False  # dialogs have it too: who looks over a shoulder does not wait


class Larger(Command):
    """Make the event log taller where the keys go to it, or else the detail wider."""

    key = "plus"
    action = "larger"
    group = Group.SCREEN
    shown_key = "+"


class Smaller(Command):
    """Make the event log or the detail smaller."""

    key = "minus"
    action = "smaller"
    group = Group.SCREEN
    shown_key = "-"


class Theme(Command):
    """Choose other colours; those of the highlighted theme show at once."""

    action = "change_theme"
    group = Group.SCREEN


class Ascii(Command):
    """Draw lines, blocks and arrows in ASCII, for terminals in which they break, or not."""

    action = "ascii"
    group = Group.SCREEN


class Cursor(Command):
    """Show the terminal's own cursor in the selected row, or hide it; it stands there anyway."""

    action = "cursor"
    group = Group.SCREEN
