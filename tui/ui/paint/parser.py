"""Textual's input parser, told of the answers that a terminal gives to the questions behind frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual._xterm_parser import XTermParser
from textual.keys import Keys

from tui.ui.paint.queries import Query, answered_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class AnswerParser(XTermParser):
    """Takes answers out of the input, so that they are neither keys nor messages for the app to queue up.

    `answered` is called in the input thread, and says whether the answer was for it: one to a question of
    Textual's own (synchronised output, at the start) goes on to Textual.
    """

    def __init__(self, answered: Callable[[Query], bool], *, debug: bool = False) -> None:
        self._answered = answered
        super().__init__(debug)

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
