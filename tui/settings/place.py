"""How a path is written in a sentence and in a command the user may paste."""

from pathlib import Path
from shlex import quote


def printable(text: str) -> str:
    """Escape whatever a terminal could take for more than a letter."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode()
        for character in text
    )


def pasteable(path: str | Path) -> str:
    """Quote a path for a shell; one that opens with a dash gets `./` before it."""
    text = str(path)
    return quote(printable(f"./{text}" if text.startswith("-") else text))
