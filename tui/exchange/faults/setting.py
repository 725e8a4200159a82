"""What is asked of a fault: `NAME[=VALUE][xTIMES][@SECONDS]`."""

import re
from dataclasses import dataclass

from tui.exchange.faults.fault import Fault
from tui.exchange.faults.registry import FAULTS
from tui.tongue import say

AFTER = 5.0
"""Seconds after which an act happens to each open stream, and happens again, when nothing else is said."""

_MOST_TIMES = 10**9
_LONGEST = 86_400.0
_ASKED = re.compile(
    r"(?P<name>[a-z0-9-]+?)(?:=(?P<value>.*?))?(?:x(?P<times>\d{1,10}))?(?:@(?P<after>\d{1,6}(?:\.\d{1,6})?))?"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """A fault as it is set."""

    fault: Fault
    value: str
    times: int | None = None
    """After how often it is over; None for never."""
    after: float = AFTER
    """For an act, the seconds before it happens to a stream, and between its happenings."""

    @property
    def key(self) -> tuple[str, str]:
        """What a later setting takes the place of: the fault, or with an act the fault and its value."""
        return self.fault.name, self.value if self.fault.act else ""


def setting_from(text: str) -> Setting:
    """Read a setting; ValueError, with a sentence for people, when it is none."""
    asked = _ASKED.fullmatch(text)
    if asked is None:
        raise ValueError(say("{text} does not read NAME[=VALUE][xTIMES][@SECONDS]", text=repr(text)))
    times, after = asked["times"], asked["after"]
    return setting(
        asked["name"],
        asked["value"],
        times=None if times is None else int(times),
        after=AFTER if after is None else float(after),
    )


def setting(name: str, value: object = None, *, times: int | None = None, after: float = AFTER) -> Setting:
    """Make a setting; ValueError, with a sentence for people, for what cannot be."""
    fault = fault_named(name)
    given = fault.default if value is None else str(value)
    if fault.values is None:
        if value is not None:
            raise ValueError(say("{name} takes no value", name=name))
        given = "on"
    elif given is None:
        raise ValueError(say("{name} needs a value: {values}", name=name, values=fault.values.wanted()))
    elif not fault.values.accepts(given):
        values = fault.values.wanted()
        raise ValueError(
            say("{name} cannot be {given}; it can be: {values}", name=name, given=repr(given), values=values)
        )
    if times is not None and not 1 <= times <= _MOST_TIMES:
        raise ValueError(say("{name} can happen 1 to {most} times", name=name, most=_MOST_TIMES))
    if not 0 <= after <= _LONGEST:
        raise ValueError(say("{name} can happen after 0 to {most} seconds", name=name, most=round(_LONGEST)))
    return Setting(fault, given, times, after)


def fault_named(name: str) -> Fault:
    """Find a fault; ValueError when there is none of that name."""
    fault = FAULTS.get(name)
    if fault is None:
        raise ValueError(say("there is no fault {name}; 'help' lists them all", name=repr(name)))
    return fault
