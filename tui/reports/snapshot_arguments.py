"""The command line of `bitotui snapshot`; imports nothing that costs."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError

from tui.reports.account_arguments import add_account_arguments, add_demo_argument
from tui.reports.choosing import add_choosing_arguments

TYPE_CHECKING = False  # importing it costs a tenth of what `--help` takes
if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS = ("currency", "amount", "available", "inorders", "stake", "tradable", "changed")
"""The table's columns, in their order, as `--sort` names them."""

TIMEOUT = 15.0
"""Seconds to wait for the snapshot."""

LONGEST = 86_400.0

EXAMPLES = """\
examples:
  bitotui snapshot --where nonzero --sort -amount
  bitotui snapshot --format json | jq -r '.balances[] | [.currency, .amount] | @tsv'
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Add the command's own arguments, and those that may as well stand before it."""
    parser.add_argument(
        "--format",
        choices=("table", "json", "csv"),
        default="table",
        help="how to print them (default: table)",
    )
    add_choosing_arguments(parser)
    parser.add_argument(
        "--sort",
        metavar="COLUMN",
        type=order,
        default=(COLUMNS[0], False),
        help=f"one of {', '.join(COLUMNS)}; smallest first, and largest first with a - before it",
    )
    parser.add_argument(
        "--timeout",
        metavar="SECONDS",
        type=seconds,
        default=TIMEOUT,
        help=f"how long to wait for the snapshot (default: {TIMEOUT:g})",
    )
    add_demo_argument(parser)
    add_account_arguments(parser)
    parser.epilog = EXAMPLES


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
        raise ArgumentTypeError(f"{text[:20]!r} is no column, but {', '.join(COLUMNS)} are")
    return name, text.startswith("-")


def seconds(text: str) -> float:
    """Read a time to wait."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= LONGEST:
        raise ArgumentTypeError(f"a number of seconds up to {LONGEST:.0f} is needed, not {text[:20]!r}")
    return value
