"""How the digits of an amount are written: all of them, unless it is visible that some are not."""

import enum
import re
from decimal import Decimal
from typing import Final, assert_never

from msgspec import Struct
from msgspec.structs import replace

from tui.core.amount import digits
from tui.core.foreign import ELLIPSIS

MOST_DECIMALS: Final = 30
"""More digits behind the point than this has no amount (PROTOCOL.md, Messages)."""

USUAL_DECIMALS: Final = 8
"""Digits behind the point that every currency may have (PROTOCOL.md, Messages)."""

FEW_DECIMALS: Final = 4
"""Where cutting begins when it is switched on."""

GROUP: Final = ","
"""Between thousands, as the exchange's own pages have it; the point is always a point."""

CUT: Final = ELLIPSIS
"""Behind an amount of which digits other than zero are not shown; one cell, which an alignment keeps free."""

MASK: Final = "*****"
"""Stands for every amount and every difference while they are hidden: as wide for 0 as for ten million."""

_thousands = re.compile(r"(?<=\d)(?=(?:\d{3})+\Z)", re.ASCII)


class Writing(Struct, frozen=True):
    """What was chosen of how amounts are written; it changes what is shown, never what is compared or copied."""

    groups: bool = False
    """Whether thousands stand apart before the point."""
    dims_zeros: bool = False
    """Whether zeros at the end of a fraction are dimmed; no character differs by it."""
    decimals: int | None = None
    """At most so many digits behind the point: cut, never rounded, and marked where it matters; None: all."""
    hides: bool = False
    """Whether no amount is shown at all."""


EXACT: Final = Writing()
"""Digit for digit."""


def written(amount: Decimal, writing: Writing = EXACT) -> str:
    """The amount as it is shown."""
    return "".join(split(digits(amount), writing))


def split(text: str, writing: Writing = EXACT) -> tuple[str, str]:
    """The digits `text` of an amount as they are shown: up to the point, and from the point on."""
    if writing.hides:
        return MASK, ""
    whole, point, fraction = text.partition(".")
    if writing.groups:
        whole = _thousands.sub(GROUP, whole)
    if writing.decimals is None or len(fraction) <= writing.decimals:
        return whole, point + fraction
    kept, rest = fraction[: writing.decimals], fraction[writing.decimals :]
    return whole, (point if kept else "") + kept + (CUT if rest.strip("0") else "")


def zeros(shown: str) -> tuple[int, int]:
    """Where in what is shown the zeros at the end of a fraction are, the point with them where nothing else is left.

    From and to, the same where there are none.
    """
    end = len(shown.rstrip(" "))
    if "." not in shown:
        return end, end
    bare = shown[:end].rstrip("0")
    return len(bare) - bare.endswith("."), end


class Choice(enum.Enum):
    """What can be chosen of how amounts are written, beside hiding them."""

    GROUPS = "groups"
    ZEROS = "zeros"
    DECIMALS = "decimals"


def switched(writing: Writing, choice: Choice) -> Writing:
    """That choice the other way; of decimals, all there are or the usual number of them."""
    match choice:
        case Choice.GROUPS:
            return replace(writing, groups=not writing.groups)
        case Choice.ZEROS:
            return replace(writing, dims_zeros=not writing.dims_zeros)
        case Choice.DECIMALS:
            return replace(writing, decimals=FEW_DECIMALS if writing.decimals is None else None)
        case _:
            assert_never(choice)


def with_decimals(writing: Writing, more: int) -> Writing:
    """So many digits more behind the point, or fewer; beyond what a currency usually has, all there are."""
    if writing.decimals is None:
        return writing if more > 0 else replace(writing, decimals=USUAL_DECIMALS)
    decimals = max(0, writing.decimals + more)
    return replace(writing, decimals=decimals if decimals <= USUAL_DECIMALS else None)


def restored(writing: Writing, choice: Choice) -> Writing:
    """That choice as it is until something is chosen."""
    match choice:
        case Choice.GROUPS:
            return replace(writing, groups=EXACT.groups)
        case Choice.ZEROS:
            return replace(writing, dims_zeros=EXACT.dims_zeros)
        case Choice.DECIMALS:
            return replace(writing, decimals=EXACT.decimals)
        case _:
            assert_never(choice)
