"""What a terminal was written, with the time of each piece, as an asciicast of version 2 (docs.asciinema.org)."""

import codecs
import json
from collections.abc import Iterable
from typing import NamedTuple


class Piece(NamedTuple):
    """What was written at once."""

    at: float
    """Seconds since the beginning."""
    data: bytes


def asciicast(pieces: Iterable[Piece], *, width: int, height: int, title: str) -> str:
    """The text of a `.cast` file; a character that came in two pieces is whole in the later one."""
    header = {"version": 2, "width": width, "height": height, "idle_time_limit": 2, "title": title}
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    lines = [json.dumps(header)]
    for at, data in pieces:
        text = decoder.decode(data)
        if text:
            lines.append(json.dumps([round(at, 3), "o", text], ensure_ascii=False))
    return "\n".join(lines) + "\n"
