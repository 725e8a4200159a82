"""A filter as it is typed: text into a query, a query into text, and a text cut to the room there is."""

import re
from typing import Final

from msgspec.structs import replace

from tui.core.expression import CHANGED, Any, Expression, Field, Flag
from tui.core.foreign import ELLIPSIS
from tui.core.parsing import Fault, parse
from tui.core.query import ALL_PASS, Query, Tradable, unfiltered
from tui.core.spelling import spelt

_NAMES: Final = (*(field.value for field in Field), *(flag.value for flag in Flag), CHANGED)

_last_word = re.compile(r"[A-Za-z]+\Z").search
_first_of_two = re.compile(r"(?<![A-Za-z0-9])in\s+(?:orders|order|orde|ord|or|o)?\s*\Z", re.IGNORECASE).search
"""`In orders`, as its heading has it, on the way to its comparison."""

_GAPS: Final = " |"
"""Where an expression can be cut without cutting a word."""


def filtered(query: Query, text: str) -> Query | Fault:
    """`query` with the filter that `text` spells in place of the one it had; or why that is none."""
    found = parse(text)
    return found if isinstance(found, Fault) else replace(query, text=" ".join(text.split()), where=found)


def filtered_wholly(query: Query, text: str, meaning: Expression) -> Query:
    """`meaning`, spelt `text`, and no other filter beside it; in the same order."""
    return replace(unfiltered(query), text=text, where=meaning)


def may_go_on(text: str) -> bool:
    """Whether the last word of `text`, which now is part of a currency's code, may become a name such as `amount`."""
    if _first_of_two(text):
        return True
    found = _last_word(text)
    word = found[0].lower() if found else ""
    return any(name.startswith(word) and name != word for name in _NAMES) if word else False


def expression_of(query: Query) -> str:
    """Everything that `query` asks of a row, as one expression: `nonzero (btc|eth)`; empty where it asks nothing."""
    flags = [Flag.NONZERO.value] if query.nonzero else []
    if query.tradable is not Tradable.ALL:
        flags.append(f"{'' if query.tradable is Tradable.YES else '!'}{Flag.TRADABLE.value}")
    text = typed_or_spelt(query)
    if flags and isinstance(query.where, Any):
        text = f"({spelt(query.where)})"
    return " ".join([*flags, text] if text else flags)


def typed_or_spelt(query: Query) -> str:
    """The expression as it was typed, or as short as it can be said; empty where there is none."""
    return "" if query.where == ALL_PASS else query.text or spelt(query.where)


def shortened(text: str, room: int) -> str:
    """`text`, or as many of its words as fit into `room` characters with an ellipsis behind them."""
    if len(text) <= room:
        return text
    head = text[: max(0, room - 1)]
    if text[len(head)] not in _GAPS:
        gap = max(head.rfind(each) for each in _GAPS)
        # A single word of no end has to be cut somewhere.
        head = head[:gap] if gap > 0 else head
    return head.rstrip(_GAPS) + ELLIPSIS
