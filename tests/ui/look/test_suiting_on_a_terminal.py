"""On a real terminal: asked once in eight bytes, answered soon, late, in pieces or never, and no answer is a key."""

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import clean_environment, command
from tests.terminal import Terminal, in_use, running
from tui.ui.paint.queries import BACKGROUND_QUERY
from tui.ui.paint.shadow import RESET

QUESTION = BACKGROUND_QUERY.encode()
SHOWN = b"\x1b[5n"
"""What stands behind a frame."""
LIGHT = "\x1b]11;rgb:ffff/ffff/ffff\x1b\\"
DARK = "\x1b]11;rgb:0000/0000/0000\x07"
PAPER, NIGHT = "fafafa", "121212"
"""The backgrounds of the two themes."""


class Lit(Terminal):
    """A terminal that has a background, and says so when it is asked."""

    def __init__(self, answer: str) -> None:
        super().__init__(80, 24)
        self.answer = answer
        self.grounds: list[str] = []
        """The backgrounds that there were, each until the next one came."""

    def show(self, data: bytes) -> None:
        asked = self.written.count(QUESTION)
        super().show(data)
        if self.written.count(QUESTION) > asked:
            self.press(self.answer)
        if SHOWN in self.written and (ground := self.background(10)) not in self.grounds[-1:]:
            self.grounds.append(ground)


@contextlib.contextmanager
def demo(folder: Path, *arguments: str, answer: str = "", **environ: str) -> Iterator[Lit]:
    """The demo in such a terminal, until it is left by `q`."""
    names = clean_environment(folder, **{"COLORTERM": "truecolor"} | environ)
    for name in {"COLORFGBG", "TMUX", "STY", "TERM_PROGRAM"} - environ.keys():
        names.pop(name, None)
    with (
        in_use(Lit(answer)) as it,
        running(command("--demo", *arguments), it, environ=names, folder=folder) as process,
    ):
        it.until(is_live)
        yield it
        it.press("q")
        assert it.drain(process) == 0


def is_live(screen: str) -> bool:
    return "LIVE" in screen and "24 of 24" in screen


def becomes(it: Lit, ground: str) -> None:
    it.until(lambda _: it.background(10) == ground)


@pytest.mark.parametrize(("answer", "ground"), [(LIGHT, PAPER), (DARK, NIGHT), ("", NIGHT)], ids=str)
def test_the_screen_suits_the_background_from_its_first_frame(
    answer: str, ground: str, tmp_path: Path
) -> None:
    with demo(tmp_path, answer=answer) as it:
        assert it.grounds == [ground]
        assert it.written.count(QUESTION) == 1
        assert it.written.index(QUESTION) < it.written.index(SHOWN)


def test_an_answer_that_comes_late_amid_keys_changes_the_theme_once_and_presses_nothing(
    tmp_path: Path,
) -> None:
    with demo(tmp_path) as it:
        top = it.cursor[0]
        it.press(f"jj{LIGHT}j{DARK}j{LIGHT}")
        becomes(it, PAPER)
        it.until(lambda _: it.cursor[0] == top + 4)
        it.press("k")
        it.until(lambda screen: it.cursor[0] == top + 3 and is_live(screen))
        assert it.grounds == [NIGHT, PAPER]
    state = tmp_path / ".local/state/bitotui/preferences/demo.toml"
    assert not state.exists() or "bitotui-light" not in state.read_text()


@pytest.mark.parametrize("answer", [LIGHT, LIGHT.replace("\x1b\\", "\x07")], ids=["ST", "BEL"])
def test_an_answer_in_pieces_is_an_answer(answer: str, tmp_path: Path) -> None:
    with demo(tmp_path, ESCDELAY="9999") as it:
        top = it.cursor[0]
        for byte in answer:
            it.press(byte)
            time.sleep(0.002)  # so that each is read by itself
        it.press("j")
        becomes(it, PAPER)
        it.until(lambda screen: it.cursor[0] == top + 1 and is_live(screen))


def test_an_answer_without_an_end_takes_no_keys_for_good(tmp_path: Path) -> None:
    with demo(tmp_path) as it:
        top = it.cursor[0]
        it.press("\x1b]11;rgb:ffff/ff")
        it.press("\x1b[B")
        it.until(lambda _: it.cursor[0] == top + 1)
        assert it.background(10) == NIGHT


@pytest.mark.parametrize(
    "environ",
    [
        {"COLORFGBG": "15;0"},
        {"NO_COLOR": "1"},
        {"TERM": "linux"},
        {"TERM": "dumb"},
        {"TERM": "screen-256color"},
        {"STY": "1.here"},
        {"TERM_PROGRAM": "Apple_Terminal"},
    ],
    ids=str,
)
def test_where_it_may_harm_or_is_known_nothing_is_asked_and_an_answer_changes_nothing(
    environ: dict[str, str], tmp_path: Path
) -> None:
    with demo(tmp_path, **environ) as it:
        before = it.background(10)
        top = it.cursor[0]
        it.press(f"{LIGHT}j")
        it.until(lambda screen: it.cursor[0] == top + 1 and is_live(screen))
        assert it.background(10) == before
        assert QUESTION not in it.written


def test_with_a_chosen_theme_nothing_is_asked(tmp_path: Path) -> None:
    with demo(tmp_path, "--theme", "bitotui-high-contrast", answer=LIGHT) as it:
        assert QUESTION not in it.written
        assert it.grounds == ["000000"]


def test_asking_costs_eight_bytes(tmp_path: Path) -> None:
    starts = []
    for environ in ({"COLORFGBG": "15;0"}, {}):
        with demo(tmp_path, **environ) as it:
            starts.append(it.written[: it.written.index(RESET.encode())])
    told, asked = starts
    assert asked.replace(QUESTION, b"") == told
    assert len(asked) - len(told) == len(QUESTION) == 8
