"""argparse's own sentences, in the user's language: it looks each of them up in two functions of its module."""

from __future__ import annotations

import argparse

from tui.tongue import marked, say

TEXTS = (
    marked("usage: "),
    marked("positional arguments"),
    marked("options"),
    marked("show this help message and exit"),
    marked("show program's version number and exit"),
    marked("%(prog)s: error: %(message)s\n"),
    marked("%(prog)s: warning: %(message)s\n"),
    marked("argument %(argument_name)s: %(message)s"),
    marked("unrecognized arguments: %s"),
    marked("the following arguments are required: %s"),
    marked("one of the arguments %s is required"),
    marked("not allowed with argument %s"),
    marked("ignored explicit argument %r"),
    marked("expected one argument"),
    marked("expected %s argument"),
    marked("expected %s arguments"),
    marked("expected at most one argument"),
    marked("expected at least one argument"),
    marked("ambiguous option: %(option)s could match %(matches)s"),
    marked("unexpected option string: %s"),
    marked("invalid %(type)s value: %(value)r"),
    marked("invalid choice: %(value)r (choose from %(choices)s)"),
    marked("invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)"),
    marked("unknown parser %(parser_name)r (choices: %(choices)s)"),
    marked("can't open '%(filename)s': %(error)s"),
)
"""Those that people can meet, of every Python that runs this."""


def teach_argparse() -> None:
    """Make argparse speak the user's language from now on."""
    vars(argparse).update(_=say, ngettext=_in_number)


def _in_number(one: str, many: str, number: int) -> str:
    """`one` or `many`; argparse fills in the number itself, in its own way."""
    return say(one if number == 1 else many)
