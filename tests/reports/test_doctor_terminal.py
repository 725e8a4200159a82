"""What the doctor says of terminals it has never seen."""

from zoneinfo import ZoneInfo

import pytest

from tests.reports.doctor_desk import Paper, told
from tui.reports.doctor.terminal import Terminal, terminal
from tui.reports.doctor.terminal_checks import terminal_checks

NOW = 1_700_000_000_000
GOOD = Terminal(
    is_terminal=True, columns=120, lines=40, kind="xterm-256color", encoding="utf-8", locale="zh_TW.UTF-8"
)


def changed(**facts: object) -> Terminal:
    return Terminal(**{name: getattr(GOOD, name) for name in GOOD.__slots__} | facts)


def said(name: str, **facts: object) -> str:
    return told(terminal_checks(changed(**facts), None, NOW), name)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "ok: 120x40, TERM=xterm-256color, 256 colours"),
        ({"colour_term": "truecolor"}, "ok: 120x40, TERM=xterm-256color, 16 million colours"),
        ({"no_colour": True}, "ok: 120x40, TERM=xterm-256color, no colours (NO_COLOR)"),
        ({"kind": "vt220", "in_screen": True}, "ok: 120x40, TERM=vt220, 16 colours, inside screen"),
        (
            {"kind": "vt220", "in_tmux": True, "over_ssh": True},
            "ok: 120x40, TERM=vt220, 16 colours, inside tmux, over",
        ),
        ({"kind": "dumb"}, "note: 120x40, TERM=dumb, no colours -> use a terminal that can move its cursor"),
        ({"kind": ""}, "note: 120x40, TERM is not set, no colours -> use"),
        (
            {"columns": 20, "lines": 5},
            "note: 20x5, TERM=xterm-256color, 256 colours -> make it 80x24 or larger",
        ),
        ({"is_terminal": False}, "note: none here: bitotui prints its balances as plain text"),
    ],
)
def test_size_colours_and_surroundings_are_told(facts: dict[str, object], words: str) -> None:
    assert said("terminal", **facts).startswith(words)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"program": "kitty"}, "ok: copying (OSC 52) is likely to work"),
        ({"kind": "foot"}, "ok: copying"),
        ({"program": "kitty", "in_tmux": True}, "note: copying (OSC 52) depends on tmux"),
        ({"in_screen": True}, "note: copying (OSC 52) is unlikely to pass through screen"),
        ({"program": "Apple_Terminal"}, "note: copying (OSC 52) is unlikely"),
        ({"kind": "linux"}, "note: copying (OSC 52) is unlikely"),
        ({}, "note: copying (OSC 52) may work"),
        ({"is_terminal": False}, "note: no terminal"),
    ],
)
def test_the_clipboard_is_guessed_by_what_the_terminal_is(facts: dict[str, object], words: str) -> None:
    assert said("clipboard", **facts).startswith(words)


def test_the_zone_is_told_by_name_and_offset() -> None:
    checks = terminal_checks(GOOD, ZoneInfo("Asia/Taipei"), NOW)
    assert told(checks, "time zone") == "ok: times are shown in Asia/Taipei (UTC+8)"


@pytest.mark.parametrize(
    ("environ", "encoding", "is_utf8"),
    [
        ({"LANG": "en_US.UTF-8"}, "utf-8", True),
        ({"LANG": "zh_TW.utf8"}, "UTF8", True),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "C"}, "utf-8", False),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, "utf-8", False),
        ({"LC_CTYPE": "C.UTF-8"}, "utf-8", False),
        ({"LC_ALL": "C.UTF-8"}, "utf-8", True),
        ({"LANG": "en_US.UTF-8"}, "ascii", False),
        ({"LANG": "de_DE@euro"}, "utf-8", False),
        ({}, "utf-8", False),
    ],
)
def test_letters_beyond_ascii_need_both_locale_and_output(
    environ: dict[str, str], encoding: str, is_utf8: bool
) -> None:
    seen = terminal(environ, Paper(encoding), answers=True)
    assert seen.takes_utf8 is is_utf8
    outcome = told(terminal_checks(seen, None, NOW), "letters").partition(":")[0]
    assert outcome == ("ok" if is_utf8 else "note")


def test_surroundings_are_read_from_the_environment_and_made_harmless() -> None:
    environ = {
        "TERM": "xterm\x1b]0;x\x07",
        "TERM_PROGRAM": "WezTerm",
        "TMUX": "/tmp/tmux",
        "SSH_TTY": "/dev/pts/3",
        "NO_COLOR": "1",
    }
    seen = terminal(environ, Paper(is_terminal=True), answers=True)
    assert (seen.in_tmux, seen.over_ssh, seen.in_screen, seen.no_colour) == (True, True, False, True)
    assert (seen.program, seen.columns, seen.lines) == ("WezTerm", 0, 0)
    assert "\x1b" not in told(terminal_checks(seen, None, NOW), "terminal")
