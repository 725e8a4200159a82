"""The checks as text for people and as JSON for programs."""

import json
import textwrap
from collections.abc import Sequence
from typing import Final

from tui import __version__
from tui.core.foreign import harmless
from tui.core.width import cells, folded, padded
from tui.reports.doctor.check import Check, Outcome, exit_code
from tui.reports.doctor.redact import Sieve
from tui.reports.doctor.report import SCHEMA, checks_told
from tui.tongue import marked, say

_MARKS: Final = {
    Outcome.OK: ("✓", "+", marked("ok")),
    Outcome.FAILED: ("✗", "x", marked("FAILED")),
    Outcome.SKIPPED: ("-", "-", marked("skipped")),
    Outcome.NOTE: ("!", "!", marked("note")),
}
"""Glyph, the same in ASCII, and the word that says it without either."""

_IN_ASCII: Final = str.maketrans({"·": ".", "…": "...", "–": "-", "−": "-", "—": "-", "×": "x"})
_NARROWEST: Final = 40
_LONGEST: Final = 4_000


def as_text(checks: Sequence[Check], clean: Sieve, *, ascii_only: bool, width: int | None = None) -> str:
    """Return one line a check, what to do below each that failed, and the sum; folded where there is a width."""
    names = [say(check.name) for check in checks]
    name_width = max(map(cells, names))
    word_width = max(cells(say(word)) for _, _, word in _MARKS.values())
    lines: list[str] = []
    for check, name in zip(checks, names, strict=True):
        glyph, plain, word = _MARKS[check.outcome]
        mark = plain if ascii_only else glyph
        head = f"{mark} {padded(say(word), word_width)}  {padded(name, name_width)}  "
        lines += _folded(head, clean(check.seen), width)
        if check.next:
            then = say("next: {advice}", advice=clean(check.next))
            lines += _folded(" " * cells(head), then, width)
    lines += ["", _sum(checks)]
    text = "\n".join(lines) + "\n"
    return text.translate(_IN_ASCII).encode("ascii", "replace").decode() if ascii_only else text


def _folded(head: str, said: str, width: int | None) -> list[str]:
    said = harmless(said, _LONGEST)
    taken = cells(head)
    if width is None or width < taken + _NARROWEST // 2:
        return [f"{head}{said}".rstrip()]
    indent = " " * taken
    if cells(said) > len(said) or taken > len(head):
        first, *rest = folded(said, width - taken) or [""]
        return [f"{head}{first}".rstrip(), *(indent + line for line in rest)]
    return textwrap.wrap(
        said,
        width,
        initial_indent=head,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [head.rstrip()]


def _sum(checks: Sequence[Check]) -> str:
    failures = [say(check.name) for check in checks if check.outcome is Outcome.FAILED]
    if not failures:
        return say("All that is needed works.")
    return say("Failed: {names}. Exit code {code}.", names=", ".join(failures), code=exit_code(checks))


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
