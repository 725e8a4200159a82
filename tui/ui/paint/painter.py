"""From a screen that has changed to a frame on its way: grid, shadow and pace, wired to an output."""

from __future__ import annotations

from contextvars import Context, copy_context
from typing import TYPE_CHECKING, Final, Protocol

from tui.ui.paint.grid import Grid
from tui.ui.paint.pace import Ask, Hold, Pace, Paint
from tui.ui.paint.shadow import RESET, Shadow

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual._compositor import ChopsUpdate, LayoutUpdate

    from tui.ui.paint.cells import Palette
    from tui.ui.paint.queries import Query

_KEY_SECONDS: Final = 0.1
"""So long after a key press, what changes counts as its doing."""
_KEY_EFFECT: Final = 0.03
"""So long after a key press a frame waits for the named lines to change, lest the echo wait behind it."""
_NEWEST: Final = 0.05
"""So long after a thaw a frame waits for the newest state, lest an old one be painted just before it."""
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
        failed: Callable[[Exception], object],
    ) -> None:
        self.pace = Pace(clock)
        self.frames = 0
        """How many frames were written."""
        self.synchronised = False
        """Whether the terminal knows synchronised output."""
        self.cursor: tuple[int, int] | None = None
        """Where frames leave the terminal's cursor, line and column, for input methods and for who reads by it."""
        self.cursor_style = ""
        """What a terminal whose state is not known is sent of how its cursor looks."""
        self.first: tuple[int, ...] = ()
        """The lines that every frame paints before others, the most important one first."""
        self._output, self._palette, self._bce = output, palette, bce
        self._clock, self._call_later, self._failed = clock, call_later, failed
        self._grid = Grid(0, 0, palette)
        self._shadow = Shadow(0, 0, bce=bce)
        self._by_key: dict[int, None] = {}
        self._prefix = RESET
        self._timer: Timer | None = None
        self._ready: dict[Callable[[], object], Context] = {}
        self._told_ready = float("-inf")
        self._effect_since = float("inf")
        self._newest_until: float | None = None

    @property
    def at_rest(self) -> bool:
        """Whether the terminal has shown all there is to show."""
        is_done = not self._grid.dirty and not self._is_misplaced
        return is_done and not self.pace.awaited and self._output.idle

    def show(
        self, update: LayoutUpdate | ChopsUpdate, width: int, height: int, *, hold: bool = False
    ) -> None:
        """Take over what was rendered for a terminal of this size, and paint if it is time; not on `hold`."""
        if (self._grid.width, self._grid.height) != (width, height):
            self._grid = Grid(width, height, self._palette)
            self._shadow = Shadow(width, height, bce=self._bce)
        touched = self._grid.apply(update)
        if self._key_is_fresh():
            self._by_key.update(dict.fromkeys(sorted(touched)))
        else:
            self._by_key.clear()
        if not hold:
            if self._newest_until is not None:
                self._newest_until = float("-inf")
            self.look()

    def use(self, palette: Palette) -> None:
        """Take other cells for the same strips: all has to be rendered again."""
        self._palette = palette
        self._grid = Grid(self._grid.width, self._grid.height, palette)
        self.forget()

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
        """Know that the terminal shows what was written before the question; it said so at that time."""
        self.pace.answered(query, at)
        self._output.await_answers(self.pace.awaited)
        self.look()

    def when_ready(self, callback: Callable[[], object]) -> None:
        """Call once, as soon as the terminal can take a frame and the last call is old enough."""
        self._ready.setdefault(callback, copy_context())
        self.look()

    def look(self) -> None:
        """Do what is due, and come back when more will be; when nothing will be, no timer is left behind."""
        try:
            self._look()
        except Exception as error:  # noqa: BLE001 (whoever owns the painter decides, as for the rest of the app)
            self._failed(error)

    def _look(self) -> None:
        self._stop_timer()
        while self._grid.dirty or self._ready or self._is_misplaced:
            match self._verdict():
                case Paint() as paint:
                    if self.pace.thawed and (wait := self._wait_for_the_newest()) > 0:
                        return self._start_timer(wait)
                    if self._grid.dirty or self._is_misplaced:
                        self._paint(paint)
                    elif (wait := self._told_ready + self.pace.interval - self._clock()) > 0:
                        return self._start_timer(wait)
                    else:
                        self._tell_ready()
                case Ask(query):
                    self._output.write(query)
                    self.pace.asked()
                case Hold(seconds) if seconds is not None:
                    return self._start_timer(seconds)
                case Hold():
                    return self._output.when_idle(self.look)
        return None

    @property
    def _is_misplaced(self) -> bool:
        """Whether the cursor must go elsewhere; behind the bytes of a first frame only, which say how it looks."""
        return self.cursor is not None and not self._prefix and not self._shadow.is_at(*self.cursor)

    def _verdict(self) -> Paint | Ask | Hold:
        now, pressed, dirty = self._clock(), self._output.key_pressed, self._grid.dirty
        key = bool(dirty) and now - pressed < _KEY_SECONDS
        urgent = key and any(y in dirty for y in self._urgent_lines())
        if key and not urgent and self.first:
            self._effect_since = min(self._effect_since, now)
            wait = min(pressed, self._effect_since) + _KEY_EFFECT - now
            if wait > 0:
                return Hold(wait)
        return self.pace.verdict(writer_idle=self._output.idle, key=key, urgent=urgent)

    def _wait_for_the_newest(self) -> float:
        """Seconds that the first frame after a thaw waits for those who bring the newest state."""
        if self._newest_until is None and self._ready:
            self._newest_until = self._clock() + _NEWEST
            self._tell_ready()
        return 0.0 if self._newest_until is None else self._newest_until - self._clock()

    def _start_timer(self, seconds: float) -> None:
        self._stop_timer()
        self._timer = self._call_later(seconds, self.look)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _tell_ready(self) -> None:
        self._told_ready = self._clock()
        ready, self._ready = self._ready, {}
        for callback, context in ready.items():
            context.run(callback)

    def _paint(self, paint: Paint) -> None:
        key = self._key_is_fresh()
        if paint.urgent_only:
            data = self._shadow.lines(self._grid, self._urgent_lines(), paint.limit)
        else:
            data = self._shadow.frame(self._grid, [*self.first, *self._by_key], paint.limit)
        if self.cursor is not None and (data or self._is_misplaced):
            data += self._shadow.cursor(*self.cursor)
        if not data:
            return
        if self.synchronised and len(data) > _TEARABLE and not key:
            data = f"{_BEGIN}{data}{_END}"
        if self._prefix:
            data = f"{self._prefix}{data}{self.cursor_style}"
        data = f"{data}{self.pace.question()}"
        self._prefix = ""
        self._newest_until = None
        self._effect_since = float("inf")
        self.frames += 1
        self.pace.painted(len(data.encode("utf-8", "replace")))
        self._output.await_answers(self.pace.awaited)
        self._output.write(data)

    def _urgent_lines(self) -> list[int]:
        return [*self.first] or [*self._by_key]

    def _key_is_fresh(self) -> bool:
        return self._clock() - self._output.key_pressed < _KEY_SECONDS
