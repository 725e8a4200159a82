"""`bitotui exchange`: the local exchange alone, for trying any client against it."""

import argparse
import contextlib
from collections.abc import Callable

from tui.exchange import bounds
from tui.tongue import marked, say

_HELP = "help"


def examples() -> str:
    """What one may type, at the end of the help."""
    then = say("then, in another terminal: {command}", command="bitotui --env-file demo.env")
    return (
        f"{say('examples:')}\n"
        f"  bitotui exchange --env-out demo.env       {then}\n"
        "  bitotui exchange --currencies 500 --rate 50\n"
        "  bitotui exchange --fault help\n"
    )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments, with their bounds."""
    parser.add_argument(
        "--port",
        type=_between(int, 0, bounds.HIGHEST_PORT),
        default=0,
        help=say("TCP port on 127.0.0.1 (default: any that is free)"),
    )
    parser.add_argument(
        "--currencies",
        metavar="N",
        type=_between(int, bounds.FEWEST_CURRENCIES, bounds.MOST_CURRENCIES),
        default=24,
        help=say(
            "how many currencies, {fewest} to {most} (default: 24)",
            fewest=bounds.FEWEST_CURRENCIES,
            most=bounds.MOST_CURRENCIES,
        ),
    )
    parser.add_argument(
        "--rate",
        metavar="R",
        type=_between(float, 0, bounds.HIGHEST_RATE),
        default=1.0,
        help=say("updates a second, 0 to {most}, such as 0.5 (default: 1)", most=bounds.HIGHEST_RATE),
    )
    parser.add_argument(
        "--events",
        metavar="N",
        type=_between(int, 0, bounds.MOST_EVENTS),
        help=say("stand still after so many updates, and go on serving (default: no end)"),
    )
    parser.add_argument(
        "--seed", metavar="N", type=int, default=1, help=say("which story is told (default: 1)")
    )
    parser.add_argument(
        "--ping-interval",
        metavar="SECONDS",
        type=_between(float, bounds.SHORTEST_PING_INTERVAL, bounds.LONGEST_PING_INTERVAL),
        default=20.0,
        help=say("time between the server's pings (default: 20)"),
    )
    parser.add_argument(
        "--tls",
        action="store_true",
        help=say("serve TLS, with a throw-away certificate whose authority is printed"),
    )
    parser.add_argument(
        "--fault",
        metavar="NAME[=VALUE]",
        dest="faults",
        type=_fault,
        action="append",
        default=[],
        help=say("what is to go wrong; more than one can be given, and --fault help lists them all"),
    )
    parser.add_argument(
        "--env-out",
        metavar="FILE",
        help=say("also write the settings to FILE, readable by you alone, for --env-file FILE"),
    )
    parser.epilog = examples()


def main(options: argparse.Namespace) -> int:
    """Serve until SIGINT (130) or SIGTERM (0); 2 when it cannot start, with the reason on standard error.

    Asked for help on faults, it prints that and ends with 0.
    """
    if _HELP in options.faults:
        from tui.exchange.faults.registry import help_text  # noqa: PLC0415 - as below

        print(help_text())
        return 0
    from tui.exchange.running import run  # noqa: PLC0415 - the server is loaded only when it is to run

    return run(options)


def _fault(text: str) -> str:
    """Check what is asked of a fault, in words that argparse shows."""
    if text != _HELP:
        from tui.exchange.faults.setting import setting_from  # noqa: PLC0415 - loads the server's library

        try:
            setting_from(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from None
    return text


def _between(kind: type[int] | type[float], lowest: float, highest: float) -> Callable[[str], float]:
    """Make a reader of numbers within bounds, whose errors argparse shows."""
    needed = (
        marked("a whole number from {lowest} to {highest} is needed, not {given}")
        if kind is int
        else marked("a number from {lowest} to {highest} is needed, not {given}")
    )

    def read(text: str) -> float:
        with contextlib.suppress(ValueError):
            value = kind(text)
            if lowest <= value <= highest:
                return value
        raise argparse.ArgumentTypeError(say(needed, lowest=lowest, highest=highest, given=repr(text)))

    return read
