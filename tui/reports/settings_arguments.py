"""Arguments about settings that may as well stand behind a command as before it; imports nothing that costs."""

from argparse import SUPPRESS, ArgumentParser


def add_settings_arguments(parser: ArgumentParser) -> None:
    """Add them without a default: one that is not given leaves what was given before the command."""
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
