"""Rows to ask about, and expressions of every kind to ask."""

from decimal import Decimal

from hypothesis import strategies as st

from tests.core.builders import NOW, balance
from tui.core.entry import Cause, Change, Entry
from tui.core.expression import (
    All,
    Any,
    Changed,
    Compare,
    Expression,
    Field,
    Flag,
    Is,
    Not,
    Relation,
    Word,
)
from tui.core.parsing import Fault, parse

SEEN = 1_000.0
"""When the rows here last changed, by the clock that ages are counted on."""


def parsed(text: str) -> Expression:
    found = parse(text)
    assert not isinstance(found, Fault), found
    return found


def entry(
    currency: str = "BTC",
    amount: str = "1",
    available: str | None = None,
    stake: str = "0",
    *,
    tradable: bool = True,
    has_changed: bool = True,
) -> Entry:
    held = balance(currency, amount, available, stake, tradable=tradable)
    changes = (Change(None, held, NOW, NOW, "", Cause.UPDATE, SEEN),) if has_changed else ()
    return Entry(held, NOW, 1, changes=changes)


_names = {*(field.value for field in Field), *(flag.value for flag in Flag), "changed"}

words = st.from_regex(r"[A-Z0-9]{1,20}", fullmatch=True)
atoms = st.one_of(
    st.builds(Word, words.filter(lambda word: word.lower() not in _names)),
    st.builds(Word, words, st.just(True)),
    st.builds(
        Compare,
        st.sampled_from(Field),
        st.sampled_from(Relation),
        st.sampled_from(["0", "0.50", "-1"]).map(Decimal),
    ),
    st.builds(
        Changed, st.sampled_from(Relation), st.integers(0, 10**7).map(Decimal) | st.just(Decimal("0.25"))
    ),
    st.builds(Is, st.sampled_from(Flag)),
)


def _deeper(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.builds(Not, inner) | st.builds(All, several) | st.builds(Any, several)


trees: st.SearchStrategy[Expression] = st.recursive(atoms, _deeper, max_leaves=6)
"""What `parse` can make, of a length that it still reads."""
