"""Every text that is said, found in the code: calls of `say`, and what the commands are called."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog

ROOT = Path(__file__).parents[2]
CODE = ROOT / "tui"

TEXTS: Mapping[str, int] = {"say": 1, "marked": 1, "say_number": 2}
"""How many texts each of these is given first."""

ROOMS = ("core", "exchange", "feed", "journal", "preferences", "reports", "settings", "ui")
"""Each has a part of the catalogue; what stands beside them goes into `top`."""


class Said(NamedTuple):
    """One text, and where it is said."""

    text: str | tuple[str, str]
    place: str


def room_of(path: Path) -> str:
    """The part of the catalogue for what stands in this file."""
    first = path.relative_to(CODE).parts[0]
    return first if first in ROOMS else "top"


def said_in(path: Path) -> Iterator[Said]:
    """Every text of one file; Babel's own reader of Python would not look into f-strings."""
    place = str(path.relative_to(ROOT))
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TEXTS:
            given = node.args[: TEXTS[node.func.id]]
            texts = [each.value for each in given if isinstance(each, ast.Constant)]
            match [text for text in texts if isinstance(text, str)]:
                case [text]:
                    yield Said(text, place)
                case [one, many]:
                    yield Said((one, many), place)


def said_by_commands() -> Iterator[Said]:
    """What the commands are called and what they do, which are their class names and docstrings."""
    from tui.ui.commands import COMMANDS  # noqa: PLC0415 - only here a screen is needed

    for command in COMMANDS:
        place = f"{command.__module__.replace('.', '/')}.py"
        for text in dict.fromkeys(command.texts()):
            yield Said(text, place)


def templates() -> dict[str, Catalog]:
    """Every text, by room; one that is said in several belongs to the first."""
    catalogs = {room: Catalog() for room in (*ROOMS, "top")}
    seen: set[str | tuple[str, str]] = set()
    found = [each for path in sorted(CODE.rglob("*.py")) for each in said_in(path)]
    for text, place in [*found, *said_by_commands()]:
        if text not in seen:
            seen.add(text)
            catalogs[room_of(ROOT / place)].add(text, locations=[(place, None)])  # type: ignore[list-item]
    return catalogs
