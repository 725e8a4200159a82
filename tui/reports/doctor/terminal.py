"""What this program is shown on: facts about the terminal, gathered without asking it anything."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO

_LOCALE_NAMES = ("LC_ALL", "LC_CTYPE", "LANG")


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where the output goes."""

    is_terminal: bool
    """Whether a person reads it, and can answer."""
    columns: int = 0
    lines: int = 0
    """0 where there is no terminal."""
    kind: str = ""
    """TERM."""
    colour_term: str = ""
    """COLORTERM."""
    no_colour: bool = False
    program: str = ""
    """Which terminal it says it is."""
    encoding: str = ""
    """Of standard output."""
    locale: str = ""
    """The locale that decides on letters; empty where none is set."""
    over_ssh: bool = False
    in_tmux: bool = False
    in_screen: bool = False

    @property
    def takes_utf8(self) -> bool:
        """Whether both the locale and Python's own output are UTF-8."""
        return all(_is_utf8(each) for each in (self.locale.rpartition(".")[2], self.encoding))


def _is_utf8(name: str) -> bool:
    return name.partition("@")[0].lower().replace("-", "").replace("_", "") == "utf8"


def terminal(environ: Mapping[str, str], output: TextIO, *, answers: bool) -> Terminal:
    """Look at `output`; `answers` says whether the input is a terminal as well."""
    is_terminal = answers and output.isatty()
    columns, lines = _size(output) if is_terminal else (0, 0)
    return Terminal(
        is_terminal=is_terminal,
        columns=columns,
        lines=lines,
        kind=environ.get("TERM", ""),
        colour_term=environ.get("COLORTERM", ""),
        no_colour=bool(environ.get("NO_COLOR")),
        program=_program(environ),
        encoding=output.encoding or "",
        locale=_locale(environ),
        over_ssh=bool(environ.get("SSH_CONNECTION") or environ.get("SSH_TTY")),
        in_tmux=bool(environ.get("TMUX")),
        in_screen=bool(environ.get("STY")),
    )


def this_terminal(environ: Mapping[str, str]) -> Terminal:
    """Look at this process's own."""
    return terminal(environ, sys.stdout, answers=sys.stdin.isatty())


def _locale(environ: Mapping[str, str]) -> str:
    """Name the user's locale; where it is C, Python has put a C.UTF-8 of its own there (PEP 538)."""
    given = {name: environ.get(name, "") for name in _LOCALE_NAMES}
    is_pythons_own = given["LC_CTYPE"] == "C.UTF-8" and given["LANG"] in {"", "C", "POSIX"}
    if is_pythons_own and not given["LC_ALL"]:
        return given["LANG"]
    return next((given[name] for name in _LOCALE_NAMES if given[name]), "")


def _size(output: TextIO) -> tuple[int, int]:
    try:
        size = os.get_terminal_size(output.fileno())
    except (OSError, ValueError):
        return 0, 0
    return size.columns, size.lines


def _program(environ: Mapping[str, str]) -> str:
    """Name the terminal by the variables that each is known to set."""
    for name, program in (
        ("KITTY_WINDOW_ID", "kitty"),
        ("WT_SESSION", "Windows Terminal"),
        ("ALACRITTY_WINDOW_ID", "Alacritty"),
        ("VTE_VERSION", "VTE"),
    ):
        if environ.get(name):
            return program
    return environ.get("TERM_PROGRAM", "")
