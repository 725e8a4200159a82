"""What is said of a moment of the past: which one it is, and how far it is known."""

from datetime import tzinfo
from typing import Final

from tui.core import text
from tui.core.link import State
from tui.tongue import say

NS: Final = 1_000_000
"""Nanoseconds of a millisecond."""


def moment(at: int, zone: tzinfo | None) -> str:
    """`2026-11-25 14:03:00 UTC+8` for Unix ns; with milliseconds where there are any."""
    ms = at // NS
    when = text.moment(ms, zone)
    if when is None:
        return str(ms)
    precise = bool(ms % 1000)
    return f"{when:%Y-%m-%d} {text.clock(ms, zone, precise=precise)} {text.zone_name(ms, zone)}"


def doubt(state: State | None, at: int, heard: int, known: int | None, zone: tzinfo | None) -> str:
    """Why the balances of the moment `at` are not those of the account then, in words; empty where they are.

    `state` is the link's, as it was last recorded; `heard` until when the exchange was heard, `known` when the balances
    were last right; all in Unix ns.
    """
    if state is State.LIVE and heard >= at:
        return ""
    if known is None:
        last = say("no balances yet")
    else:
        last = say("last known {clock}", clock=_clock(known, at, zone))
    if state is State.SYNCING and heard >= at:
        return say("not live at this moment: {state}; {last}", state=state.value, last=last)
    if known is None or state is None:
        return say("not recorded at this moment; {last}", last=last)
    return say("not recorded at this moment; {last}, {state}", last=last, state=state.value)


def _clock(known: int, at: int, zone: tzinfo | None) -> str:
    """The clock time, with its date where that is another one."""
    days = [text.moment(each // NS, zone) for each in (known, at)]
    if None not in days and len({day.date() for day in days if day is not None}) == 1:
        return text.clock(known // NS, zone)
    return moment(known // 1_000_000_000 * 1_000_000_000, zone)
