"""Judging the terminal: none of it keeps the program from running, all of it may explain what is seen."""

from datetime import tzinfo
from typing import Final

from tui.core import text
from tui.core.foreign import harmless
from tui.reports.doctor.check import Check, note, ok
from tui.reports.doctor.terminal import Terminal

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
    name = "terminal"
    around = [
        word
        for word, holds in (
            ("inside tmux", terminal.in_tmux),
            ("inside screen", terminal.in_screen),
            ("over SSH", terminal.over_ssh),
        )
        if holds
    ]
    if not terminal.is_terminal:
        seen = "none here: bitotui prints its balances as plain text"
        return note(name, ", ".join([seen, *around]))
    size = f"{terminal.columns}x{terminal.lines}"
    kind = f"TERM={_word(terminal.kind)}" if terminal.kind else "TERM is not set"
    program = [_word(terminal.program)] if terminal.program else []
    seen = ", ".join([size, kind, *program, _colours(terminal), *around])
    if terminal.kind in _CANNOT_MOVE:
        return note(name, seen, "use a terminal that can move its cursor, or set TERM, such as TERM=xterm")
    if terminal.columns < _MADE_FOR[0] or terminal.lines < _MADE_FOR[1]:
        return note(name, seen, f"make it {_MADE_FOR[0]}x{_MADE_FOR[1]} or larger to see every column")
    return ok(name, seen)


def _colours(terminal: Terminal) -> str:
    if terminal.no_colour:
        return "no colours (NO_COLOR)"
    if terminal.kind in _CANNOT_MOVE:
        return "no colours"
    if terminal.colour_term.lower() in {"truecolor", "24bit"} or terminal.kind.endswith("-direct"):
        return "16 million colours"
    return "256 colours" if "256" in terminal.kind else "16 colours"


def _letters(terminal: Terminal) -> Check:
    locale = _word(terminal.locale) or "no locale set"
    seen = f"{locale}, output in {_word(terminal.encoding) or 'an unknown encoding'}"
    if terminal.takes_utf8:
        return ok("letters", seen)
    return note("letters", f"{seen}: not all UTF-8", "export LC_ALL=C.UTF-8, and use a terminal in UTF-8")


def _clipboard(terminal: Terminal) -> Check:
    name = "clipboard"
    if not terminal.is_terminal:
        return note(name, "no terminal, so no clipboard to copy to")
    if terminal.in_tmux:
        then = "tmux set -s set-clipboard on"
        return note(name, "copying (OSC 52) depends on tmux, which takes it only where told to", then)
    if terminal.in_screen:
        return note(
            name, "copying (OSC 52) is unlikely to pass through screen", "use tmux, or no multiplexer"
        )
    if terminal.program in _TAKES_CLIPBOARD or any(
        each in terminal.kind for each in _TAKES_CLIPBOARD_BY_KIND
    ):
        return ok(name, "copying (OSC 52) is likely to work")
    if terminal.program in _NO_CLIPBOARD or terminal.kind in (*_CANNOT_MOVE, "linux"):
        return note(name, "copying (OSC 52) is unlikely to work in this terminal")
    return note(name, "copying (OSC 52) may work: this terminal does not say what it is")


def _zone(zone: tzinfo | None, now_ms: int) -> Check:
    name = text.zone_name(now_ms, zone)
    known = f"{zone} ({name})" if zone is not None else f"{name}, the system's (BITOTUI_TIMEZONE changes it)"
    return ok("time zone", f"times are shown in {known}")


def _word(given: str) -> str:
    return harmless(given, _WORD_LIMIT)
