r"""What terminals send of themselves amid the keys as operating system commands (OSC), sifted out.

`ESC ]`, a number, `;`, text, and BEL or `ESC \` for an end: so ECMA-48 (8.3.89) and xterm's ctlseqs have it. Only
these are answers; `ESC ]` before anything else is alt and a bracket.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST: Final = 64
"""Characters that an answer's text has at the most: three times what the colours take of which terminals tell."""
PATIENCE: Final = 1.0
"""Seconds in which an answer has to come to its end. Till then, what is typed is taken for a part of it."""

_ESC: Final = "\x1b"
_TEXT: Final = "([ -~]{0," + str(LONGEST) + "})"
_ANSWER: Final = re.compile(r"\x1b\]([0-9]{1,4});" + _TEXT + r"(\x07|\x1b\\|\x1b?\Z|)")
"""A whole answer, or one that may go on; with an empty end before the last character, one that never will."""
_HEAD: Final = re.compile(r"\x1b(?:\][0-9]{0,4})?\Z")
"""What may become an answer as well as keys."""


class Reply(Struct, frozen=True):
    """An answer: which command it is of (11 is the background colour), and what it says."""

    number: int
    text: str


class Sieve:
    """Tells answers from what is typed, wherever they are cut; asks no clock, and waits for nothing itself."""

    def __init__(self, delay: float) -> None:
        """`delay`: the seconds after which escape is a key and no beginning."""
        self.deadline: float | None = None
        """When what is held back is given up, by the clock of who feeds; None while nothing is."""
        self._delay = delay
        self._held = ""

    def sift(self, data: str, now: float) -> Iterator[str | Reply]:
        """Part what was read at `now` into what is typed and what is answered, in the order in which it came."""
        was_answer = self._is_answer
        text, self._held = self._held + data, ""
        begin = at = 0
        while (at := text.find(_ESC, at)) >= 0:
            found = _ANSWER.match(text, at)
            if found is None and not _HEAD.match(text, at):
                at += 1
                continue
            if at > begin:
                yield text[begin:at]
            if found is None or (found.end() == len(text) and found[3] in {"", _ESC}):
                self._hold(text[at:], now, goes_on=was_answer and at == 0)
                return
            if found[3]:
                yield Reply(int(found[1]), found[2])
            begin = at = found.end()
        self.deadline = None
        if begin < len(text):
            yield text[begin:]

    def give_up(self) -> str:
        """Hold nothing back any longer; what of it was typed, since an answer's beginning never is."""
        held, is_answer = self._held, self._is_answer
        self._held, self.deadline = "", None
        if not is_answer:
            return held
        return _ESC if held.endswith(_ESC) else ""

    @property
    def _is_answer(self) -> bool:
        return ";" in self._held

    def _hold(self, text: str, now: float, *, goes_on: bool) -> None:
        self._held = text
        if not (goes_on and self._is_answer):
            self.deadline = now + (PATIENCE if self._is_answer else self._delay)
