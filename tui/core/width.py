"""Terminal cells: how wide a text is, and how it is folded. A Chinese character takes two of them."""

from __future__ import annotations

TYPE_CHECKING = False  # importing it costs a tenth of what `--help` takes
if TYPE_CHECKING:
    from collections.abc import Iterator

_NEVER_FIRST = "，。、；：？！）」』》〉】〕％…"
"""What no line of Chinese begins with."""

_NEVER_LAST = "（「『《〈【〔"
"""What no line of Chinese ends with."""


def cells(text: str) -> int:
    """How many cells `text` takes; what joins the character before it takes none."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width  # noqa: PLC0415 - not for English

    return sum(
        0 if category(each) in ("Mn", "Me", "Cf") else 2 if east_asian_width(each) in "WF" else 1
        for each in text
    )


def padded(text: str, width: int, *, right: bool = False) -> str:
    """`text` with blanks up to so many cells, behind it, or before it where it stands to the `right`."""
    blanks = " " * (width - cells(text))
    return blanks + text if right else text + blanks


def folded(text: str, width: int) -> list[str]:
    """`text` in lines of `width` cells at most, broken at blanks and beside wide characters.

    Only a word that is longer than a line stands out. A line of Chinese does not begin with a comma, nor end with
    an opening bracket.
    """
    lines = [""]
    taken = 0
    for piece in pieces(" ".join(text.split())):
        wide = cells(piece.rstrip(" "))
        if lines[-1] and taken + wide > width:
            lines[-1] = lines[-1].rstrip(" ")
            lines.append("")
            taken = 0
        lines[-1] += piece
        taken += cells(piece)
    lines[-1] = lines[-1].rstrip(" ")
    return lines if lines[0] else []


def pieces(text: str) -> Iterator[str]:
    """What no fold may part: a word with the blank behind it, a wide character with the marks that belong to it."""
    piece = ""
    for each in text:
        if piece and each != " " and _may_part(piece[-1], each):
            yield piece
            piece = ""
        piece += each
    if piece:
        yield piece


def _may_part(before: str, after: str) -> bool:
    if before == " ":
        return True
    is_beside_wide = cells(before) > 1 or cells(after) > 1
    return is_beside_wide and before not in _NEVER_LAST and after not in _NEVER_FIRST and cells(after) > 0
