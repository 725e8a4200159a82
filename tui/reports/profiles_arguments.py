"""The command line of `bitotui profiles`; imports nothing that costs."""

from argparse import SUPPRESS, ArgumentParser

from tui.reports.examples import examples
from tui.tongue import say


def add_arguments(parser: ArgumentParser) -> None:
    """Add what may as well stand before the command."""
    parser.add_argument(
        "--allow-insecure-env",
        action="store_true",
        default=SUPPRESS,
        help=say("take files that others can read or replace"),
    )
    parser.epilog = examples("bitotui profiles", "bitotui snapshot --profile savings")
