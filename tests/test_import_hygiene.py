"""The house stays as it was built: who imports whom, how long a file is, and nothing left half done."""

import re
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "tui").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))

LONGEST = 300
"""Lines of any file."""

MEDIAN = 100
"""Lines of a module of the program."""

UNFINISHED = re.compile("|".join(("TO" + "DO", "FIX" + "ME", "X" * 3, "NotImplemented" + "Error")))


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def imported_by(module: str) -> set[str]:
    """The first names of all that `import module` brings in and a bare interpreter has not."""
    script = (
        "import sys; before = set(sys.modules); "
        f"import {module}; "
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before})"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=20
    )
    return set(done.stdout.split())


def test_imports_run_down_the_rooms() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.returncode == 0, done.stdout
    assert re.search(r"Contracts: [4-9] kept, 0 broken", done.stdout)


def test_the_package_itself_imports_nothing() -> None:
    assert imported_by("tui") == {"tui"}


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("tui.cli", {"textual", "rich", "httpx", "httpx_ws", "websockets", "anyio", "asyncio", "msgspec"}),
        ("tui.settings", {"textual", "rich", "httpx", "httpx_ws", "websockets", "anyio", "asyncio"}),
        ("tui.core.intake", {"textual", "rich", "httpx", "httpx_ws", "websockets", "anyio", "asyncio"}),
        ("tui.feed.live", {"textual", "websockets"}),
        ("tui.reports.record_command", {"textual", "websockets"}),
        ("tui.reports.replay", {"textual", "rich", "httpx", "httpx_ws", "websockets", "anyio", "sqlite3"}),
        ("tui.reports.profiles", {"textual", "rich", "httpx", "websockets", "anyio", "asyncio", "sqlite3"}),
        ("tui.reports.shell.completion", {"textual", "rich", "httpx", "asyncio", "msgspec", "shtab"}),
        ("tui.reports.shell.man", {"textual", "rich", "httpx", "asyncio", "msgspec", "sqlite3"}),
        ("tui.reports.start", {"textual", "websockets", "sqlite3"}),
        ("tui.reports.watch.command", {"textual", "websockets", "sqlite3"}),
        ("tui.reports.snapshot_arguments", {"msgspec", "asyncio", "httpx", "typing"}),
        ("tui.reports.watch.arguments", {"msgspec", "asyncio", "httpx", "typing"}),
        ("tui.exchange.server", {"textual", "rich", "httpx", "httpx_ws", "anyio", "msgspec"}),
    ],
)
def test_a_room_brings_in_only_what_it_needs(module: str, unwanted: set[str]) -> None:
    assert not imported_by(module) & unwanted


def test_nothing_is_left_half_done() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in SOURCES
        if (match := UNFINISHED.search(path.read_text(encoding="utf-8")))
    ]

    assert found == []


def test_no_file_is_long() -> None:
    long = {
        str(path.relative_to(ROOT)): count for path in (*SOURCES, *TESTS) if (count := lines(path)) > LONGEST
    }

    assert long == {}


def test_modules_are_short() -> None:
    assert statistics.median(lines(path) for path in SOURCES) < MEDIAN
