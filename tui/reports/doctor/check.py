"""One thing that was looked at, and what the whole of them means for the shell."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tui.reports.exits import DONE, NO_CONNECTION, REFUSED, UNEXPECTED, USAGE

_FIRST_COUNTS: Final = (USAGE, REFUSED, NO_CONNECTION, UNEXPECTED)


class Outcome(enum.Enum):
    """How it went."""

    OK = "ok"
    FAILED = "failed"
    SKIPPED = "skipped"
    """Something that it needs failed before, or was not asked for."""
    NOTE = "note"
    """Nothing is broken, but somebody should know."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    outcome: Outcome
    seen: str
    """What was seen, in words."""
    next: str = ""
    """What to do about it."""
    exit_code: int = UNEXPECTED
    """What it makes of the command if it failed."""
    for_report: str | None = None
    """What a report says instead of `seen`, where that tells something of the account."""


def ok(name: str, seen: str, *, for_report: str | None = None) -> Check:
    """It works."""
    return Check(name, Outcome.OK, seen, for_report=for_report)


def failed(
    name: str, seen: str, then: str, exit_code: int = UNEXPECTED, *, for_report: str | None = None
) -> Check:
    """It does not work; `then` is what to do."""
    return Check(name, Outcome.FAILED, seen, then, exit_code, for_report)


def skipped(name: str, why: str) -> Check:
    """It was not tried."""
    return Check(name, Outcome.SKIPPED, why)


def note(name: str, seen: str, then: str = "") -> Check:
    """It works, or is not needed; still worth a word."""
    return Check(name, Outcome.NOTE, seen, then)


def exit_code(checks: Iterable[Check]) -> int:
    """0 only if nothing failed; else by the failure nearest to its cause."""
    codes = {check.exit_code for check in checks if check.outcome is Outcome.FAILED}
    return next((code for code in _FIRST_COUNTS if code in codes), DONE)
