"""What a filter asks of a row: a tree of exact comparisons; `parsing` makes one of text."""

import enum
import math
import operator
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final, assert_never

from msgspec import Struct

from tui.core.entry import Entry
from tui.tongue import marked


class Field(enum.Enum):
    """An amount that can be compared; the value is its name in an expression."""

    AMOUNT = marked("amount")
    AVAILABLE = marked("available")
    STAKE = marked("stake")
    IN_ORDERS = marked("inorders")


CHANGED: Final = marked("changed")
"""The name of an age in an expression."""


class Relation(enum.Enum):
    """How two values are compared; the value is how it is written."""

    AT_LEAST = ">="
    AT_MOST = "<="
    OTHER = "!="
    MORE = ">"
    LESS = "<"
    EQUAL = "="


class Flag(enum.Enum):
    """What a row is or is not; the value is its name in an expression."""

    TRADABLE = marked("tradable")
    NONZERO = marked("nonzero")


class Word(Struct, frozen=True):
    """The currency contains this, in any case; or is it, where it stood in quotes."""

    text: str
    """In capitals."""
    is_whole: bool = False


class Compare(Struct, frozen=True):
    """An amount against a number, exact."""

    field: Field
    relation: Relation
    number: Decimal


class Changed(Struct, frozen=True):
    """The age of the latest change against a time; what never changed since start has no age, and matches nothing."""

    relation: Relation
    seconds: Decimal


class Is(Struct, frozen=True):
    """A flag."""

    flag: Flag


class Not(Struct, frozen=True):
    """The opposite."""

    of: "Expression"


class All(Struct, frozen=True):
    """Every part holds; an empty one holds always."""

    parts: tuple["Expression", ...]


class Any(Struct, frozen=True):
    """At least one part holds."""

    parts: tuple["Expression", ...]


Expression = Word | Compare | Changed | Is | Not | All | Any

_RELATIONS: Final[dict[Relation, Callable[[Decimal, Decimal], bool]]] = {
    Relation.AT_LEAST: operator.ge,
    Relation.AT_MOST: operator.le,
    Relation.OTHER: operator.ne,
    Relation.MORE: operator.gt,
    Relation.LESS: operator.lt,
    Relation.EQUAL: operator.eq,
}


MOMENT: Final = 0.001
"""Seconds: an age that stands right at a limit is looked at again so much later."""


def holds(expression: Expression, entry: Entry, now: float) -> bool:
    """Whether a row passes, at `now` (seconds of the clock that ages are counted on)."""
    match expression:
        case Word(text, is_whole):
            currency = entry.balance.currency
            return text == currency if is_whole else text in currency
        case Compare(field, relation, number):
            return _RELATIONS[relation](_value(field, entry), number)
        case Changed(relation, seconds):
            if not entry.changes:
                return False
            return _RELATIONS[relation](_age(entry, now), seconds)
        case Is(flag):
            return entry.balance.tradable if flag is Flag.TRADABLE else not entry.balance.is_zero
        case Not(of):
            return not holds(of, entry, now)
        case All(parts):
            return all(holds(part, entry, now) for part in parts)
        case Any(parts):
            return any(holds(part, entry, now) for part in parts)
        case _:
            assert_never(expression)


def names_in(expression: Expression) -> Iterator[Field | str]:
    """The fields that it compares, and `CHANGED` where it compares an age."""
    match expression:
        case Compare(field):
            yield field
        case Changed():
            yield CHANGED
        case Not(of):
            yield from names_in(of)
        case All(parts) | Any(parts):
            for part in parts:
                yield from names_in(part)


def looks_at_age(expression: Expression) -> bool:
    """Whether time alone can change what passes."""
    return CHANGED in names_in(expression)


def _age(entry: Entry, now: float) -> Decimal:
    """Seconds since the latest change of a row that has one."""
    return Decimal(max(0.0, now - entry.changes[0].seen))


def _value(field: Field, entry: Entry) -> Decimal:
    balance = entry.balance
    match field:
        case Field.AMOUNT:
            return balance.amount
        case Field.AVAILABLE:
            return balance.available
        case Field.STAKE:
            return balance.stake
        case Field.IN_ORDERS:
            return balance.in_orders
        case _:
            assert_never(field)


def turns_in(expression: Expression, entry: Entry, now: float) -> float:
    """Seconds after which time alone may make an expression true or false of a row; infinity where it never will."""
    match expression:
        case Changed(_, seconds):
            if not entry.changes:
                return math.inf
            left = float(seconds - _age(entry, now))
            return max(left, MOMENT) if left >= 0 else math.inf
        case Not(of):
            return turns_in(of, entry, now)
        case All(parts) | Any(parts):
            return min((turns_in(part, entry, now) for part in parts), default=math.inf)
        case _:
            return math.inf
