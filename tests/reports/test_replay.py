"""`bitotui replay` where there is no terminal, and what it says of a file or a moment that is none."""

from argparse import ArgumentTypeError
from pathlib import Path

import pytest

from tests.command import bitotui, clean_environment, command
from tests.feed.recordings import HOUR, opened, recording
from tests.terminal import running, terminal
from tui.reports.recording_arguments import seconds, speed


def replayed(folder: Path, *words: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    done = bitotui("replay", *words, home=folder, environ={"BITOTUI_TIMEZONE": "Asia/Taipei"})
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_the_balances_at_the_end_are_printed(tmp_path: Path) -> None:
    code, out, err = replayed(tmp_path, str(recording(tmp_path, *HOUR)))

    assert (code, err) == (0, "")
    assert [line.split()[:2] for line in out.splitlines()] == [
        ["Currency", "Amount"],
        ["BTC", "3"],
        ["ETH", "1"],
        ["TWD", "100"],
    ]


def test_damaged_lines_are_counted_on_standard_error(tmp_path: Path) -> None:
    code, out, err = replayed(tmp_path, str(recording(tmp_path, *HOUR, b"{\n", b"[]\n")))

    assert (code, err) == (0, "bitotui replay: 2 damaged lines passed over\n")
    assert len(out.splitlines()) == 4


def test_a_recording_without_balances_says_so(tmp_path: Path) -> None:
    path = recording(tmp_path, opened())

    assert replayed(tmp_path, str(path)) == (1, "", f"bitotui replay: {path} holds no balances\n")


@pytest.mark.parametrize("since", ["22:14", "2026-09-21 22:13:25", "10 s ago", "00000064"])
def test_every_way_to_name_a_moment_is_taken(tmp_path: Path, since: str) -> None:
    assert replayed(tmp_path, str(recording(tmp_path, *HOUR)), "--from", since)[0] == 0


@pytest.mark.parametrize(
    ("since", "reason"),
    [
        ("2026-09-22 09:00", "that is in the future; the recording ends at 2026-09-21 22:15:00.000 UTC+8"),
        ("noon", "no eventID in "),
        ("?", "write 14:03, yesterday 09:00"),
        ("ffff", " begins with ffff"),
    ],
)
def test_a_moment_that_is_none_is_a_usage_error(tmp_path: Path, since: str, reason: str) -> None:
    code, out, err = replayed(tmp_path, str(recording(tmp_path, *HOUR)), "--from", since)

    assert (code, out) == (2, "")
    assert err.startswith("bitotui replay: --from: ")
    assert reason in err


def test_a_file_that_is_none_is_a_usage_error(tmp_path: Path) -> None:
    code, out, err = replayed(tmp_path, "nothing")

    assert (code, out) == (2, "")
    assert err == "bitotui replay: nothing cannot be read: No such file or directory\n"


def test_it_needs_no_settings_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path = recording(tmp_path, *HOUR)

    assert replayed(tmp_path, str(path))[0] == 0
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("text", "number"), [("10", 10), ("x2", 2), ("×0.5", 0.5), ("max", None), ("0", None)]
)
def test_a_speed_is_a_number_or_max(text: str, number: float | None) -> None:
    assert speed(text) == number


@pytest.mark.parametrize("text", ["", "fast", "-1", "nan", "inf", "1e9", "1_0", "\uff11"])
def test_anything_else_is_no_speed(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="is no speed"):
        speed(text)


@pytest.mark.parametrize("text", ["0", "-1", "nan", "inf", "a while"])
def test_a_time_to_record_for_is_a_positive_number(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="is no number of seconds"):
        seconds(text)


def test_in_a_terminal_it_is_the_screen_marked_as_a_replay(tmp_path: Path) -> None:
    path = recording(tmp_path, *HOUR)
    line = command("replay", str(path), "--speed", "max")
    with (
        terminal(100, 30) as it,
        running(line, it, environ=clean_environment(tmp_path), folder=tmp_path) as process,
    ):
        screen = it.until(lambda screen: "the recording ended" in screen and "3 of 3" in screen)
        assert "REPLAY  max  2026-09-21 14:15:00" in screen
        assert "LIVE" not in screen.splitlines()[0]
        it.press("r")
        it.until(lambda screen: "this is a replay" in screen)
        it.press("q")
        assert it.drain(process) == 0
    assert list(tmp_path.iterdir()) == [path]
