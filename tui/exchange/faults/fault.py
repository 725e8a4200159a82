"""What a fault is: its name, what may stand behind it, and what it does to a client's book."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tui.exchange.faults.stream import Stream

Act = Callable[[Stream, str], Awaitable[None]]
"""Something done once to one open stream."""


@dataclass(frozen=True, slots=True)
class Values:
    """What a fault may be set to."""

    wanted: str
    """The values in words, for help and for errors."""
    accepts: Callable[[str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One way to break. Without an act it stands for as long as it is set; with one it happens and is over."""

    name: str
    help: str
    """What a client sees, in one line."""
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
    return Values(" | ".join(names), frozenset(names).__contains__)


def number(lowest: float, highest: float, *, whole: bool = False) -> Values:
    """Accept a number within bounds."""

    def accepts(text: str) -> bool:
        try:
            return lowest <= (int(text) if whole else float(text)) <= highest
        except ValueError:
            return False

    name = "a whole number" if whole else "a number"
    return Values(f"{name} from {lowest} to {highest}", accepts)


def words(wanted: str) -> Values:
    """Accept any printable text."""
    return Values(wanted, lambda text: bool(text) and text.isprintable())
