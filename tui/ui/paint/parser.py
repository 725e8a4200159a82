"""Textual's input parser, told of the answers that a terminal gives to the questions behind frames."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from textual import events
from textual._xterm_parser import XTermParser
from textual.keys import Keys

from tui.ui.paint.queries import Query, answered_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from textual.message import Message


_ESC: Final = "\x1b"

_ALT: Final = re.compile(r"\x1b[A-MQ-WYZa-z]")
"""Alt and a letter; N, O, P and X begin sequences."""


class AnswerParser(XTermParser):
    """Takes answers out of the input, so that they are neither keys nor messages for the app to queue up.

    `answered` is called in the input thread, and says whether the answer was for it: one to a question of
    Textual's own (synchronised output, at the start) goes on to Textual.
    """

    def __init__(self, answered: Callable[[Query], bool], *, debug: bool = False) -> None:
        self._answered = answered
        self._ends_in_escape = False
        super().__init__(debug)

    def feed(self, data: str) -> Iterator[Message]:
        """Take what was read; alt and a letter are known at once.

        Textual would wait for more, and take an answer that comes meanwhile for the end of what was no sequence: it
        would report `^` and the letter, which may be a command.
        """
        waiting = _ESC if self._is_waiting and self._ends_in_escape else ""
        begin = 0
        for found in _ALT.finditer(waiting + data):
            end = found.end() - len(waiting)
            yield from super().feed(data[begin:end])
            if self._is_waiting:
                self._timeout_time = 0.0
                yield from self.tick()
            begin = end
        self._ends_in_escape = data.endswith(_ESC)
        if begin < len(data) or not data:
            yield from super().feed(data[begin:])

    @property
    def _is_waiting(self) -> bool:
        """Whether a sequence has begun that may go on."""
        return self._timeout_time is not None

    @property
    def deadline(self) -> float | None:
        """When an unfinished sequence counts as keys, by Textual's clock; None when there is none."""
        return self._timeout_time

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        query = answered_by(sequence)
        if query is None:
            return super()._sequence_to_key_events(sequence, alt)
        if self._answered(query):
            return [events.Key(Keys.Ignore, sequence)]
        return []
