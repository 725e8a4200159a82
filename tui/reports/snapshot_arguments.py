"""The command line of `bitotui snapshot`; imports nothing that costs."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError

from tui.reports.account_arguments import add_account_arguments, add_demo_argument
from tui.reports.choosing import add_choosing_arguments
from tui.reports.examples import examples
from tui.tongue import say

TYPE_CHECKING = False  # importing it costs a tenth of what `--help` takes
if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS = ("currency", "amount", "available", "inorders", "stake", "tradable", "changed")
"""The table's columns, in their order, as `--sort` names them."""

TIMEOUT = 15.0
"""Seconds to wait for the snapshot."""

LONGEST = 86_400.0


def add_arguments(parser: ArgumentParser) -> None:
    """Add the command's own arguments, and those that may as well stand before it."""
    parser.add_argument(
        "--format",
        choices=("table", "json", "csv"),
        default="table",
        help=say("how to print them (default: table)"),
    )
    add_choosing_arguments(parser)
    parser.add_argument(
        "--sort",
        metavar="COLUMN",
        type=order,
        default=(COLUMNS[0], False),
        help=say(
            "one of {columns}; smallest first, and largest first with a - before it",
            columns=", ".join(COLUMNS),
        ),
    )
    parser.add_argument(
        "--timeout",
        metavar="SECONDS",
        type=seconds,
        default=TIMEOUT,
        help=say("how long to wait for the snapshot (default: {number})", number=f"{TIMEOUT:g}"),
    )
    add_demo_argument(parser)
    add_account_arguments(parser)
    parser.epilog = examples(
        "bitotui snapshot --where nonzero --sort -amount",
        "bitotui snapshot --format json | jq -r '.balances[] | [.currency, .amount] | @tsv'",
    )


def joined(words: Sequence[str]) -> list[str]:
    """The same words with `--sort -amount` as one, since argparse takes the second for an option."""
    whole: list[str] = []
    for word in words:
        if whole and whole[-1] == "--sort" and word.startswith("-") and word[1:].lower() in COLUMNS:
            whole[-1] = f"--sort={word}"
        else:
            whole.append(word)
    return whole


def order(text: str) -> tuple[str, bool]:
    """Read a column, and whether it is reversed."""
    name = text.removeprefix("-").lower()
    if name not in COLUMNS:
        raise ArgumentTypeError(
            say("{typed} is no column, but {columns} are", typed=repr(text[:20]), columns=", ".join(COLUMNS))
        )
    return name, text.startswith("-")


def seconds(text: str) -> float:
    """Read a time to wait."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= LONGEST:
        raise ArgumentTypeError(
            say(
                "a number of seconds up to {number} is needed, not {typed}",
                number=f"{LONGEST:.0f}",
                typed=repr(text[:20]),
            )
        )
    return value
