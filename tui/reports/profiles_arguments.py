"""The command line of `bitotui profiles`; imports nothing that costs."""

from argparse import SUPPRESS, ArgumentParser

EXAMPLES = """\
examples:
  bitotui profiles
  bitotui snapshot --profile savings
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Add what may as well stand before the command."""
    parser.add_argument(
        "--allow-insecure-env",
        action="store_true",
        default=SUPPRESS,
        help="take files that others can read or replace",
    )
    parser.epilog = EXAMPLES
