"""The command line of `bitotui events`; imports nothing that costs."""

from argparse import ArgumentParser

from tui.reports.journal.arguments import add_span, add_which, number

KINDS = ("link", "snapshot", "update", "rejected", "ignored")
"""As `tui.journal.search.KIND_NAMES`, which is too heavy to import here."""

FORMATS = ("table", "json", "ndjson", "csv")

TABLE_LIMIT = 100

EXAMPLES = """\
examples:
  bitotui events --currency BTC --since yesterday
  bitotui events --event-id 01J9 --format ndjson | jq -c .
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Add what to look for and how to print it."""
    parser.add_argument(
        "--currency", metavar="C", action="extend", nargs="+", help="only events that name one of these"
    )
    parser.add_argument("--event-id", metavar="PREFIX", help="only those whose eventID begins so")
    add_span(parser)
    parser.add_argument(
        "--kind",
        choices=KINDS,
        action="extend",
        nargs="+",
        help="only these; link is a step of the connection",
    )
    parser.add_argument(
        "--limit", type=number, metavar="N",
        help=f"only the latest N, 0 for all of them (default: {TABLE_LIMIT} in a table, all in the other formats)",
    )  # fmt: skip
    parser.add_argument(
        "--format", choices=FORMATS, default="table", help="how to print them (default: table)"
    )
    add_which(parser)
    parser.epilog = EXAMPLES
