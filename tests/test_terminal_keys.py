"""Keys as terminals send them, with every TERM that tmux, screen and the console have, in a real pseudo-terminal."""

import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import PATIENCE, clean_environment, command
from tests.terminal import Terminal, running, terminal

TERMS = ("xterm-256color", "screen-256color", "linux")

NORMAL = {"up": "\x1b[A", "down": "\x1b[B", "home": "\x1b[H", "end": "\x1b[F"}
APPLICATION = {"up": "\x1bOA", "down": "\x1bOB", "home": "\x1bOH", "end": "\x1bOF"}
CONSOLE = {"up": "\x1b[A", "down": "\x1b[B", "home": "\x1b[1~", "end": "\x1b[4~"}
RXVT = {"up": "\x1b[A", "down": "\x1b[B", "home": "\x1b[7~", "end": "\x1b[8~"}


def detail_of(screen: str) -> str:
    """The currency that the detail at the right is of, which is that under the cursor."""
    found = re.search(r"│ ([A-Z]+) *\n", screen)
    return found[1] if found else ""


@pytest.fixture(params=TERMS)
def it(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Terminal]:
    with (
        terminal(120, 40) as it,
        running(
            command("--demo"),
            it,
            environ=clean_environment(tmp_path, TERM=request.param),
            folder=tmp_path,
        ) as process,
    ):
        it.until(lambda screen: "LIVE" in screen and "24 of 24" in screen and detail_of(screen) == "ADA")
        yield it
        it.press("\x03")
        assert it.drain(process) == 0


@pytest.mark.parametrize(
    "sent", [NORMAL, APPLICATION, CONSOLE, RXVT], ids=["normal", "application", "console", "rxvt"]
)
def test_arrows_home_and_end_move_the_cursor(it: Terminal, sent: dict[str, str]) -> None:
    it.press(sent["down"] * 2)
    it.until(lambda screen: detail_of(screen) == "AVAX")
    it.press(sent["up"])
    it.until(lambda screen: detail_of(screen) == "APE")
    it.press(sent["end"])
    it.until(lambda screen: detail_of(screen) == "XRP")
    it.press(sent["home"])
    it.until(lambda screen: detail_of(screen) == "ADA")


def test_page_keys_and_the_other_keys_that_matter(it: Terminal) -> None:
    it.press("?")
    it.until(lambda screen: "In the table" in screen)
    it.press("\x1b[6~")
    it.until(lambda screen: "In the table" not in screen)
    it.press("\x1b[5~")
    it.until(lambda screen: "In the table" in screen)
    it.press("\x1b")
    it.until(lambda screen: "In the table" not in screen and "LIVE" in screen)
    it.press("\x1b[Z")
    it.until(lambda screen: "e table" in screen)
    it.press("\t")
    it.until(lambda screen: "/ filter" in screen)
    it.press("\x10")
    it.until(lambda screen: "quit (q)" in screen or "find a command" in screen)
    it.press("\x1b")
    it.until(lambda screen: "/ filter" in screen)


@pytest.mark.parametrize("backspace", ["\x7f", "\x08"])
def test_both_backspaces_take_back_a_letter(it: Terminal, backspace: str) -> None:
    it.press("/btcx")
    it.until(lambda screen: "where btcx ·" in screen)
    it.press(backspace)
    it.until(lambda screen: "where btc ·" in screen and "1 of 24" in screen)
    it.press("\r")
    it.until(lambda screen: detail_of(screen) == "BTC")


def test_esc_is_esc_alone_and_alt_with_a_letter_at_once(it: Terminal) -> None:
    it.press("n")
    it.until(lambda screen: "nonzero ·" in screen)
    it.press("\x1bs")  # alt+s means nothing: neither does it take the filter back, nor does it sort
    it.press("t")
    it.until(lambda screen: "nonzero · tradable · by Currency" in screen)
    it.press("\x1b")
    it.until(lambda screen: "24 of 24" in screen and "nonzero ·" not in screen)


def test_a_mapping_and_its_faults_show_in_every_terminal(tmp_path: Path) -> None:
    folder = tmp_path / ".local/state/bitotui/preferences"
    folder.mkdir(parents=True)
    (folder / "demo.toml").write_text(
        '[keys]\npreset = "vim"\n[keys.commands]\n"sort next" = "o, ctrl+t"\nfreeze = "esc"\n'
    )
    with (
        terminal(120, 40) as it,
        running(command("--demo"), it, environ=clean_environment(tmp_path), folder=tmp_path) as process,
    ):
        it.until(lambda screen: 'esc is "back" always' in screen and "24 of 24" in screen)
        it.press("\x14")
        it.until(lambda screen: "by Amount" in screen)
        it.press("o")
        it.until(lambda screen: "by Available" in screen)
        it.press("0")
        it.until(lambda screen: "nonzero ·" in screen)
        it.press("q")
        assert it.drain(process) == 0


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_inside_of_tmux_keys_arrive(tmp_path: Path) -> None:
    environ = clean_environment(tmp_path)
    name = f"bitotui-test-{tmp_path.name}"

    def tmux(*arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-L", name, "-f", "/dev/null", *arguments],
            env=environ,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
            timeout=PATIENCE,
        )
        return done.stdout

    def until(sought: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while sought not in (screen := tmux("capture-pane", "-p")):
            assert time.monotonic() < deadline, screen
            time.sleep(0.05)

    tmux("new-session", "-d", "-x", "120", "-y", "40", *command("--demo"))
    try:
        until("24 of 24")
        tmux("send-keys", "End")
        until("│ XRP")
        tmux("send-keys", "Home", "Down")
        until("│ APE")
        tmux("send-keys", "/", "btcx", "BSpace", "Enter")
        until("│ BTC")
        tmux("send-keys", "Escape")
        until("24 of 24")
    finally:
        tmux("kill-server")
