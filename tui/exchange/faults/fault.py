"""What a fault is: its name, what may stand behind it, and what it does to a client's book."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tui.exchange.faults.stream import Stream
from tui.tongue import marked, say

Act = Callable[[Stream, str], Awaitable[None]]
"""Something done once to one open stream."""


@dataclass(frozen=True, slots=True)
class Values:
    """What a fault may be set to."""

    wanted: Callable[[], str]
    """The values in words, for help and for errors, in the language that is spoken when it is asked."""
    accepts: Callable[[str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One way to break. Without an act it stands for as long as it is set; with one it happens and is over."""

    name: str
    help: str
    """What a client sees, in one line; to be said where it is shown, as is `behind`."""
    values: Values | None = None
    """None for a fault that is on or off."""
    default: str | None = None
    """The value when none is given; None when one is needed."""
    act: Act | None = None
    behind: str = ""
    """Until when a client's book may lawfully differ from the account although it is connected; "" for never."""
    needs_tls: bool = False


def one_of(*names: str) -> Values:
    """Accept these names."""
    return Values(lambda: " | ".join(names), frozenset(names).__contains__)


def number(lowest: float, highest: float, *, whole: bool = False) -> Values:
    """Accept a number within bounds."""

    def accepts(text: str) -> bool:
        try:
            return lowest <= (int(text) if whole else float(text)) <= highest
        except ValueError:
            return False

    wanted = (
        marked("a whole number from {lowest} to {highest}")
        if whole
        else marked("a number from {lowest} to {highest}")
    )
    return Values(lambda: say(wanted, lowest=lowest, highest=highest), accepts)


def words(wanted: str) -> Values:
    """Accept any printable text; what is `wanted` is said where it is shown."""
    return Values(lambda: say(wanted), lambda text: bool(text) and text.isprintable())
