"""An expression back into text, as short as it can be said: `parse` reads it as the same tree."""

import re
from decimal import Decimal
from typing import Final, assert_never

from tui.core.amount import digits, plain
from tui.core.expression import All, Any, Changed, Compare, Expression, Is, Not, Word

_UNITS: Final = (("w", 604_800), ("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1))
_is_readable = re.compile(r"\d{1,9}(?:\.\d{1,9})?\Z", re.ASCII).match


def spelt(expression: Expression) -> str:
    """The text that `parsing.parse` makes this tree of, for every tree that it makes."""
    match expression:
        case Word(text, is_whole):
            return f'"{text}"' if is_whole else text
        case Compare(field, relation, number):
            return f"{field.value}{relation.value}{digits(number)}"
        case Changed(relation, seconds):
            return f"changed{relation.value}{_time(seconds)}"
        case Is(flag):
            return flag.value
        case Not(of):
            return f"!{_within(of, All, Any)}"
        case All(parts):
            return " ".join(_within(part, All, Any) for part in parts)
        case Any(parts):
            return "|".join(_within(part, Any) for part in parts)
        case _:
            assert_never(expression)


def _within(expression: Expression, *bracketed: type[All | Any]) -> str:
    text = spelt(expression)
    return f"({text})" if isinstance(expression, bracketed) else text


def _time(seconds: Decimal) -> str:
    """In the largest unit that tells it whole, or in whichever tells it exactly."""
    if not seconds:
        return "0s"
    exact = []
    for name, length in _UNITS:
        number = plain(seconds / length)
        if _is_readable(number) and Decimal(number) * length == seconds:
            exact.append(f"{number}{name}")
    whole = [text for text in exact if "." not in text]
    return (whole or exact)[0]
