"""What reaches a real terminal: no colour where none is wanted, ASCII where that is wanted, the cursor in the row."""

import random
import re
from pathlib import Path

import pytest

from tests.command import clean_environment, command
from tests.terminal import Terminal, running, terminal

SGR = re.compile(rb"\x1b\[([0-9;]*)m")
SEQUENCES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()].|[^\[\]()])")
COLOURS = [*range(30, 50), *range(90, 108)]


def is_live(screen: str) -> bool:
    return "LIVE" in screen and "24 of 24" in screen


WALK = (
    ("?", "In the table", True), ("\x1b", "In the table", False),
    ("\x10", "find a command", True), ("\x1b", "find a command", False),
    ("eGk\r", "esc close", True), ("\x1b", "esc close", False), ("e", "filter", True),
    ("/", "enter keeps it", True), ("\x1b", "enter keeps it", False),
    ("T", "which moment", True), ("\x1b", "which moment", False),
    (",", "PAST", True), ("\x1b", "PAST", False),
    (" ", "FROZEN", True), (" ", "FROZEN", False),
    ("\r", "Not free", True),
)  # fmt: skip
"""Keys, and a text that is on the screen behind them, or no longer: help, palette, log, boxes, past, frozen, detail."""


def walk_round(it: Terminal) -> None:
    it.until(is_live)
    for keys, text, is_there in WALK:
        it.press(keys)
        it.until(lambda screen, text=text, is_there=is_there: (text in screen) is is_there)  # type: ignore[misc]


@pytest.mark.parametrize(
    "environ",
    [
        {"NO_COLOR": "1", "COLORTERM": "truecolor"},
        {"TERM": "vt100"},
        {"TERM": "dumb"},
        {"TERM": "xterm-mono"},
    ],
    ids=str,
)
def test_without_colours_no_colour_goes_out(environ: dict[str, str], tmp_path: Path) -> None:
    with (
        terminal(80, 24) as it,
        running(
            command("--demo"), it, environ=clean_environment(tmp_path, **environ), folder=tmp_path
        ) as process,
    ):
        walk_round(it)
        it.press("q")
        assert it.drain(process) == 0
        codes = {int(code or 0) for codes in SGR.findall(it.written) for code in codes.split(b";")}
        assert 7 in codes
        assert not codes & set(COLOURS)


def test_sixteen_colours_are_the_terminals_own(tmp_path: Path) -> None:
    environ = clean_environment(tmp_path, TERM="linux")
    environ.pop("COLORTERM", None)
    with terminal(80, 24) as it, running(command("--demo"), it, environ=environ, folder=tmp_path) as process:
        walk_round(it)
        it.press("q")
        assert it.drain(process) == 0
        codes = {int(code or 0) for codes in SGR.findall(it.written) for code in codes.split(b";")}
        assert codes & set(COLOURS)
        assert not codes & {38, 48}


def test_in_ascii_every_byte_that_is_painted_is_ascii(tmp_path: Path) -> None:
    with (
        terminal(110, 34) as it,
        running(
            command("--demo", "--ascii"), it, environ=clean_environment(tmp_path), folder=tmp_path
        ) as process,
    ):
        walk_round(it)
        it.press("q")
        assert it.drain(process) == 0
        painted = SEQUENCES.sub(b"", it.written)
        assert len(painted) > 3000
        assert [byte for byte in painted if byte > 126] == []
        assert "|" in it.text or b"|" in painted


def test_the_cursor_stands_in_the_selected_row_whatever_is_pressed(tmp_path: Path) -> None:
    chance = random.Random(5)
    with (
        terminal(80, 24) as it,
        running(
            command("--demo", "--theme", "bitotui-high-contrast"),
            it,
            environ=clean_environment(tmp_path, COLORTERM="truecolor"),
            folder=tmp_path,
        ) as process,
    ):
        it.until(is_live)
        for _ in range(40):
            it.press(chance.choice(["j", "j", "k", "G", "g", "s", "S", "n", "e", "\x1b[6~", "\x1b[5~"]))
            it.until(lambda _: it.background(it.cursor[0]) == "feff00")
        it.press("q")
        assert it.drain(process) == 0


@pytest.mark.parametrize(("shows", "is_left_hidden"), [(True, False), (False, True)])
def test_the_cursor_is_visible_only_where_one_wants_it(
    shows: bool, is_left_hidden: bool, tmp_path: Path
) -> None:
    state = tmp_path / ".local/state/bitotui/preferences"
    state.mkdir(parents=True)
    (state / "demo.toml").write_text(f"[look]\ncursor = {str(shows).lower()}\n")
    with (
        terminal(80, 24) as it,
        running(command("--demo"), it, environ=clean_environment(tmp_path), folder=tmp_path) as process,
    ):
        it.until(is_live)
        assert it.modes()[25] is not is_left_hidden
        assert (b"\x1b[4 q" in it.written) is shows
        it.press("q")
        assert it.drain(process) == 0
        assert it.modes()[25]
        assert (b"\x1b[0 q" in it.written) is shows


def test_a_theme_that_there_is_not_is_named_before_the_screen(tmp_path: Path) -> None:
    with (
        terminal(80, 24) as it,
        running(
            command("--demo", "--theme", "solar"), it, environ=clean_environment(tmp_path), folder=tmp_path
        ) as process,
    ):
        assert it.drain(process) == 2
        assert "there is no theme solar" in it.text
        assert "\x1b[?1049h" not in it.written.decode()
