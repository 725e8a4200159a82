"""Who reads what a command writes: people in their language, programs in English, in every sentence of it."""

from __future__ import annotations

TYPE_CHECKING = False  # importing it costs a tenth of what `--help` takes
if TYPE_CHECKING:
    from argparse import Namespace

_FOR_PROGRAMS = ("json", "ndjson", "csv")


def is_for_programs(options: Namespace) -> bool:
    """Whether a command writes for programs: a format of theirs, or the doctor's report, which is JSON."""
    return getattr(options, "format", "") in _FOR_PROGRAMS or getattr(options, "report", None) is not None
