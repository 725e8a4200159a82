"""Judging the terminal: none of it keeps the program from running, all of it may explain what is seen."""

from datetime import tzinfo
from typing import Final

from tui.core import text
from tui.core.foreign import harmless
from tui.reports.doctor.check import Check, note, ok
from tui.reports.doctor.terminal import Terminal
from tui.tongue import marked, say

_TERMINAL: Final = marked("terminal")
_LETTERS: Final = marked("letters")
_CLIPBOARD: Final = marked("clipboard")
_TIME_ZONE: Final = marked("time zone")

_MADE_FOR: Final = (80, 24)
_CANNOT_MOVE: Final = ("", "dumb", "unknown")
_WORD_LIMIT: Final = 40

_TAKES_CLIPBOARD: Final = (
    "kitty",
    "Alacritty",
    "Windows Terminal",
    "iTerm.app",
    "WezTerm",
    "ghostty",
    "vscode",
)
_TAKES_CLIPBOARD_BY_KIND: Final = ("alacritty", "foot", "ghostty", "kitty", "wezterm")
_NO_CLIPBOARD: Final = ("Apple_Terminal", "VTE")


def terminal_checks(terminal: Terminal, zone: tzinfo | None, now_ms: int) -> list[Check]:
    """Judge size and colours, letters, clipboard and the time zone shown."""
    return [_screen(terminal), _letters(terminal), _clipboard(terminal), _zone(zone, now_ms)]


def _screen(terminal: Terminal) -> Check:
    name = _TERMINAL
    around = [
        word
        for word, holds in (
            (say("inside tmux"), terminal.in_tmux),
            (say("inside screen"), terminal.in_screen),
            (say("over SSH"), terminal.over_ssh),
        )
        if holds
    ]
    if not terminal.is_terminal:
        seen = say("none here: bitotui prints its balances as plain text")
        return note(name, ", ".join([seen, *around]))
    size = f"{terminal.columns}x{terminal.lines}"
    kind = f"TERM={_word(terminal.kind)}" if terminal.kind else say("TERM is not set")
    program = [_word(terminal.program)] if terminal.program else []
    seen = ", ".join([size, kind, *program, _colours(terminal), *around])
    if terminal.kind in _CANNOT_MOVE:
        then = say("use a terminal that can move its cursor, or set TERM, such as TERM=xterm")
        return note(name, seen, then)
    if terminal.columns < _MADE_FOR[0] or terminal.lines < _MADE_FOR[1]:
        wanted = f"{_MADE_FOR[0]}x{_MADE_FOR[1]}"
        return note(name, seen, say("make it {size} or larger to see every column", size=wanted))
    return ok(name, seen)


def _colours(terminal: Terminal) -> str:
    if terminal.no_colour:
        return say("no colours (NO_COLOR)")
    if terminal.kind in _CANNOT_MOVE:
        return say("no colours")
    if terminal.colour_term.lower() in {"truecolor", "24bit"} or terminal.kind.endswith("-direct"):
        return say("16 million colours")
    return say("256 colours") if "256" in terminal.kind else say("16 colours")


def _letters(terminal: Terminal) -> Check:
    locale = _word(terminal.locale) or say("no locale set")
    encoding = _word(terminal.encoding) or say("an unknown encoding")
    if terminal.takes_utf8:
        return ok(_LETTERS, say("{locale}, output in {encoding}", locale=locale, encoding=encoding))
    return note(
        _LETTERS,
        say("{locale}, output in {encoding}: not all UTF-8", locale=locale, encoding=encoding),
        say("export LC_ALL=C.UTF-8, and use a terminal in UTF-8"),
    )


def _clipboard(terminal: Terminal) -> Check:
    name = _CLIPBOARD
    if not terminal.is_terminal:
        return note(name, say("no terminal, so no clipboard to copy to"))
    if terminal.in_tmux:
        seen = say("copying (OSC 52) depends on tmux, which takes it only where told to")
        return note(name, seen, "tmux set -s set-clipboard on")
    if terminal.in_screen:
        seen = say("copying (OSC 52) is unlikely to pass through screen")
        return note(name, seen, say("use tmux, or no multiplexer"))
    if terminal.program in _TAKES_CLIPBOARD or any(
        each in terminal.kind for each in _TAKES_CLIPBOARD_BY_KIND
    ):
        return ok(name, say("copying (OSC 52) is likely to work"))
    if terminal.program in _NO_CLIPBOARD or terminal.kind in (*_CANNOT_MOVE, "linux"):
        return note(name, say("copying (OSC 52) is unlikely to work in this terminal"))
    return note(name, say("copying (OSC 52) may work: this terminal does not say what it is"))


def _zone(zone: tzinfo | None, now_ms: int) -> Check:
    name = text.zone_name(now_ms, zone)
    if zone is not None:
        return ok(_TIME_ZONE, say("times are shown in {zone} ({name})", zone=zone, name=name))
    return ok(
        _TIME_ZONE,
        say("times are shown in {name}, the system's (BITOTUI_TIMEZONE changes it)", name=name),
    )


def _word(given: str) -> str:
    return harmless(given, _WORD_LIMIT)
