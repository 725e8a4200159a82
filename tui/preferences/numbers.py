"""How amounts are written, as it is remembered."""

from typing import Final

from tui.core.writing import MOST_DECIMALS, Writing
from tui.preferences.sections import Look, Numbers

ALL: Final = -1
"""As many digits behind the point as there are."""


def writing_of(numbers: Numbers, look: Look) -> Writing:
    """How amounts are to be written; what makes no sense is left out."""
    return Writing(
        groups=numbers.grouping,
        dims_zeros=numbers.dim_zeros,
        decimals=numbers.decimals if 0 <= numbers.decimals <= MOST_DECIMALS else None,
        hides=look.hidden,
    )


def numbers_of(writing: Writing) -> Numbers:
    """The section that says `writing`; that amounts are hidden is not part of it."""
    return Numbers(
        grouping=writing.groups,
        dim_zeros=writing.dims_zeros,
        decimals=ALL if writing.decimals is None else writing.decimals,
    )
