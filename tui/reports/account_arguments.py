"""Which account a command looks at: arguments that may stand before the command or behind it."""

from argparse import SUPPRESS, ArgumentParser

from tui.tongue import marked, say


def add_account_arguments(parser: ArgumentParser) -> None:
    """Add them without a default: one that is not given leaves what was given before the command."""
    for name, metavar, words in (
        ("--env-file", "PATH", marked("read the settings from this file, and only it")),
        ("--profile", "NAME", marked("read the settings from NAME.env in the configuration folder")),
        ("--stream-url", "URL", marked("base of the stream, instead of BITOPRO_STREAM_URL")),
        ("--rest-url", "URL", marked("base of the REST interface, instead of BITOPRO_REST_URL")),
    ):
        parser.add_argument(name, metavar=metavar, default=SUPPRESS, help=say(words))
    parser.add_argument(
        "--allow-insecure-env",
        action="store_true",
        default=SUPPRESS,
        help=say("take a .env file that others can read or replace"),
    )


def add_demo_argument(parser: ArgumentParser) -> None:
    """Add `--demo`, for a command that a demo can serve."""
    parser.add_argument(
        "--demo", action="store_true", default=SUPPRESS, help=say("take a local exchange; needs no account")
    )
