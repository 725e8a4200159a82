"""One row of the book as a program reads it: amounts as text, digit for digit as the wire spelt them."""

from tui.core.amount import digits
from tui.core.balance import Balance
from tui.core.entry import Entry, NoteKind

SCHEMA_VERSION = 1
"""Of everything that is printed for programs (docs/schemas/). Raised when a name goes or changes its meaning."""

FIELDS = ("currency", "amount", "available", "in_orders", "stake", "tradable", "listed", "flags")
"""The names of a row, in their order."""


def as_row(entry: Entry) -> dict[str, object]:
    """A row by its `FIELDS`."""
    return {**as_balance(entry.balance), "listed": entry.listed, "flags": flags(entry)}


def as_balance(balance: Balance) -> dict[str, object]:
    """The values of one currency alone."""
    return {
        "currency": balance.currency,
        "amount": digits(balance.amount),
        "available": digits(balance.available),
        "in_orders": digits(balance.in_orders),
        "stake": digits(balance.stake),
        "tradable": balance.tradable,
    }


def flags(entry: Entry) -> list[str]:
    """Why a row may be wrong, in words; what the table marks with `!` and `?`."""
    missing = "" if entry.listed else NoteKind.NOT_IN_SNAPSHOT.value
    return [words for words in (missing, entry.balance.oddity, entry.doubt) if words]
