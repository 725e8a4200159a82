"""The first screen of an app: styled and laid out once before it is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from tui.ui.paint.narrow import NarrowCompositor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events


class FirstScreen(Screen[Any]):
    """Textual styles its first screen when it is registered, when it resumes, and when its size is known.

    This one has the classes of its breakpoints from the first, and keeps the styles of the registration.

    Internals of Textual relied upon: `Screen._on_screen_resume`, `stack_updates`, `_compositor`, and
    `ScreenResume.refresh_styles`.
    """

    def __init__(self, reached: Iterable[str], *, is_narrow: bool) -> None:
        """`reached` are the classes of the breakpoints; `is_narrow`: render no more than is dirty."""
        super().__init__(id="_default", classes=" ".join(reached))
        if is_narrow:
            self._compositor = NarrowCompositor()

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        if not self.stack_updates:
            event.refresh_styles = False


def reached(length: int, breakpoints: list[tuple[int, str]] | None) -> list[str]:
    """The class of the highest breakpoint that a length has come to, as Textual would set it; or none."""
    return [name for _, name in sorted(each for each in breakpoints or () if each[0] <= length)[-1:]]
