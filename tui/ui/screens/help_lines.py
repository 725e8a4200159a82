"""What the help says, line by line, and which of it matches what is looked for."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from msgspec import Struct
from rich.cells import cell_len
from rich.text import Text

from tui.tongue import marked, say
from tui.ui import commands as c
from tui.ui import screen_commands as sc
from tui.ui.command import Command
from tui.ui.hints import IN_A_BOX, commands_of
from tui.ui.keymap import Keymap
from tui.ui.keys.places import Group, Place

WORDS: Final = (
    (
        marked("In orders"),
        marked("amount − available − stake, never below zero: inferred, the exchange does not say it"),
    ),
    (
        marked("Changed"),
        marked("how long ago a value last changed; – until it has since start; offline: while not connected"),
    ),
    ("▲ ▼ ◆", marked("it rose, fell, or changed otherwise, within the last 5 seconds")),
    ("…", marked("behind an amount: digits follow that are not shown; {columns} says how many are")),
    ("!", marked("beside a currency: something is wrong with its values; the detail says what")),
    ("?", marked("beside a currency: it is not in the latest snapshot")),
    (
        marked("where"),
        marked(
            'btc|eth !tradable inorders>0: a space is and, | or, ! not; also amount, stake, changed<5m, "btc" alone'
        ),
    ),
    ("DEMO", marked("the account is made up by an exchange inside this command; nobody's money is shown")),
    (
        "LIVE",
        marked("a snapshot came on this connection and the exchange answered a ping within 15 seconds"),
    ),
    ("SYNCING", marked("connected; a snapshot or a pong is still missing: what is shown may be old")),
    ("LOST", marked("no connection; it is tried again by itself")),
    ("REFUSED", marked("the exchange said no; {redial} tries again")),
    ("HIDDEN", marked("a mask stands for every amount and difference; {hide} shows them")),
    ("FROZEN", marked("the screen is held still, book and link go on")),
    (
        "PAST",
        marked(
            "the screen shows a recorded moment; link and recording go on, and esc returns to now, frozen if it was"
        ),
    ),
    (marked("may be behind"), marked("a message could not be read: a new snapshot is being asked for")),
)
"""What stands on the screen, and what it means; state words are the same in every language."""

WIDEST: Final = 14
"""Cells for keys before the sentences; more of them push theirs to the right."""


class Line(Struct, frozen=True):
    """Keys or a word, and what they are."""

    key: str
    meaning: str
    name: str = ""
    """The command's, which can be looked for too."""


class Section(Struct, frozen=True):
    """A heading and its lines."""

    heading: str
    lines: tuple[Line, ...]


def sections(place: Place, keymap: Keymap) -> list[Section]:
    """Everything: first what matters at `place`, then the words, then the other commands by what they are for."""

    def line(command: type[Command]) -> Line:
        keys = keymap.shown(command) or f"{keymap.brief(c.Palette)} {command.title()}"
        return Line(keys, command.help(), command.title())

    here = commands_of(place)
    boxed = [Line(each.key, say(each.meaning)) for each in IN_A_BOX if place is Place.BOX]
    found = [Section(say(place.value), (*boxed, *map(line, here)))]
    keys = {
        "redial": keymap.spoken(c.Redial),
        "columns": keymap.spoken(sc.Columns),
        "hide": keymap.spoken(sc.Hide),
    }
    meant = tuple(Line(say(word), say(meaning, **keys)) for word, meaning in WORDS)
    found.append(Section(say("Words on the screen"), meant))
    for group in Group:
        others = [each for each in c.COMMANDS if each.group is group and each not in here]
        if others:
            found.append(Section(say(group.value), tuple(map(line, others))))
    return found


def narrowed(found: Sequence[Section], typed: str) -> list[Section]:
    """What matches: every word somewhere in a line or in its heading; a single character first means a key."""
    typed = typed.strip()
    if len(typed) == 1:
        keyed = _chosen(found, lambda _, line: typed in line.key.split())
        if keyed:
            return keyed
    words = typed.casefold().split()

    def matches(section: Section, line: Line) -> bool:
        text = f"{section.heading} {line.key} {line.name} {line.meaning}".casefold()
        return all(word in text for word in words)

    return _chosen(found, matches)


def _chosen(found: Sequence[Section], is_chosen: Callable[[Section, Line], bool]) -> list[Section]:
    chosen = [
        Section(section.heading, tuple(line for line in section.lines if is_chosen(section, line)))
        for section in found
    ]
    return [section for section in chosen if section.lines]


def hanging(found: Sequence[Section]) -> int:
    """Cells before the sentences."""
    return min(WIDEST, max(cell_len(line.key) for section in found for line in section.lines)) + 2


def paragraphs(found: Sequence[Section], width: int) -> Iterator[Text]:
    """As it is shown, the sentences behind `width` cells."""
    for number, section in enumerate(found):
        if number:
            yield Text()
        yield Text(section.heading, "dim")
        for line in section.lines:
            key = line.key + " " * max(1, width - cell_len(line.key))
            yield Text.assemble((key, "bold"), line.meaning)
