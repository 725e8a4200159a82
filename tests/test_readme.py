"""What README.md and the pages beside it say, held against what is there."""

import argparse
import re
from collections.abc import Iterator

import pytest

from tests.readmes import READMES, ROOT
from tui.parser import parser
from tui.settings.values import NAMES

PAGES = (*READMES.values(), "ARCHITECTURE.md", "SECURITY.md", "CHANGELOG.md")

ROOMS = ("tui/", "tests/", "docs/", "screenshots/", ".ci/")


PAINT_SWITCH = "BITOTUI_PAINT"
"""Of the environment alone, since it speaks of the terminal and not of the account."""


def quoted(page: str) -> list[str]:
    """Everything that stands between single backticks, in order."""
    text = re.sub(r"```.*?```", "", (ROOT / page).read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.findall(r"`([^`\n]+)`", text)


@pytest.mark.parametrize("page", [*READMES.values(), ".env.example"])
def test_every_setting_is_named_and_no_other(page: str) -> None:
    named = re.findall(r"\bBITO(?:PRO|TUI)_[A-Z_]+\b", (ROOT / page).read_text(encoding="utf-8"))

    assert set(named) - {PAINT_SWITCH} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_setting_has_its_line_to_fill_in_or_to_uncomment(name: str) -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()

    assert len([line for line in lines if re.match(rf"#?{name}='", line)]) == 1


@pytest.mark.parametrize("page", PAGES)
def test_every_link_within_the_project_leads_somewhere(page: str) -> None:
    targets = re.findall(r"\]\(([^)\s#]+)[^)]*\)", (ROOT / page).read_text(encoding="utf-8"))
    missing = [target for target in targets if "://" not in target and not (ROOT / target).exists()]

    assert missing == []


@pytest.mark.parametrize("page", PAGES)
def test_every_path_that_is_named_exists(page: str) -> None:
    missing = [
        path for path in quoted(page) if path.startswith(ROOMS) and not any(ROOT.glob(path.rstrip("/")))
    ]

    assert missing == []


def test_the_guide_names_only_modules_that_exist_each_in_its_room() -> None:
    room, missing = ROOT, []
    for name in quoted("ARCHITECTURE.md"):
        if name.startswith("tui/"):
            room = ROOT / name
        elif re.fullmatch(r"[a-z_]+(?:\.py|\.tcss|/)", name) and not (room / name).exists():
            missing.append(f"{name} in {room.relative_to(ROOT)}")
        elif (
            dotted := re.fullmatch(r"(core|feed|ui|settings|reports|exchange)\.([a-z_]+)(?:\..*)?", name)
        ) and not (ROOT / "tui" / dotted[1] / f"{dotted[2]}.py").exists():
            missing.append(name)

    assert missing == []


def test_every_room_has_its_line_in_the_guide() -> None:
    rooms = {f"tui/{path.parent.name}/" for path in (ROOT / "tui").glob("*/__init__.py")}

    assert rooms <= set(quoted("ARCHITECTURE.md"))


@pytest.mark.parametrize("page", READMES.values())
def test_every_flag_that_is_named_is_understood(page: str) -> None:
    named = {flag for text in quoted(page) for flag in re.findall(r"--[a-z-]+", text)}

    assert named
    assert named <= set(flags(parser()))


def test_every_make_target_that_is_named_exists() -> None:
    named = re.findall(
        r"\bmake ([a-z]+)\b", "\n".join((ROOT / page).read_text(encoding="utf-8") for page in PAGES)
    )
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)

    assert {"demo", "test"} <= set(named) <= set(targets)


def flags(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Every option of a parser and of its commands."""
    for action in parser._actions:
        yield from action.option_strings
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from flags(command)
