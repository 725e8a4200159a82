"""`bitotui completion`: a script by which a shell completes the command line."""

import argparse
from collections.abc import Iterator
from typing import Final

from tui.reports.exits import DONE

_PATHS: Final = frozenset({"PATH", "FILE"})
"""What the grammar calls a place on the disk."""


def main(parser: argparse.ArgumentParser, shell: str) -> int:
    """Print the script; the exit code."""
    print(script(parser, shell))
    return DONE


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """The script for `shell`, one of `arguments.SHELLS`; files are completed where one is meant."""
    import shtab  # noqa: PLC0415 - only this needs it

    for action in _actions(parser):
        if action.metavar in _PATHS:
            action.complete = shtab.FILE  # type: ignore[attr-defined] # it is how shtab is told
    return str(shtab.complete(parser, shell=shell))


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:  # noqa: SLF001 - argparse shows its grammar in no other way
        yield action
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - as above
            for command in action.choices.values():
                yield from _actions(command)
