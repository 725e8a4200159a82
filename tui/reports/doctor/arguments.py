"""The command line of `bitotui doctor`; imports nothing that costs."""

from argparse import ArgumentParser

from tui.reports.account_arguments import add_account_arguments
from tui.reports.examples import examples
from tui.tongue import say


def add_arguments(parser: ArgumentParser) -> None:
    """Add the command's own arguments, and those that may as well stand before it."""
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help=say("how to print the checks")
    )
    parser.add_argument(
        "--report",
        metavar="FILE",
        help=say(
            "also write what a maintainer needs to see, without credentials, identity, currencies or amounts;"
            " makes one more signed request, for the headers of its answer"
        ),
    )
    add_account_arguments(parser)
    parser.epilog = examples("bitotui doctor", "bitotui doctor --env-file other.env --report report.json")
