"""The display: an app's screen, sent to its terminal as the cells that differ, at the terminal's pace."""

from __future__ import annotations

import asyncio
import curses
import os
import time
from contextvars import copy_context
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal

from rich.color import ColorSystem
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.drivers.linux_driver import LinuxDriver

from tui.ui.paint.cells import Palette
from tui.ui.paint.driver import PaintDriver
from tui.ui.paint.first import FirstScreen, reached
from tui.ui.paint.painter import Painter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rich.console import RenderableType
    from textual import events
    from textual.app import App
    from textual.driver import Driver
    from textual.geometry import Size
    from textual.screen import Screen

    from tui.ui.paint.queries import Query

    _Base = App[Any]
else:
    _Base = object


SHAPED: Final = " q"
"""How a sequence ends that shapes the cursor (DECSCUSR)."""

CURSOR_AS_BEFORE: Final = "\x1b[0 q"
"""The shape that the user has chosen."""


class DiffDisplay(_Base):
    """Put before `App` among an app's bases: paints by difference, paced by the terminal.

    Textual keeps rendering its widgets; this keeps what it rendered and what the terminal shows as cells, and
    writes the difference when the terminal has shown the last frame. A slow line gets fewer frames, never
    later ones; a frozen one gets none, and one when it thaws. Nothing runs while nothing changes.

    Painting is left to Textual when the app is headless, inline or not on a `PaintDriver` (which stands in
    for Textual's `LinuxDriver`), and when `PAINT` or the environment's BITOTUI_PAINT says "stock".

    Internals of Textual relied upon: `App._display`, the only way from the compositor to the driver;
    `App._driver`, `_batch_count`, `_running`, `_closed`, `_sync_available`, `_handle_exception`;
    `LayoutUpdate.strips` and `region`; `ChopsUpdate.chops`, `chop_ends` and `spans`; `Strip.render_ansi`;
    `Console._color_system`; and `PaintDriver`'s.
    """

    PAINT: ClassVar[Literal["diff", "stock"]] = "diff"
    """How to paint; the environment's BITOTUI_PAINT goes before it."""

    _painter: Painter | None = None
    _painted_size: Size | None = None
    _painted_first: tuple[int, ...] = ()

    # -- for the app

    def paint_first(self, lines: Iterable[int]) -> None:
        """Name lines of the screen, from 0, that frames paint before others, the most important one first."""
        self._painted_first = tuple(lines)
        if self._painter is not None:
            self._painter.first = self._painted_first

    def when_paintable(self, callback: Callable[[], object]) -> None:
        """Call once, as soon as the terminal can take another frame: at once if it can now.

        For bringing the newest state into the widgets no oftener than it can be shown: asking again with an
        equal callback before it was called changes nothing. Callbacks come 20 times a second at most; where
        painting is stock at once, and as often as asked for.
        """
        if self._painter is not None:
            self._painter.when_ready(callback)
        else:
            callback()

    def repaint(self) -> None:
        """Paint the whole screen anew: whatever stood on the terminal, it shows the truth afterwards."""
        if self._painter is not None:
            self._painter.repaint()
        self.refresh(layout=True)

    def action_repaint(self) -> None:
        """Paint the whole screen anew."""
        self.repaint()

    def terminal_cursor(self, screen: Screen[Any]) -> tuple[int, int] | None:
        """Where frames of `screen` leave the terminal's own cursor, line and column; None: wherever painting ends."""
        column, line = screen.outer_size.clamp_offset(self.cursor_position)
        return (line, column) if (line, column) != (0, 0) else None

    def new_palette(self) -> Palette:
        """How strips become cells on this terminal."""
        return Palette(self.console._color_system or ColorSystem.TRUECOLOR)  # noqa: SLF001 (see above)

    def cursor_style(self) -> str:
        """What the terminal is sent of how its cursor looks: nothing, and it stays hidden."""
        return ""

    def change_palette(self) -> None:
        """Paint the whole screen anew, with a new palette and cursor style."""
        if self._painter is not None:
            self._dress_cursor(self._painter)
            self._painter.use(self.new_palette())
        self.refresh(layout=True)

    def _dress_cursor(self, painter: Painter) -> None:
        painter.cursor_style = self.cursor_style()
        if SHAPED in painter.cursor_style and isinstance(self._driver, PaintDriver):
            self._driver.farewell = CURSOR_AS_BEFORE

    @property
    def paints_by_difference(self) -> bool:
        """Whether this is what was chosen; headless and inline apps paint as Textual does all the same."""
        return os.environ.get("BITOTUI_PAINT", self.PAINT) != "stock"

    @property
    def painter(self) -> Painter | None:
        """What paints, with its counters and what it has learnt of the line; None where painting is stock."""
        return self._painter

    # -- for Textual

    def get_default_screen(self) -> Screen[Any]:
        """A screen that is styled once before its first paint, and renders no more than is dirty."""
        (width, height), across, down = self.size, self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS
        classes = (*reached(width, across), *reached(height, down))
        return FirstScreen(classes, is_narrow=self.paints_by_difference)

    def get_driver_class(self) -> type[Driver]:
        """Textual's choice of a driver, `PaintDriver` where that would be its driver for Linux."""
        chosen = super().get_driver_class()
        return PaintDriver if chosen is LinuxDriver else chosen

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        painter = self._find_painter()
        if painter is None or renderable is None or not self._running or self._closed:
            super()._display(screen, renderable)
            return
        if not isinstance(renderable, LayoutUpdate | ChopsUpdate):
            super()._display(screen, renderable)
            painter.repaint()
            return
        try:
            painter.synchronised = self._sync_available
            painter.cursor = self.terminal_cursor(screen)
            painter.show(renderable, self.size.width, self.size.height, hold=bool(self._batch_count))
        except Exception as error:  # noqa: BLE001 (Textual's own way with what goes wrong in painting)
            self._handle_exception(error)
        finally:
            self.post_display_hook()

    def on_resize(self, event: events.Resize) -> None:
        """Forget what the terminal shows: what it does to its content on a resize is its own affair."""
        same, self._painted_size = event.size == self._painted_size, event.size
        # A terminal that reports sizes in band says its size once without having changed it
        if self._painter is not None and not (same and event.pixel_size is not None):
            self._painter.forget()
            if same:
                self._painter.look()

    # -- for the driver

    def terminal_answered(self, query: Query, at: float) -> None:
        """Take the answer to a question behind a frame."""
        if self._painter is not None:
            self._painter.answered(query, at)

    def terminal_entered(self) -> None:
        """Paint anew: the terminal was left and entered again, or something was lost on the way to it."""
        if self._painter is not None:
            self._painter.restart()
        if self._running and not self._closed:
            self.refresh(layout=True)

    def _find_painter(self) -> Painter | None:
        driver = self._driver
        if self._painter is None and isinstance(driver, PaintDriver):
            driver.listen(self)
            if self.paints_by_difference:
                context = copy_context()
                self._painter = Painter(
                    driver,
                    self.new_palette(),
                    bce=erasing_fills(),
                    clock=time.monotonic,
                    call_later=asyncio.get_running_loop().call_later,
                    failed=lambda error: context.run(self._handle_exception, error),
                )
                self._painter.first = self._painted_first
                self._dress_cursor(self._painter)
        return self._painter


def erasing_fills() -> bool:
    """Whether erased cells take the background colour on this terminal (terminfo's `bce`)."""
    try:
        curses.setupterm(os.environ.get("TERM", "dumb"), 2)
        return curses.tigetflag("bce") == 1
    except curses.error:
        return False
