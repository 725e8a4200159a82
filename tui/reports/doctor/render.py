"""The checks as text for people and as JSON for programs."""

import json
import textwrap
from collections.abc import Sequence
from typing import Final

from tui import __version__
from tui.core.foreign import harmless
from tui.reports.doctor.check import Check, Outcome, exit_code
from tui.reports.doctor.redact import Sieve
from tui.reports.doctor.report import SCHEMA, checks_told

_MARKS: Final = {
    Outcome.OK: ("✓", "+", "ok"),
    Outcome.FAILED: ("✗", "x", "FAILED"),
    Outcome.SKIPPED: ("-", "-", "skipped"),
    Outcome.NOTE: ("!", "!", "note"),
}
"""Glyph, the same in ASCII, and the word that says it without either."""

_IN_ASCII: Final = str.maketrans({"·": ".", "…": "...", "–": "-", "−": "-", "—": "-", "×": "x"})
_NARROWEST: Final = 40
_LONGEST: Final = 4_000


def as_text(checks: Sequence[Check], clean: Sieve, *, ascii_only: bool, width: int | None = None) -> str:
    """Return one line a check, what to do below each that failed, and the sum; folded where there is a width."""
    name_width = max(len(check.name) for check in checks)
    lines: list[str] = []
    for check in checks:
        glyph, plain, word = _MARKS[check.outcome]
        head = f"{plain if ascii_only else glyph} {word:<7}  {check.name:<{name_width}}  "
        lines += _folded(head, clean(check.seen), width)
        if check.next:
            lines += _folded(" " * len(head), f"next: {clean(check.next)}", width)
    lines += ["", _sum(checks)]
    text = "\n".join(lines) + "\n"
    return text.translate(_IN_ASCII).encode("ascii", "replace").decode() if ascii_only else text


def _folded(head: str, said: str, width: int | None) -> list[str]:
    said = harmless(said, _LONGEST)
    if width is None or width < len(head) + _NARROWEST // 2:
        return [f"{head}{said}".rstrip()]
    indent = " " * len(head)
    return textwrap.wrap(
        said,
        width,
        initial_indent=head,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [head.rstrip()]


def _sum(checks: Sequence[Check]) -> str:
    failures = [check.name for check in checks if check.outcome is Outcome.FAILED]
    if not failures:
        return "All that is needed works."
    return f"Failed: {', '.join(failures)}. Exit code {exit_code(checks)}."


def as_json(checks: Sequence[Check], clean: Sieve) -> str:
    """Return one object; ASCII, so that any locale can print it."""
    code = exit_code(checks)
    told = {
        "schema": SCHEMA,
        "bitotui": __version__,
        "ok": code == 0,
        "exit_code": code,
        "checks": checks_told(checks, clean),
    }
    return json.dumps(told, indent=2) + "\n"
