"""The text of a `.env`, read the way python-dotenv reads it, with an eye on what it would lose."""

import re
from io import StringIO
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.settings.secret import Secret
from tui.settings.values import NAMES
from tui.tongue import say

if TYPE_CHECKING:
    from dotenv.parser import Binding

_QUOTES = ("'", '"')
_NAMED = re.compile(rf"\b({'|'.join(NAMES)})\b")


class Statements(Struct, frozen=True):
    """What one `.env` says about our settings."""

    values: dict[str, Secret]
    """By name, outer white space gone; an empty text is an empty setting."""
    stripped: tuple[str, ...]
    """The names whose values had white space around them."""
    faults: tuple[str, ...]
    """Lines that cannot be taken at their word, in sentences without values."""


def statements(text: Secret) -> Statements:
    """Read `text` and keep our own names only.

    These are the statements `dotenv_values(interpolate=False)` is made of, so the values are the same
    byte for byte; but each comes with its source, which shows what dotenv passes over in silence: a
    line it cannot read, an unquoted value it cuts before ` #`, a name that stands there twice.
    """
    from dotenv.parser import parse_stream  # noqa: PLC0415  (30 ms that only a file is worth)

    values: dict[str, Secret] = {}
    earlier: dict[str, tuple[int, Secret]] = {}
    stripped: set[str] = set()
    faults: list[str] = []
    for binding in parse_stream(StringIO(text.reveal())):
        line, name, value = _line(binding), binding.key, binding.value or ""
        if binding.error and (named := _NAMED.search(binding.original.string)):
            faults.append(
                say(
                    "line {line} ({name}) cannot be read; write {name}='value', with \\' for a quote",
                    line=line,
                    name=named[1],
                )
            )
        if name not in NAMES:
            continue
        held = values[name] = Secret(value.strip())
        if not held.reveal():
            continue
        written = _unquoted(binding)
        if written and written.strip() != value:
            faults.append(
                say(
                    "line {line} ({name}) has a # after a blank, where the value would be cut; quote it",
                    line=line,
                    name=name,
                )
            )
        elif value != value.strip() or written != written.rstrip():
            stripped.add(name)
        before, other = earlier.setdefault(name, (line, held))
        if held.reveal() != other.reveal():
            faults.append(
                say(
                    "{name} stands there twice (lines {before} and {line}); keep one of them",
                    name=name,
                    before=before,
                    line=line,
                )
            )
    return Statements(values, tuple(name for name in NAMES if name in stripped), tuple(faults))


def _line(binding: "Binding") -> int:
    """Count to the line a statement starts on; dotenv counts the blank lines before it to it."""
    source = binding.original.string
    return binding.original.line + source[: len(source) - len(source.lstrip())].count("\n")


def _unquoted(binding: "Binding") -> str:
    """Give what is written after the `=`, without its line break; nothing for a quoted value."""
    written = binding.original.string.partition("=")[2].rstrip("\r\n").lstrip()
    return "" if written.startswith(_QUOTES) else written
