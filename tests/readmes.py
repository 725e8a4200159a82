"""The README in every language that the program speaks, read by the tests."""

import re
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent

READMES: Final = {"en": "README.md", "zh-TW": "README.zh-TW.md"}
"""By the names that `--lang` takes."""

SWITCH: Final = 2
"""The line, from 0, that leads to the other language: the only one that need not be the same."""


def lines(language: str) -> list[str]:
    """What the README of a language says."""
    return (ROOT / READMES[language]).read_text(encoding="utf-8").splitlines()


def table(language: str, name: str) -> list[str]:
    """The lines between the markers of that name."""
    said = lines(language)
    return said[said.index(f"<!-- {name} -->") + 1 : said.index(f"<!-- /{name} -->")]


def shapes(said: list[str]) -> list[str]:
    """Of each line what is the same in every language.

    That is all of a code block and of a marker; elsewhere whether it is a heading or how many cells it has, where
    it links to, and in any order what stands in backticks, and the figures.
    """
    found, is_code = [], False
    for line in said:
        is_fence = line.startswith("```")
        is_code ^= is_fence
        found.append(line if is_code or is_fence or line.startswith("<!--") else _shape(line))
    return found


def _shape(line: str) -> str:
    prose = re.sub(r"`[^`]+`", "", line)
    begins = re.match(r"#+|!|\||", line)
    targets = re.findall(r"\]\(([^)]+)\)", prose)
    figures = re.findall(r"\d+", re.sub(r"\]\([^)]+\)", "", prose))
    return " ".join(
        (
            "prose" if line and begins and not begins[0] else begins[0] if begins else "",
            str(len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0),
            *targets,
            *sorted(re.findall(r"`[^`]+`", line)),
            *sorted(figures),
        )
    )
