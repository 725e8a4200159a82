"""The command line of `bitotui doctor`; imports nothing that costs."""

from argparse import SUPPRESS, ArgumentParser


def add_arguments(parser: ArgumentParser) -> None:
    """Add the command's own arguments, and those that may as well stand before it.

    The latter have no default here: one that is not given leaves what was given before the command.
    """
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print the checks")
    parser.add_argument(
        "--report",
        metavar="FILE",
        help="also write what a maintainer needs to see, without credentials, identity, currencies or amounts;"
        " makes one more signed request, for the headers of its answer",
    )
    for name, metavar, words in (
        ("--env-file", "PATH", "read the settings from this file, and only it"),
        ("--stream-url", "URL", "base of the stream, instead of BITOPRO_STREAM_URL"),
        ("--rest-url", "URL", "base of the REST interface, instead of BITOPRO_REST_URL"),
    ):
        parser.add_argument(name, metavar=metavar, default=SUPPRESS, help=words)
    parser.add_argument(
        "--allow-insecure-env",
        action="store_true",
        default=SUPPRESS,
        help="take a .env file that others can read or replace",
    )
