"""What matters where one is, the most useful first: the last line shows as much of it as fits, the help all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from tui.tongue import marked, say
from tui.ui import commands as c
from tui.ui import move_commands as m
from tui.ui import past_commands as p
from tui.ui.keys.places import Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.ui.command import Command
    from tui.ui.keymap import Keymap


class Hint(Struct, frozen=True):
    """Commands that belong together, and their word in the last line."""

    commands: tuple[type[Command], ...]
    word: str = ""
    """Empty: the command's own."""


class Said(Struct, frozen=True):
    """A key that is no command, where letters are text."""

    key: str
    word: str
    meaning: str


_HELP: Final = (Hint((c.Help,)), Hint((c.Quit,)))

HINTS: Final[Mapping[Place, tuple[Hint, ...]]] = {
    Place.TABLE: (
        Hint((c.Filter,)),
        Hint((c.Presets,)),
        Hint((c.FilterNonzero,)),
        Hint((c.SortNext,)),
        Hint((c.Detail,)),
        Hint((c.Events,)),
        *_HELP,
        Hint((c.FilterTradable,)),
        Hint((p.Past,)),
        Hint((c.SortReverse,), marked("reverse")),
        Hint((c.Copy,), marked("copy amount")),
        Hint((c.Freeze,), marked("freeze")),
    ),
    Place.DETAIL: (
        Hint((c.Back,), marked("table")),
        Hint((p.HistorySpan,), marked("history")),
        Hint((c.PreviousEvent, c.NextEvent), marked("its events")),
        Hint((c.Copy,), marked("copy amount")),
        Hint((c.Events,)),
        *_HELP,
        Hint((p.Past,)),
        Hint((c.Freeze,), marked("freeze")),
    ),
    Place.LOG: (
        Hint((c.Events,), marked("table")),
        Hint((c.Filter,), marked("find")),
        Hint((c.OlderMatch, c.NewerMatch), marked("again")),
        Hint((c.Detail,), marked("message")),
        Hint((c.Copy,), marked("copy ID")),
        Hint((p.Past,)),
        *_HELP,
        Hint((c.PreviousEvent, c.NextEvent), marked("by currency")),
        Hint((m.FirstLine, m.LastLine), marked("newest, oldest")),
    ),
    Place.PAST: (
        Hint((c.Back,), marked("now")),
        Hint((p.EventBack, p.EventForth), marked("event")),
        Hint((p.HourBack, p.HourForth), marked("hour")),
        Hint((p.Past,), marked("moment")),
        Hint((p.HistorySpan,), marked("history")),
        *_HELP,
        Hint((c.Filter,)),
        Hint((c.Events,)),
    ),
    Place.REPLAY: (
        Hint((c.Freeze,), marked("freeze")),
        Hint((c.Filter,)),
        Hint((c.FilterNonzero,)),
        Hint((c.SortNext,)),
        Hint((c.Detail,)),
        Hint((c.Events,)),
        *_HELP,
        Hint((c.FilterTradable,)),
        Hint((c.SortReverse,), marked("reverse")),
    ),
    Place.BOX: (Hint((c.Palette,), marked("commands")),),
}
"""By place. In the past and in a replay the state matters more than where the focus is."""

IN_A_BOX: Final = (
    Said("enter", marked("keep"), marked("Keep what was typed, and go back.")),
    Said("esc", marked("take back"), marked("Take back what was typed, and go back.")),
)

IN_BOX: Final = (IN_A_BOX[0].word, IN_A_BOX[1].word)

NEEDS_JOURNAL: Final = (p.Past,)
"""Commands that are of no use where no journal is kept."""


def hints(
    place: Place, keymap: Keymap, *, has_journal: bool, in_box: tuple[str, str] = IN_BOX
) -> list[tuple[str, str]]:
    """Keys and words for the last line, the most useful first. What no key does is left to the palette.

    `in_box`: what `enter` and `esc` do in the box in which one types.
    """
    boxed = zip(IN_A_BOX, in_box, strict=True) if place is Place.BOX else ()
    found = [(each.key, say(word)) for each, word in boxed]
    for hint in HINTS[place]:
        key = keymap.brief(*hint.commands)
        if key and (has_journal or hint.commands[0] not in NEEDS_JOURNAL):
            found.append((key, say(hint.word or hint.commands[0].word)))
    return found


def commands_of(place: Place) -> tuple[type[Command], ...]:
    """The commands that matter there."""
    return tuple(command for hint in HINTS[place] for command in hint.commands)
