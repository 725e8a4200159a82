"""Textual's input parser, told of the answers that a terminal gives to what it is asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from textual import constants, events
from textual._time import get_time
from textual._xterm_parser import XTermParser
from textual.keys import Keys
from textual.message import Message

from tui.ui.paint.queries import BACKGROUND, Query, answered_by
from tui.ui.paint.sieve import Reply, Sieve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_ALT: Final = re.compile(r"\x1b[A-MQ-WYZa-z\]]")
"""Alt and a letter or bracket; N, O, P and X begin sequences, and what `]` begins was sifted out before."""


class BackgroundTold(Message):
    """The terminal says of what colour its background is."""

    def __init__(self, text: str) -> None:
        self.text = text
        """The colour in the words of the terminal."""
        super().__init__()


class AnswerParser(XTermParser):
    """Takes answers out of the input, so that they are neither keys nor messages for the app to queue up.

    `answered` is called in the input thread, and says whether the answer was for it: one to a question of
    Textual's own (synchronised output, at the start) goes on to Textual. An answer that comes as an operating
    system command is a message if it tells the background, and nothing else.
    """

    def __init__(self, answered: Callable[[Query], bool], *, debug: bool = False) -> None:
        self._answered = answered
        self._sieve = Sieve(constants.ESCAPE_DELAY)
        super().__init__(debug)

    def feed(self, data: str) -> Iterator[Message]:
        """Take what was read."""
        if not data:
            yield from self._feed_typed(self._sieve.give_up())
            yield from super().feed(data)
            return
        for piece in self._sieve.sift(data, get_time()):
            if not isinstance(piece, Reply):
                yield from self._feed_typed(piece)
                continue
            # What came before an answer is whole: an escape there must not make alt of what comes behind it
            yield from self._end_sequence()
            if piece.number == BACKGROUND:
                yield BackgroundTold(piece.text)

    def tick(self) -> Iterator[Message]:
        """Take for keys what has waited long enough for what would make a sequence of it."""
        yield from super().tick()
        if self._sieve.deadline is not None and get_time() >= self._sieve.deadline:
            yield from self._feed_typed(self._sieve.give_up())
            yield from self._end_sequence()

    def _feed_typed(self, data: str) -> Iterator[Message]:
        """Take what is no answer; alt and a letter are known at once.

        Textual would wait for more, and take an answer that comes meanwhile for the end of what was no sequence: it
        would report `^` and the letter, which may be a command.
        """
        begin = 0
        for found in _ALT.finditer(data):
            yield from super().feed(data[begin : found.end()])
            yield from self._end_sequence()
            begin = found.end()
        if begin < len(data):
            yield from super().feed(data[begin:])

    def _end_sequence(self) -> Iterator[Message]:
        """Wait no longer for the rest of a sequence that has begun."""
        if self._timeout_time is not None:
            self._timeout_time = 0.0
            yield from super().tick()

    @property
    def deadline(self) -> float | None:
        """When an unfinished sequence counts as keys, by Textual's clock; None when there is none."""
        both = (self._timeout_time, self._sieve.deadline)
        return min((each for each in both if each is not None), default=None)

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        query = answered_by(sequence)
        if query is None:
            return super()._sequence_to_key_events(sequence, alt)
        if self._answered(query):
            return [events.Key(Keys.Ignore, sequence)]
        return []
