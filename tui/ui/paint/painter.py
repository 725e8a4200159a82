"""From a screen that has changed to a frame on its way: grid, shadow and pace, wired to an output."""

from __future__ import annotations

from contextvars import Context, copy_context
from typing import TYPE_CHECKING, Final, Protocol

from tui.ui.paint.grid import Grid
from tui.ui.paint.pace import Ask, Hold, Pace, Paint
from tui.ui.paint.shadow import RESET, Shadow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual._compositor import ChopsUpdate, LayoutUpdate

    from tui.ui.paint.cells import Palette
    from tui.ui.paint.queries import Query

_KEY_SECONDS: Final = 0.1
"""So long after a key press, what changes counts as its doing."""
_KEY_EFFECT: Final = 0.03
"""So long after a key press, a frame waits for the named lines to change, lest the echo has to wait behind it."""
_TEARABLE: Final = 512
"""Characters that a frame may have without being sent as one (synchronised output)."""
_BEGIN: Final = "\x1b[?2026h"
_END: Final = "\x1b[?2026l"


class Output(Protocol):
    """Where frames go."""

    @property
    def idle(self) -> bool:
        """Whether everything written has been taken."""

    @property
    def key_pressed(self) -> float:
        """When the user last did something, by the clock."""

    def write(self, data: str) -> None:
        """Take data without waiting."""

    def when_idle(self, callback: Callable[[], object]) -> None:
        """Call once, as soon as everything is taken; a later call replaces an earlier one."""

    def await_answers(self, count: int) -> None:
        """Know that so many frames are still to be answered."""


class Timer(Protocol):
    """What `call_later` gives."""

    def cancel(self) -> None:
        """Do not call."""


class Painter:
    """Paints one terminal. All of it runs in one thread, and nothing of it waits."""

    def __init__(
        self,
        output: Output,
        palette: Palette,
        *,
        bce: bool,
        clock: Callable[[], float],
        call_later: Callable[[float, Callable[[], object]], Timer],
    ) -> None:
        self.pace = Pace(clock)
        self.frames = 0
        """How many frames were written."""
        self.synchronised = False
        """Whether the terminal knows synchronised output."""
        self.cursor: tuple[int, int] | None = None
        """Line and column at which every frame leaves the terminal's cursor, for input methods that draw there."""
        self.first: tuple[int, ...] = ()
        """The lines that every frame paints before others, the most important one first."""
        self._output, self._palette, self._bce = output, palette, bce
        self._clock, self._call_later = clock, call_later
        self._grid = Grid(0, 0, palette)
        self._shadow = Shadow(0, 0, bce=bce)
        self._by_key: dict[int, None] = {}
        self._prefix = ""
        self._timer: Timer | None = None
        self._ready: dict[Callable[[], object], Context] = {}
        self._told_ready = float("-inf")

    @property
    def at_rest(self) -> bool:
        """Whether the terminal has shown all there is to show."""
        return not self._grid.dirty and not self.pace.awaited and self._output.idle

    def show(
        self, update: LayoutUpdate | ChopsUpdate, width: int, height: int, *, hold: bool = False
    ) -> None:
        """Take over what was rendered for a terminal of this size, and paint if it is time and not on `hold`."""
        if (self._grid.width, self._grid.height) != (width, height):
            self._grid = Grid(width, height, self._palette)
            self._shadow = Shadow(width, height, bce=self._bce)
        touched = self._grid.apply(update)
        if self._key_is_fresh():
            self._by_key.update(dict.fromkeys(sorted(touched)))
        else:
            self._by_key.clear()
        if not hold:
            self.look()

    def forget(self) -> None:
        """Nothing is known of the terminal any more: the next frame is a whole one."""
        self._prefix = RESET
        self._shadow.forget()
        self._grid.touch_all()

    def repaint(self) -> None:
        """Paint the whole screen anew."""
        self.forget()
        self.look()

    def restart(self) -> None:
        """Paint the whole screen anew, and expect no answer to what was asked before."""
        self.pace.restart()
        self.repaint()

    def answered(self, query: Query, at: float) -> None:
        """The terminal has answered, at that time by the clock: it shows what was written before the question."""
        self.pace.answered(query, at)
        self._output.await_answers(self.pace.awaited)
        self.look()

    def when_ready(self, callback: Callable[[], object]) -> None:
        """Call once, as soon as the terminal can take a frame and the last call is old enough; perhaps at once."""
        self._ready.setdefault(callback, copy_context())
        self.look()

    def look(self) -> None:
        """Do what is due, and come back when more will be; no timer is left behind when nothing is to be done."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while self._grid.dirty or self._ready:
            key = bool(self._grid.dirty) and self._key_is_fresh()
            urgent = key and any(y in self._grid.dirty for y in self._urgent_lines())
            verdict = self.pace.verdict(writer_idle=self._output.idle, key=key, urgent=urgent)
            match self._effect_pending() or verdict:
                case Paint(limit, urgent_only):
                    wait = self._told_ready + self.pace.interval - self._clock()
                    if self._grid.dirty:
                        self._paint(limit, key=key, urgent_only=urgent_only)
                    elif wait > 0:
                        self._timer = self._call_later(wait, self.look)
                        return
                    else:
                        self._tell_ready()
                case Ask(query):
                    self._output.write(query)
                    self.pace.asked()
                case Hold(None):
                    self._output.when_idle(self.look)
                    return
                case Hold(seconds):
                    self._timer = self._call_later(seconds, self.look)
                    return

    def _tell_ready(self) -> None:
        self._told_ready = self._clock()
        ready, self._ready = self._ready, {}
        for callback, context in ready.items():
            context.run(callback)

    def _paint(self, limit: int | None, *, key: bool, urgent_only: bool) -> None:
        if urgent_only:
            data = self._shadow.lines(self._grid, self._urgent_lines(), limit)
        else:
            data = self._shadow.frame(self._grid, [*self.first, *self._by_key], limit)
        if not data:
            return
        if self.cursor is not None:
            data += self._shadow.cursor(*self.cursor)
        if self.synchronised and len(data) > _TEARABLE and not key:
            data = f"{_BEGIN}{data}{_END}"
        data = f"{self._prefix}{data}{self.pace.question()}"
        self._prefix = ""
        self.frames += 1
        self.pace.painted(len(data.encode("utf-8", "replace")))
        self._output.await_answers(self.pace.awaited)
        self._output.write(data)

    def _urgent_lines(self) -> list[int]:
        return [*self.first] or [*self._by_key]

    def _effect_pending(self) -> Hold | None:
        """Whether a key was pressed just now whose effect is still to be rendered."""
        wait = self._output.key_pressed + _KEY_EFFECT - self._clock()
        if wait <= 0 or not self.first or any(y in self._grid.dirty for y in self.first):
            return None
        return Hold(wait)

    def _key_is_fresh(self) -> bool:
        return self._clock() - self._output.key_pressed < _KEY_SECONDS
