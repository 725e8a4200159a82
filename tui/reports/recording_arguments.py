"""The command lines of `bitotui record` and `bitotui replay`; imports nothing that costs."""

from argparse import ArgumentParser, ArgumentTypeError

from tui.reports.account_arguments import add_account_arguments
from tui.reports.examples import examples
from tui.tongue import say

_SLOWEST, _FASTEST = 0.001, 1_000_000.0
_LONGEST = 10 * 366 * 86_400.0
"""Seconds."""


def add_record_arguments(parser: ArgumentParser) -> None:
    """Add what `bitotui record` takes."""
    parser.add_argument("file", metavar="FILE", help=say("where to; - is standard output"))
    parser.add_argument(
        "--redact", action="store_true", help=say("mask every amount, and leave out what is no balance event")
    )
    parser.add_argument(
        "--for", dest="seconds", metavar="SECONDS", type=seconds, help=say("end by itself after so long")
    )
    parser.add_argument("--force", action="store_true", help=say("replace a file that exists"))
    add_account_arguments(parser)
    parser.epilog = examples("bitotui record today.ndjson", "bitotui record --redact --for 60 report.ndjson")


def add_replay_arguments(parser: ArgumentParser) -> None:
    """Add what `bitotui replay` takes."""
    parser.add_argument("file", metavar="FILE", help=say("what `bitotui record` wrote"))
    parser.add_argument(
        "--speed",
        metavar="N",
        type=speed,
        default=1.0,
        help=say("so many times as fast as it was; max (or 0): as fast as possible; by default 1"),
    )
    parser.add_argument(
        "--from",
        dest="since",
        metavar="T",
        help=say(
            "apply what came before at once; T is a time of the recording such as 14:03, 2026-11-22 14:03 or"
            ' "10 min ago" (before its end), or the beginning of an eventID'
        ),
    )
    parser.epilog = examples(
        "bitotui replay today.ndjson --speed 10", "bitotui replay today.ndjson --from 14:03"
    )


def speed(text: str) -> float | None:
    """How many times as fast; None for as fast as possible. Raises ArgumentTypeError."""
    if text.lower() in ("max", "0"):
        return None
    number = _number(text.lower().removeprefix("×").removeprefix("x"))
    if number is None or not _SLOWEST <= number <= _FASTEST:
        raise ArgumentTypeError(
            say("{typed} is no speed: give a number from 0.001 to 1000000, or max", typed=ascii(text))
        )
    return number


def seconds(text: str) -> float:
    """A number of seconds. Raises ArgumentTypeError."""
    number = _number(text)
    if number is None or not 0 < number <= _LONGEST:
        raise ArgumentTypeError(say("{typed} is no number of seconds", typed=ascii(text)))
    return number


def _number(text: str) -> float | None:
    try:
        return float(text) if text.isascii() and "_" not in text else None
    except ValueError:
        return None
