"""The command line of `bitotui watch`; imports nothing that costs."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError

from tui.reports.account_arguments import add_account_arguments, add_demo_argument
from tui.reports.choosing import add_choosing_arguments, expression
from tui.reports.examples import examples
from tui.tongue import say


def add_arguments(parser: ArgumentParser) -> None:
    """Add the command's own arguments, and those that may as well stand before it."""
    parser.add_argument(
        "--format", choices=("text", "ndjson"), default="text", help=say("how to print them (default: text)")
    )
    add_choosing_arguments(parser)
    parser.add_argument(
        "--changes", action="store_true", help=say("a line for each change, not for each event")
    )
    parser.add_argument(
        "--exit-when",
        metavar="EXPRESSION",
        type=_condition,
        help=say("end with exit code 5 as soon as this holds of any row of a live and complete book"),
    )
    parser.add_argument(
        "--no-journal",
        action="store_true",
        default=SUPPRESS,
        help=say("keep nothing of what happens on this machine"),
    )
    add_demo_argument(parser)
    add_account_arguments(parser)
    parser.epilog = examples(
        "bitotui watch --changes --currency BTC TWD",
        "bitotui watch --exit-when 'BTC available<0.5'; [ $? = 5 ] && notify-send 'BTC is low'",
        "bitotui watch --format ndjson | jq -c 'select(.kind == \"update\")'",
    )


def _condition(text: str) -> object:
    """Read an expression that says something."""
    found = expression(text)
    if not text.strip():
        raise ArgumentTypeError(
            say("an empty condition is true of everything, such as 'BTC available<0.5' is not")
        )
    return found
