"""Every text that is said, found in the code: calls of `say`, and what the commands are called."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file

ROOT = Path(__file__).parents[2]
CODE = ROOT / "tui"

KEYWORDS: Mapping[str, tuple[int, ...] | None] = {"say": None, "marked": None, "say_number": (1, 2)}

ROOMS = ("core", "feed", "journal", "preferences", "reports", "settings", "ui")
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
    """Every text of one file."""
    place = str(path.relative_to(ROOT))
    for _, text, _, _ in extract_from_file("python", path, KEYWORDS):
        assert isinstance(text, str) or len(text) == 2
        yield Said(text if isinstance(text, str) else (text[0], text[1]), place)


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
