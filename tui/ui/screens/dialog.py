"""What all dialogs share: over the dashboard, moved and closed by the keys that the user has for it."""

import asyncio
import contextlib
from collections.abc import Mapping, Sequence
from typing import ClassVar, Final

from rich.text import Text
from textual import events, getters
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen

from tui.tongue import say
from tui.ui import commands as c
from tui.ui import move_commands as m
from tui.ui import screen_commands as sc
from tui.ui.command import Command
from tui.ui.keymap import Keymap
from tui.ui.moving import move_halves, move_lines, move_to
from tui.ui.screens.folding import folded_behind
from tui.ui.widgets.key_hints import KeyHints
from tui.ui.widgets.lines import Lines
from tui.ui.writing_choice import WritingChoice

NARROWEST: Final = 20
"""Cells that lines are never wrapped below."""


STANDS_SECONDS: Final = 0.5
"""How long keys wait for the lines that they move in: a terminal that takes nothing must not hold them back."""


class Dialog(ModalScreen[None]):
    """Lines of text over the dashboard, and below them the keys that matter."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog > Vertical {
        width: 90%; max-width: 100; height: 90%; max-height: 40; padding: 0 1;
        background: $surface; border-top: solid $primary;
    }
    Dialog VerticalScroll { scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    Dialog KeyHints { dock: none; }
    """

    AUTO_FOCUS = "VerticalScroll"

    does: ClassVar[Mapping[type[Command], str]] = {
        m.LineDown: "line_down",
        m.LineUp: "line_up",
        m.FirstLine: "first_line",
        m.LastLine: "last_line",
        m.PageDown: "page_down",
        m.PageUp: "page_up",
        m.HalfPageDown: "half_page_down",
        m.HalfPageUp: "half_page_up",
        sc.Hide: "hide",
        c.Back: "back",
        c.Quit: "leave",
    }
    """Commands that work in here, and the actions that they are."""

    own: ClassVar[Mapping[str, str]] = {}
    """Keys that are only for what this is, and the actions that they are; they go before those of commands."""

    is_typing = False
    """Whether letters are text."""

    _scroll = getters.query_one(VerticalScroll)
    _hints = getters.query_one(KeyHints)

    def __init__(self, paragraphs: Sequence[Text], keymap: Keymap, *, hanging: int = 0) -> None:
        super().__init__()
        self._paragraphs = tuple(paragraphs)
        self._keymap = keymap
        self._hanging = hanging
        self._stands = asyncio.Event()
        """Set when its lines are there: keys behind the one that opened it may come before."""
        self._taken = {
            key: action
            for command, action in self.does.items()
            for key in (*command.always(), *keymap.mapped(command))
            if key
        } | dict(self.own)

    def compose(self) -> ComposeResult:
        """The lines, scrolled, and the keys."""
        with Vertical():
            with VerticalScroll():
                yield Lines()
            yield from self.compose_below()
            yield KeyHints(indent=0)

    def compose_below(self) -> ComposeResult:
        """What stands between the lines and the keys."""
        yield from ()

    def on_mount(self) -> None:
        """Name the keys that matter."""
        self._hints.tell(self.hints())

    def hints(self) -> list[tuple[str, str]]:
        """Keys and words, the most useful first."""
        return [
            (self._keymap.brief(c.Back), say("close")),
            (self._keymap.brief(m.LineDown, m.LineUp), say("scroll")),
        ]

    def on_resize(self) -> None:
        """Wrap to the width there is; what continues a paragraph is set in by `hanging` cells."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        self.wrap()
        self._stands.set()

    def wrap(self) -> None:
        """Show the paragraphs in the width there is."""
        content = self._scroll.query_one(Lines)
        width = max(NARROWEST, self._scroll.scrollable_content_region.width)
        lines: list[Text] = []
        for paragraph in self._paragraphs:
            if self._hanging and not paragraph.plain.isascii():
                lines += folded_behind(paragraph, self._hanging, width)
                continue
            first, *rest = paragraph.wrap(self.app.console, width) or [Text()]
            lines.append(first)
            if rest:
                left = paragraph[len(first.plain) :]
                left = left[len(left.plain) - len(left.plain.lstrip(" ")) :]
                indent = Text(" " * self._hanging)
                lines += [indent + line for line in left.wrap(self.app.console, width - self._hanging)]
        content.styles.height = max(1, len(lines))
        content.show(lines)

    # Keys. All of them come this way, one after the other, wherever the ones before have led.

    async def take(self, key: events.Key) -> bool:
        """Do now what the key is for in here; False if it is for nothing. What it is for elsewhere does not count.

        The app calls it, from its own turn: were keys left in this screen's queue, those behind an `esc` in the same
        burst would find it closed.
        """
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(STANDS_SECONDS):
                await self._stands.wait()
        if self.is_typing and self.types(key):
            return True
        action = self._taken.get(key.key)
        if action is not None:
            await self.run_action(action)
        return action is not None

    def types(self, event: events.Key) -> bool:
        """Take a key as text; False if it is none."""
        del event
        return False

    async def carries_out(self, command: type[Command]) -> bool:
        """Do what a command is in here; False if it is nothing."""
        action = self.does.get(command)
        if action is not None:
            await self.run_action(action)
        return action is not None

    def action_back(self) -> None:
        """Back to the dashboard."""
        self.dismiss()

    def action_hide(self) -> None:
        """Hide all amounts, behind this too, or show them again."""
        assert isinstance(self.app, WritingChoice)  # noqa: S101 - there is one app
        self.app.action_hide()

    async def action_leave(self) -> None:
        """Leave the program."""
        await self.app.run_action("quit")

    def action_line_down(self) -> None:
        """One line down."""
        move_lines(self._scroll, 1)

    def action_line_up(self) -> None:
        """One line up."""
        move_lines(self._scroll, -1)

    def action_first_line(self) -> None:
        """To the first line."""
        move_to(self._scroll, last=False)

    def action_last_line(self) -> None:
        """To the last line."""
        move_to(self._scroll, last=True)

    def action_page_down(self) -> None:
        """One page down."""
        move_halves(self._scroll, 2)

    def action_page_up(self) -> None:
        """One page up."""
        move_halves(self._scroll, -2)

    def action_half_page_down(self) -> None:
        """Half a page down."""
        move_halves(self._scroll, 1)

    def action_half_page_up(self) -> None:
        """Half a page up."""
        move_halves(self._scroll, -1)
