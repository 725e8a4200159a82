"""The command line of `bitotui events`; imports nothing that costs."""

from argparse import ArgumentParser

from tui.reports.examples import examples
from tui.reports.journal.arguments import add_span, add_which, number
from tui.tongue import marked, say

KINDS = (marked("link"), marked("snapshot"), marked("update"), marked("rejected"), marked("ignored"))
"""As `tui.journal.search.KIND_NAMES`, which is too heavy to import here."""

FORMATS = ("table", "json", "ndjson", "csv")

TABLE_LIMIT = 100


def add_arguments(parser: ArgumentParser) -> None:
    """Add what to look for and how to print it."""
    parser.add_argument(
        "--currency", metavar="C", action="extend", nargs="+", help=say("only events that name one of these")
    )
    parser.add_argument("--event-id", metavar="PREFIX", help=say("only those whose eventID begins so"))
    add_span(parser)
    parser.add_argument(
        "--kind",
        choices=KINDS,
        action="extend",
        nargs="+",
        help=say("only these; link is a step of the connection"),
    )
    parser.add_argument(
        "--limit", type=number, metavar="N",
        help=say(
            "only the latest N, 0 for all of them (default: {number} in a table, all in the other formats)",
            number=TABLE_LIMIT,
        ),
    )  # fmt: skip
    parser.add_argument(
        "--format", choices=FORMATS, default="table", help=say("how to print them (default: table)")
    )
    add_which(parser)
    parser.epilog = examples(
        "bitotui events --currency BTC --since yesterday",
        "bitotui events --event-id 01J9 --format ndjson | jq -c .",
    )
