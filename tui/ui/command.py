"""What a command is: a class with its key, its word in the last line and its action."""

import re
from typing import ClassVar

from textual.binding import Binding

from tui.tongue import say


class Command:
    """One thing that a key does."""

    key: ClassVar[str]
    """As Textual names it; several are separated by commas."""
    action: ClassVar[str]
    """The app's action, with its arguments."""
    word: ClassVar[str] = ""
    """What the last line calls it; empty: not there."""
    shown_key: ClassVar[str] = ""
    """The key as people write it, where that differs."""
    in_palette: ClassVar[bool] = True
    is_bound: ClassVar[bool] = True
    """False where a widget has the keys, so that the app must not."""
    is_prior: ClassVar[bool] = True
    """Whether the app takes the key before the focused widget does: keys that come in one burst, as SSH delivers
    them, must find the focus where the one before has put it. `BitotuiApp.check_action` keeps it out of dialogs
    and of the filter box."""

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
        """Its name in English, whichever language is spoken."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cls.__name__).lower()

    @classmethod
    def texts(cls) -> tuple[str, ...]:
        """What of it the catalogue must know."""
        return tuple(text for text in (cls.name(), (cls.__doc__ or "").strip(), cls.word) if text)

    @classmethod
    def keys(cls) -> str:
        """The keys as people write them."""
        return cls.shown_key or cls.key.replace(",", " ")

    @classmethod
    def binding(cls) -> Binding:
        """As Textual wants it."""
        return Binding(cls.key, cls.action, cls.word or cls.help(), show=False, priority=cls.is_prior)
