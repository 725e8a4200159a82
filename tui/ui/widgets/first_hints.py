"""Three lines for who is here for the first time."""

from rich.text import Text

from tui.tongue import say
from tui.ui import commands as c
from tui.ui.keymap import Keymap
from tui.ui.widgets.lines import Lines

LEAST_HEIGHT = 20
"""Lines of a window that has room for them."""


class FirstHints(Lines):
    """What to press first; gone with the first of those keys."""

    DEFAULT_CSS = """
    FirstHints { height: 3; color: $text-muted; }
    .-short FirstHints, .-tiny FirstHints { display: none; }
    """

    ENDED_BY = (c.Detail, c.Events, c.Filter, c.SortNext, c.Presets, c.Help, c.Palette, c.Back)
    """The commands that the lines name."""

    def __init__(self, keymap: Keymap) -> None:
        super().__init__()
        self._keymap = keymap
        self._keys = {key for each in self.ENDED_BY for key in (*each.always(), *keymap.mapped(each)) if key}

    def is_ended_by(self, key: str) -> bool:
        """Whether that key, by Textual's name, shows that they were read."""
        return key in self._keys

    def fit(self) -> None:
        """The keys as they are mapped."""
        spoken = self._keymap.spoken
        lines = (
            say(
                "New here? {up} {down} choose a currency, {detail} shows all of it, {events} goes to the events.",
                up="↑",
                down="↓",
                detail=spoken(c.Detail),
                events=spoken(c.Events),
            ),
            say(
                "{filter} filters as you type, {presets} has filters by name, {sort} sorts by the next column.",
                filter=spoken(c.Filter),
                sort=spoken(c.SortNext),
                presets=spoken(c.Presets),
            ),
            say(
                "{help} shows every key, {palette} finds a command by name, {back} hides these lines.",
                help=spoken(c.Help),
                palette=spoken(c.Palette),
                back=spoken(c.Back),
            ),
        )
        self.show([Text(f" {line}") for line in lines])
