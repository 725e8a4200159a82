"""What README.md and the pages beside it say, held against what is there."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.parser import parser
from tui.settings.values import NAMES
from tui.ui.commands import COMMANDS, Palette
from tui.ui.keys.presets import VIM

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = ("README.md", "ARCHITECTURE.md", "SECURITY.md", "CHANGELOG.md")

ROOMS = ("tui/", "tests/", "docs/", "screenshots/", ".ci/")


PAINT_SWITCH = "BITOTUI_PAINT"
"""Of the environment alone, since it speaks of the terminal and not of the account."""


def quoted(page: str) -> list[str]:
    """Everything that stands between single backticks, in order."""
    text = re.sub(r"```.*?```", "", (ROOT / page).read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.findall(r"`([^`\n]+)`", text)


def test_the_key_table_is_what_the_commands_say() -> None:
    table = README.partition("<!-- keys -->\n")[2].partition("<!-- /keys -->")[0]
    rows = [f"| `{command.keys() or Palette.keys()}` | {command.help()} |" for command in COMMANDS]

    assert table.splitlines() == ["| Key | What it does |", "|---|---|", *rows]


def test_the_table_of_the_vim_preset_is_what_it_says() -> None:
    table = README.partition("<!-- vim -->\n")[2].partition("<!-- /vim -->")[0]
    rows = [f"| {name} | `{key}` |" for name, key in VIM.items()]

    assert table.splitlines() == ["| Command | Key |", "|---|---|", *rows]


@pytest.mark.parametrize("page", ["README.md", ".env.example"])
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


def test_every_flag_that_is_named_is_understood() -> None:
    named = {flag for text in quoted("README.md") for flag in re.findall(r"--[a-z-]+", text)}

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
