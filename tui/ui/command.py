"""What a command is: a class with its keys, what it is for, its word in the last line and its action."""

import re
from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding

from tui.tongue import say
from tui.ui.keys.names import shown
from tui.ui.keys.places import DASHBOARD, Group, Place
from tui.ui.keys.resolve import Rule


class Command:
    """One thing that a key does."""

    key: ClassVar[str] = ""
    """The usual key as Textual names it, several separated by commas; the user can have others."""
    fixed: ClassVar[str] = ""
    """Keys that it has whatever the user maps, so that nobody is ever lost."""
    action: ClassVar[str]
    """The app's action, with its arguments."""
    group: ClassVar[Group]
    """What it is for: its heading in the help."""
    places: ClassVar[frozenset[Place]] = DASHBOARD
    """Where it works: two commands may share a key that have no place in common."""
    word: ClassVar[str] = ""
    """What the last line calls it; empty: not there."""
    in_palette: ClassVar[bool] = True
    is_numbered: ClassVar[bool] = False
    """Whether its action takes the number of the key that was pressed, from 1."""
    shows_fixed: ClassVar[bool] = True
    """Whether its fixed keys are told."""
    is_prior: ClassVar[bool] = True
    """Whether the app takes the fixed keys before the focused widget does: keys that come in one burst, as SSH
    delivers them, must find the focus where the one before has put it. `Keyed.check_action` keeps it out of dialogs
    and of boxes. All other keys are always taken first."""

    @classmethod
    def help(cls) -> str:
        """What it does, in a sentence."""
        return say((cls.__doc__ or "").strip())

    @classmethod
    def title(cls) -> str:
        """Its name in the palette: `sort reverse`."""
        return say(cls.name())

    @classmethod
    def name(cls) -> str:
        """Its name in English, whichever language is spoken: that in the preferences."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cls.__name__).lower()

    @classmethod
    def texts(cls) -> tuple[str, ...]:
        """What of it the catalogue must know."""
        return tuple(text for text in (cls.name(), (cls.__doc__ or "").strip(), cls.word) if text)

    @classmethod
    def usual(cls) -> tuple[str, ...]:
        """The usual keys beside the fixed ones."""
        return tuple(filter(None, cls.key.split(",")))

    @classmethod
    def always(cls) -> tuple[str, ...]:
        """The fixed keys."""
        return tuple(filter(None, cls.fixed.split(",")))

    @classmethod
    def rule(cls) -> Rule:
        """It, as far as its keys go."""
        return Rule(cls.name(), cls.usual(), cls.always(), cls.places, cls.is_numbered)

    @classmethod
    def keys(cls, mapped: Iterable[str] | None = None) -> str:
        """All keys as people write them: with the usual ones, or with those that are `mapped`."""
        keys = [key for key in (cls.usual() if mapped is None else mapped) if key]
        if cls.is_numbered and len(keys) > 1 and "".join(keys) in "123456789":
            return f"{keys[0]}-{keys[-1]}"
        return " ".join(shown(key) for key in (*(cls.always() if cls.shows_fixed else ()), *keys))

    @classmethod
    def bindings(cls, mapped: Iterable[str]) -> list[Binding]:
        """As Textual wants it, with those keys that are `mapped`."""
        found = [Binding(key, cls.action, show=False, priority=cls.is_prior) for key in cls.always()]
        for number, key in enumerate(mapped, 1):
            if key:
                action = f"{cls.action}({number})" if cls.is_numbered else cls.action
                found.append(Binding(key, action, show=False, priority=True))
        return found


def bilingual(title: str, name: str) -> str:
    """A title, and the name in English where that is another: what the preferences call it is to be found too."""
    return title if title == name else f"{title} · {name}"
