"""The command lines of `bitotui journal` and of what else reads the journal; imports nothing that costs."""

from argparse import ArgumentParser, ArgumentTypeError

from tui.reports.account_arguments import add_account_arguments
from tui.reports.examples import examples
from tui.reports.help_format import HelpFormatter
from tui.tongue import say

MOST = 1_000_000
"""Days, megabytes or events that can be asked for."""


def number(text: str) -> int:
    """Read a whole number from 0 to a million. Raises ArgumentTypeError."""
    if not (text.isascii() and text.isdigit() and len(text) < 8 and int(text) <= MOST):  # noqa: PLR2004 - `MOST`
        raise ArgumentTypeError(say("write a whole number from 0 to {number}", number=MOST))
    return int(text)


def add_which(parser: ArgumentParser) -> None:
    """Add the arguments that say which journal; those of the settings may as well stand before the command."""
    parser.add_argument(
        "--journal",
        metavar="FILE",
        help=say("read this journal, instead of the account's; needs no settings"),
    )
    add_account_arguments(parser)


def add_span(parser: ArgumentParser) -> None:
    """Add the arguments that say from when to when."""
    times = say("14:03, yesterday 09:00, 10 min ago, 2026-11-22 14:03")
    parser.add_argument(
        "--since", metavar="T", help=say("only what was received from then on: {times}", times=times)
    )
    parser.add_argument("--until", metavar="T", help=say("only what was received until then"))


def add_arguments(parser: ArgumentParser) -> None:
    """Add the four commands about the journal."""
    what = parser.add_subparsers(dest="what", metavar="WHAT", required=True)

    def add(name: str, line: str) -> ArgumentParser:
        return what.add_parser(name, help=line, formatter_class=HelpFormatter, allow_abbrev=False)

    info = add("info", say("where it is, how large, and what it holds"))
    verify = add(
        "verify", say("replay all of it and check every checkpoint; exit code 1 if anything is wrong")
    )
    prune = add("prune", say("let go of what is too old or too much, now"))
    prune.add_argument("--days", type=number, metavar="N", help=say("keep what is younger than so many days"))
    prune.add_argument("--megabytes", type=number, metavar="N", help=say("keep so many megabytes at most"))
    export = add("export", say("write what was received into a file, one message a line"))
    export.add_argument("file", metavar="FILE", help=say("readable by you alone; - is the standard output"))
    add_span(export)
    for each in (info, verify, prune, export):
        add_which(each)
    parser.epilog = examples(
        "bitotui journal info",
        "bitotui journal prune --days 30",
        "bitotui journal export --since yesterday - | gzip > yesterday.ndjson.gz",
    )
