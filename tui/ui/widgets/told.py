"""Widgets that several values are told to, and that look at them once."""

from __future__ import annotations

import contextlib
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    _Base = Widget
else:
    _Base = object

_waiting: ContextVar[list[Told] | None] = ContextVar("waiting", default=None)


class Told(_Base):
    """Put before `Widget` or a kind of it: `tell_soon` may be called often, `tell` is called once for all of it."""

    is_due = False
    """Whether something changed that was not looked at yet."""

    def tell_soon(self) -> None:
        """Have `tell` called when all that changes now has changed."""
        if not self.is_due:
            self.is_due = True
            waiting = _waiting.get()
            if waiting is None:
                self.call_next(self.catch_up)
            else:
                waiting.append(self)

    def catch_up(self) -> None:
        """Look at what changed, if anything did."""
        if self.is_due:
            self.is_due = False
            if self.is_mounted:
                self.tell()

    def tell(self) -> None:
        """Look at what changed."""


@contextlib.contextmanager
def together() -> Iterator[None]:
    """What changes in here is looked at when all of it has changed, and before this ends: it is one frame."""
    waiting: list[Told] = []
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    for widget in waiting:
        widget.catch_up()
