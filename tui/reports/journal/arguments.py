"""The command lines of `bitotui journal` and of what else reads the journal; imports nothing that costs."""

from argparse import ArgumentParser, ArgumentTypeError

from tui.reports.account_arguments import add_account_arguments

MOST = 1_000_000
"""Days, megabytes or events that can be asked for."""

EXAMPLES = """\
examples:
  bitotui journal info
  bitotui journal prune --days 30
  bitotui journal export --since yesterday - | gzip > yesterday.ndjson.gz
"""


def number(text: str) -> int:
    """Read a whole number from 0 to a million. Raises ArgumentTypeError."""
    if not (text.isascii() and text.isdigit() and len(text) < 8 and int(text) <= MOST):  # noqa: PLR2004 - `MOST`
        raise ArgumentTypeError(f"write a whole number from 0 to {MOST}")
    return int(text)


def add_which(parser: ArgumentParser) -> None:
    """Add the arguments that say which journal; those of the settings may as well stand before the command."""
    parser.add_argument(
        "--journal", metavar="FILE", help="read this journal, instead of the account's; needs no settings"
    )
    add_account_arguments(parser)


def add_span(parser: ArgumentParser) -> None:
    """Add the arguments that say from when to when."""
    times = "14:03, yesterday 09:00, 10 min ago, 2026-11-22 14:03"
    parser.add_argument("--since", metavar="T", help=f"only what was received from then on: {times}")
    parser.add_argument("--until", metavar="T", help="only what was received until then")


def add_arguments(parser: ArgumentParser) -> None:
    """Add the four commands about the journal."""
    what = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    info = what.add_parser("info", help="where it is, how large, and what it holds", allow_abbrev=False)
    verify = what.add_parser(
        "verify", help="replay all of it and check every checkpoint; exit code 1 if anything is wrong",
        allow_abbrev=False,
    )  # fmt: skip
    prune = what.add_parser("prune", help="let go of what is too old or too much, now", allow_abbrev=False)
    prune.add_argument("--days", type=number, metavar="N", help="keep what is younger than so many days")
    prune.add_argument("--megabytes", type=number, metavar="N", help="keep so many megabytes at most")
    export = what.add_parser(
        "export", help="write what was received into a file, one message a line", allow_abbrev=False
    )
    export.add_argument("file", metavar="FILE", help="readable by you alone; - is the standard output")
    add_span(export)
    for each in (info, verify, prune, export):
        add_which(each)
    parser.epilog = EXAMPLES
