"""Every command: its docstring is the help, and it carries its keys, what it is for, its word and its action.

The last line, the help screen, the command palette and the table in the README all read this.
"""

from tui.ui.command import Command
from tui.ui.keys.places import Group
from tui.ui.move_commands import (
    FirstLine,
    Focus,
    FocusBack,
    HalfPageDown,
    HalfPageUp,
    LastLine,
    LineDown,
    LineUp,
    PageDown,
    PageUp,
)
from tui.ui.past_commands import EventBack, EventForth, HistorySpan, HourBack, HourForth, Past
from tui.ui.screen_commands import Ascii, Columns, Cursor, Hide, Larger, Smaller, Theme


class Filter(Command):
    """Show only the rows you ask for, such as btc amount>1; in the event log, find an eventID, a currency or a kind."""

    key = "slash"
    action = "filter"
    group = Group.FIND
    word = "filter"


class FilterTradable(Command):
    """Show all, only tradable, or only not tradable currencies."""

    key = "t"
    action = "tradable"
    group = Group.FIND
    word = "tradable"


class FilterNonzero(Command):
    """Show only currencies of which amount, available or stake is not zero, or all again."""

    key = "n"
    action = "nonzero"
    group = Group.FIND
    word = "nonzero"


class Presets(Command):
    """Choose a filter by its number or its name; save the present one under a name, or remove one."""

    key = "p"
    action = "presets"
    group = Group.FIND
    word = "presets"


class SortNext(Command):
    """Sort by the next column."""

    key = "s"
    action = "sort_next"
    group = Group.ORDER
    word = "sort"


class SortReverse(Command):
    """Reverse the order."""

    key = "S"
    action = "sort_reverse"
    group = Group.ORDER


class SortBy(Command):
    """Sort by a column, shown or hidden, as the chooser of columns numbers them; the same key again reverses."""

    key = "1,2,3,4,5,6,7"
    action = "sort_by"
    group = Group.ORDER
    is_numbered = True


class Detail(Command):
    """Open the detail of the highlighted currency; in the event log, the whole message."""

    fixed = "enter"
    action = "detail"
    group = Group.LOOK
    is_prior = False  # the table and the log have it
    word = "detail"


class Events(Command):
    """Go to the event log, or back to the table."""

    key = "e"
    action = "events"
    group = Group.LOOK
    word = "events"


class PreviousEvent(Command):
    """Go to the previous event of the highlighted currency, in the event log."""

    key = "left_square_bracket"
    action = "previous_event"
    group = Group.FIND


class NextEvent(Command):
    """Go to the next event of the highlighted currency, in the event log."""

    key = "right_square_bracket"
    action = "next_event"
    group = Group.FIND


class OlderMatch(Command):
    """Go to the next older event that matches what was looked for last in the event log."""

    key = "left_curly_bracket"
    action = "older_match"
    group = Group.FIND


class NewerMatch(Command):
    """Go to the next newer event that matches what was looked for last in the event log."""

    key = "right_curly_bracket"
    action = "newer_match"
    group = Group.FIND


class Freeze(Command):
    """Hold the screen still, or let it go on; book and link go on meanwhile."""

    key = "space"
    action = "freeze"
    group = Group.SCREEN


class Redial(Command):
    """Connect again now, even if the exchange refused."""

    key = "r"
    action = "redial"
    group = Group.LINK


class Compare(Command):
    """Compare the balances with the exchange by REST now."""

    key = "v"
    action = "compare"
    group = Group.LINK


class Copy(Command):
    """Send to your terminal's clipboard: the amount, the eventID or the whole message, by where you are."""

    key = "y"
    action = "copy"
    group = Group.COPY


class Screenshot(Command):
    """Save a picture of the screen, the account masked, as a file that only you can read."""

    key = "P"
    action = "screenshot"
    group = Group.COPY


class Back(Command):
    """Take one thing back: dialog, box, past, frozen, filter."""

    fixed = "escape"
    action = "undo"
    group = Group.LEAVE


class Help(Command):
    """Show this help."""

    key = "question_mark"
    action = "help"
    group = Group.LEAVE
    word = "help"


class Palette(Command):
    """Find a command by name."""

    fixed = "ctrl+p"
    action = "command_palette"
    group = Group.LEAVE
    in_palette = False


class Quit(Command):
    """Leave; ctrl+c and ctrl+q always do."""

    key = "q"
    fixed = "ctrl+c,ctrl+q"
    shows_fixed = False
    action = "leave"
    group = Group.LEAVE
    word = "quit"


COMMANDS: tuple[type[Command], ...] = (
    LineDown,
    LineUp,
    FirstLine,
    LastLine,
    PageDown,
    PageUp,
    HalfPageDown,
    HalfPageUp,
    Focus,
    FocusBack,
    Filter,
    FilterTradable,
    FilterNonzero,
    Presets,
    SortNext,
    SortReverse,
    SortBy,
    Columns,
    Hide,
    Larger,
    Smaller,
    Theme,
    Ascii,
    Cursor,
    Detail,
    Events,
    PreviousEvent,
    NextEvent,
    OlderMatch,
    NewerMatch,
    Past,
    EventBack,
    EventForth,
    HourBack,
    HourForth,
    HistorySpan,
    Freeze,
    Redial,
    Compare,
    Copy,
    Screenshot,
    Back,
    Help,
    Palette,
    Quit,
)
"""In the order of the help."""
