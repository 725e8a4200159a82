"""Every command: its docstring is the help, and it carries its key, its word in the last line and its action.

The key hints, the help screen, the command palette and the table in the README all read this.
"""

from tui.ui.command import Command


class Move(Command):
    """Move the cursor; g and G go to the first and the last line."""

    key = "j,k,g,G"
    action = ""
    is_bound = False
    shown_key = "↑ ↓ j k g G"
    in_palette = False


class Filter(Command):
    """Show only currencies that contain what you type; in the event log, find an eventID, a currency or a kind."""

    key = "slash"
    action = "filter"
    word = "filter"
    shown_key = "/"


class FilterTradable(Command):
    """Show all, only tradable, or only not tradable currencies."""

    key = "t"
    action = "tradable"
    word = "tradable"


class FilterNonzero(Command):
    """Show only currencies of which amount, available or stake is not zero, or all again."""

    key = "n"
    action = "nonzero"
    word = "nonzero"


class SortNext(Command):
    """Sort by the next column."""

    key = "s"
    action = "sort_next"
    word = "sort"


class SortReverse(Command):
    """Reverse the order."""

    key = "S"
    action = "sort_reverse"


class SortBy(Command):
    """Sort by a column, shown or hidden; c says which digit is whose; the same digit again reverses."""

    key = "1,2,3,4,5,6,7"
    action = ""
    is_bound = False
    shown_key = "1-7"
    in_palette = False


class Columns(Command):
    """Choose the columns, in which order and how wide, and how numbers are written."""

    key = "c"
    action = "columns"


class Hide(Command):
    """Hide all amounts behind a mask, in pictures of the screen too, or show them again; it is remembered."""

    key = "H"
    action = "hide"
    is_prior = False  # dialogs have it too: who looks over a shoulder does not wait


class Larger(Command):
    """Make the event log taller where the keys go to it, or else the detail wider."""

    key = "plus"
    action = "larger"
    shown_key = "+"


class Smaller(Command):
    """Make the event log or the detail smaller."""

    key = "minus"
    action = "smaller"
    shown_key = "-"


class Detail(Command):
    """Open the detail of the highlighted currency; in the event log, the whole message."""

    key = "enter"
    action = "detail"
    is_prior = False  # the table and the log have it
    word = "detail"


class Events(Command):
    """Go to the event log, or back to the table."""

    key = "e"
    action = "events"
    word = "events"


class PreviousEvent(Command):
    """Go to the event before, in the log, that is of the highlighted currency."""

    key = "left_square_bracket"
    action = "previous_event"
    shown_key = "["


class NextEvent(Command):
    """Go to the event behind, in the log, that is of the highlighted currency."""

    key = "right_square_bracket"
    action = "next_event"
    shown_key = "]"


class Focus(Command):
    """Go round table, detail and event log."""

    key = "tab"
    action = "app.focus_next"
    in_palette = False
    is_prior = False


class Past(Command):
    """Take the whole screen to a moment of the past: 14:03, yesterday 09:00, 10 min ago, or an eventID's beginning."""

    key = "T"
    action = "past"
    word = "past"


class EventBack(Command):
    """Go one event back into the past."""

    key = "comma"
    action = "event_back"
    shown_key = ","


class EventForth(Command):
    """Go one event forth in the past."""

    key = "full_stop"
    action = "event_forth"
    shown_key = "."


class HourBack(Command):
    """Go one hour back into the past."""

    key = "less_than_sign"
    action = "hour_back"
    shown_key = "<"


class HourForth(Command):
    """Go one hour forth in the past."""

    key = "greater_than_sign"
    action = "hour_forth"
    shown_key = ">"


class HistorySpan(Command):
    """Let the history in the detail reach back 1 h, 24 h, 7 d, or to the first record kept."""

    key = "h"
    action = "history_span"


class Freeze(Command):
    """Hold the screen still, or let it go on; book and link go on meanwhile."""

    key = "space"
    action = "freeze"


class Redial(Command):
    """Connect again now, refused or not."""

    key = "r"
    action = "redial"


class Compare(Command):
    """Compare the balances with the exchange by REST now."""

    key = "v"
    action = "compare"


class Copy(Command):
    """Copy to your terminal's clipboard: the amount, the eventID or the whole message, by where you are."""

    key = "y"
    action = "copy"


class Screenshot(Command):
    """Save a picture of the screen, the account masked, as a file that only you can read."""

    key = "p"
    action = "screenshot"


class Back(Command):
    """Take one thing back: dialog, box, past, frozen, filter."""

    key = "escape"
    action = "undo"
    shown_key = "esc"
    in_palette = False


class Help(Command):
    """Show this help."""

    key = "question_mark"
    action = "help"
    word = "help"
    shown_key = "?"


class Palette(Command):
    """Find a command by name."""

    key = "ctrl+p"
    action = "command_palette"
    in_palette = False
    is_bound = False


class Quit(Command):
    """Leave."""

    key = "q"
    action = "leave"
    word = "quit"


COMMANDS: tuple[type[Command], ...] = (
    Move,
    Filter,
    FilterTradable,
    FilterNonzero,
    SortNext,
    SortReverse,
    SortBy,
    Columns,
    Hide,
    Larger,
    Smaller,
    Detail,
    Events,
    PreviousEvent,
    NextEvent,
    Focus,
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
