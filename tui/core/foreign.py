"""Foreign strings made harmless: the one place that decides what of the outside may reach a terminal."""

import re
import unicodedata
from typing import Final

ELLIPSIS: Final = "…"

EVENT_ID_LIMIT: Final = 64
REASON_LIMIT: Final = 200
NAME_LIMIT: Final = 40
"""Of a name in somebody's file, as a sentence repeats it."""

_joins = re.compile(
    "[\u115f-\u11ff\ud7b0-\ud7ff\u3164\uffa0\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]"
).match
"""Letters and symbols of no width of their own: Hangul jamo and fillers, flag letters, skin tones."""


def harmless(text: str, limit: int = REASON_LIMIT) -> str:
    r"""`text` with every control, format, surrogate, combining and odd space character escaped as `\u{1b}`.

    Those are the Unicode categories C*, M* and Z*, the plain space excepted, and what joins the character before
    it without being called combining. The result has at most `limit` characters; a cut is shown by an ellipsis.
    """
    if not (text.isascii() and text.isprintable()):
        # One character may become ten, so that cutting first bounds the work on a hostile megabyte.
        text = "".join(_escaped(character) for character in text[: limit + 1])
    return text if len(text) <= limit else text[: limit - 1] + ELLIPSIS


def _escaped(character: str) -> str:
    if character == " " or (unicodedata.category(character)[0] not in "CMZ" and not _joins(character)):
        return character
    return f"\\u{{{ord(character):x}}}"
