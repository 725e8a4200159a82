"""What is said of a comparison with REST: in the status line, in the event log, and beside a row that differs."""

from collections.abc import Mapping
from datetime import tzinfo
from decimal import Decimal

from tui.core.agreement import Agreement, Difference
from tui.core.balance import Balance
from tui.core.text import clock
from tui.core.words import NAMED
from tui.tongue import marked, say, say_number

FIELDS = (marked("amount"), marked("available"), marked("stake"), marked("tradable"))
"""What is compared, by the names of the wire."""


def minute(unix_ms: int, zone: tzinfo | None) -> str:
    """`14:03`: a comparison takes some seconds."""
    return clock(unix_ms, zone).rpartition(":")[0] or str(unix_ms)


def alarm(agreement: Agreement) -> str:
    """`differs from the exchange: BTC, ETH`; empty where nothing does. As of when, the detail says."""
    if not agreement.differing:
        return ""
    return say("differs from the exchange: {currencies}", currencies=_named(tuple(agreement.differing)))


def calm(agreement: Agreement, zone: tzinfo | None) -> str:
    """`agrees with the exchange as of 14:03`, or why nobody knows; empty before the first comparison."""
    if agreement.trouble:
        return say("not compared with the exchange: {reason}", reason=agreement.trouble)
    if not agreement.agrees or agreement.as_of is None:
        return ""
    time = minute(agreement.as_of, zone)
    if agreement.unreadable:
        return say_number(
            "agrees with the exchange as of {time}, {number} row unreadable",
            "agrees with the exchange as of {time}, {number} rows unreadable",
            agreement.unreadable,
            time=time,
        )
    if agreement.unjudged:
        return say_number(
            "agrees with the exchange as of {time}, {number} row moving",
            "agrees with the exchange as of {time}, {number} rows moving",
            agreement.unjudged,
            time=time,
        )
    return say("agrees with the exchange as of {time}", time=time)


def outcome(agreement: Agreement, zone: tzinfo | None) -> str:
    """What a comparison that the user asked for has come to."""
    said = [each for each in (alarm(agreement), calm(agreement, zone)) if each]
    return "; ".join(said) or say("not compared with the exchange")


def begins(differing: Mapping[str, Difference]) -> str:
    """What the event log says of rows that differ from now on; which values, the detail has."""
    named = [
        say("{currency} ({fields})", currency=currency, fields=", ".join(map(say, fields(each))))
        for currency, each in list(differing.items())[:NAMED]
    ]
    return say("differs from the exchange by REST: {rows}", rows=_more(named, len(differing)))


def ends(currencies: tuple[str, ...]) -> str:
    """What it says of rows that differ no longer."""
    return say("agrees with the exchange by REST again: {currencies}", currencies=_named(currencies))


def fields(difference: Difference) -> tuple[str, ...]:
    """The fields that differ; all of them where one side has no row at all."""
    ours, theirs = difference.ours, difference.theirs
    if ours is None or theirs is None:
        return FIELDS
    return tuple(name for name in FIELDS if value_of(ours, name) != value_of(theirs, name))


def value_of(balance: Balance, field: str) -> Decimal | bool:
    """The value of a field, by its name in `FIELDS`."""
    match field:
        case "amount":
            return balance.amount
        case "available":
            return balance.available
        case "stake":
            return balance.stake
        case _:
            return balance.tradable


def _named(currencies: tuple[str, ...]) -> str:
    return _more(list(currencies[:NAMED]), len(currencies))


def _more(named: list[str], count: int) -> str:
    shown = ", ".join(named)
    if count <= len(named):
        return shown
    return say("{shown} and {number} more", shown=shown, number=count - len(named))
