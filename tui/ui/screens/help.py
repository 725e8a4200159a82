"""The help: every key, those first that matter where one is, and the words on the screen; `/` looks for some of it."""

from typing import Final

from rich.text import Text
from textual import events, getters
from textual.app import ComposeResult

from tui.tongue import say, say_number
from tui.ui import commands as c
from tui.ui.keymap import Keymap
from tui.ui.keys.places import Place
from tui.ui.screens.dialog import Dialog
from tui.ui.screens.help_lines import hanging, narrowed, paragraphs, sections
from tui.ui.widgets.lines import Lines

MOST: Final = 40
"""Characters that are looked for."""


class _Sought(Lines):
    """What is being looked for."""

    DEFAULT_CSS = """
    _Sought { display: none; height: 1; }
    """


class HelpScreen(Dialog):
    """Keys and words."""

    does = {**Dialog.does, c.Help: "close", c.Filter: "find"}  # noqa: RUF012 - a mapping in the base class

    _line = getters.query_one(_Sought)

    _typed = ""
    """What is being looked for."""

    def __init__(self, place: Place, keymap: Keymap) -> None:
        self._sections = sections(place, keymap)
        width = hanging(self._sections)
        super().__init__(tuple(paragraphs(self._sections, width)), keymap, hanging=width)

    def compose_below(self) -> ComposeResult:
        """What is being looked for."""
        yield _Sought()

    def hints(self) -> list[tuple[str, str]]:
        """Keys and words."""
        if self.is_typing:
            return [("enter", say("keep")), ("esc", say("show all"))]
        first, *rest = super().hints()
        if self._typed:
            first = (first[0], say("show all"))
        return [first, (self._keymap.brief(c.Filter), say("find")), *rest]

    def types(self, event: events.Key) -> bool:
        """Take letters, and what ends them."""
        match event.key:
            case "escape":
                self._seek("", is_typing=False)
            case "enter":
                self._seek(self._typed, is_typing=False)
            case "backspace":
                self._seek(self._typed[:-1])
            case "ctrl+u" | "ctrl+w":
                self._seek("")
            case _ if event.is_printable and event.character is not None:
                self._seek((self._typed + event.character)[:MOST])
            case _:
                return False
        return True

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted is typed, as far as it can be seen."""
        if self.is_typing:
            event.stop()
            self._seek((self._typed + "".join(filter(str.isprintable, event.text)))[:MOST])

    def action_find(self) -> None:
        """Type what to look for."""
        self._seek("")

    def action_back(self) -> None:
        """Everything again, if only a part is shown; else back to the dashboard."""
        if self._typed:
            self._seek("", is_typing=False)
        else:
            self.dismiss()

    def action_close(self) -> None:
        """Back to the dashboard."""
        self.dismiss()

    def _seek(self, typed: str, *, is_typing: bool = True) -> None:
        """Show what matches."""
        is_other = typed != self._typed
        self._typed, self.is_typing = typed, is_typing
        found = narrowed(self._sections, typed)
        lines = sum(len(section.lines) for section in found)
        told = say_number("{number} line", "{number} lines", lines) if typed else say("a key, a word, …")
        cursor = "▏" if is_typing else ""
        self._line.show([Text.assemble(("/ ", "bold"), f"{typed}{cursor}", (f"   {told}", "dim"))])
        self._line.styles.display = "block" if typed or is_typing else "none"
        self._hints.tell(self.hints())
        if is_other:
            self._paragraphs = tuple(paragraphs(found, self._hanging))
            self.wrap()
            self._scroll.scroll_home(animate=False)
