"""What of a terminal's recording the program did not write by itself."""

import base64
import re
import unicodedata
from typing import Final

_OWN: Final = re.compile(
    r"\x1b\[(?:"
    r"[0-9;:]*m"  # colours
    r"|[0-9;]*[ABCDGHKLMSTX@Pbdr]"  # where the next text goes, what is erased, what scrolls
    r"|\?(?:6|7|25|1000|1003|1004|1006|1015|1049|2004|2026|2048)[hl]"  # modes
    r"|\?(?:2026|2048)\$p|5n"  # which modes there are, and whether all was taken
    r"|>25u|<u"  # the keyboard protocol
    r")"
    r"|\x1bM|\x1b\(B"  # a line back, the character set
    r"|\x1b\]11;\?\x1b\\"  # what colour the background has
    r"|\x1b\]22;default\x07"  # the shape of the mouse pointer
    r"|\x1b\]52;c;([A-Za-z0-9+/=]+)\x07"  # the clipboard, when asked to copy
    r"|[\r\n\b]"  # the shortest moves
)

_JOINING: Final = re.compile("[\u1160-\u11ff\ud7b0-\ud7ff\u3164\uffa0\U0001f3fb-\U0001f3ff]")


def foreign(written: bytes) -> set[str]:
    """Every control, format and combining character and odd blank that is in no escape sequence of the program's.

    What it puts into the clipboard is looked into as well.
    """
    text = written.decode()
    found = set(filter(_may_not_be_there, _OWN.sub("", text)))
    for own in _OWN.finditer(text):
        if own[1]:
            copied = base64.b64decode(own[1]).decode()
            found |= {character for character in copied if character != "\n" and _may_not_be_there(character)}
    return found


def _may_not_be_there(character: str) -> bool:
    if character == " ":
        return False
    return unicodedata.category(character)[0] in "CMZ" or bool(_JOINING.match(character))
