"""Which rows a command speaks of: `--currency` and `--where`. What reads an expression is loaded when one is given."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError

from tui.tongue import say

TYPE_CHECKING = False  # importing it costs a tenth of what `--help` takes
if TYPE_CHECKING:
    from argparse import Namespace

    from tui.core.expression import Expression

SHOWN = 60
"""Characters of somebody's words that an error repeats."""


def add_choosing_arguments(parser: ArgumentParser) -> None:
    """Add what leaves rows out."""
    parser.add_argument(
        "--currency",
        metavar="C",
        dest="currencies",
        nargs="+",
        action="extend",
        type=currency,
        default=[],
        help=say("only these currencies, such as BTC TWD"),
    )
    parser.add_argument(
        "--where",
        metavar="EXPRESSION",
        type=expression,
        help=say("only rows of which this holds, such as 'nonzero !twd' or 'available<0.5|changed<5m'"),
    )


def chosen(options: Namespace) -> Expression:
    """What both arguments ask of a row, in one."""
    from tui.core.expression import All, Any, Word  # noqa: PLC0415 - not for --help

    parts: list[Expression] = []
    if options.currencies:
        parts.append(Any(tuple(Word(code, is_whole=True) for code in dict.fromkeys(options.currencies))))
    if options.where is not None:
        parts.append(options.where)
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def currency(text: str) -> str:
    """Check a currency code; in capitals, as the wire has it."""
    code = text.upper()
    if not (text.isascii() and code.isalnum() and len(code) <= 20):  # noqa: PLR2004 - the wire's limit
        raise ArgumentTypeError(say("{typed} is no currency code, such as BTC", typed=_shown(text)))
    return code


def expression(text: str) -> Expression:
    """Read an expression (docs/EXPRESSIONS.md); its fault names the character, the first being 1."""
    from tui.core.foreign import harmless  # noqa: PLC0415 - not for --help
    from tui.core.parsing import Fault, parse  # noqa: PLC0415 - as above

    found = parse(text)
    if isinstance(found, Fault):
        raise ArgumentTypeError(
            say("at character {number}: {fault}", number=found.place + 1, fault=harmless(found.words))
        )
    return found


def _shown(text: str) -> str:
    return repr(text if len(text) <= SHOWN else text[:SHOWN] + "…")
