from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import often
from tui.core.balance import Balance
from tui.core.entry import Cause, Change, Note, NoteKind
from tui.core.history import History
from tui.core.link import State
from tui.core.novelty import Novelty
from tui.core.record import Kind, LinkRecord, MessageRecord, Record
from tui.core.sheets import Sheet


def change(amount: str) -> Change:
    after = Balance("BTC", Decimal(amount), Decimal("0E-8"), Decimal("-1.50"), tradable=True)
    return Change(None, after, -(1 << 63), 1, "id", Cause.DRIFT, 0.1)


def message(raw: bytes, amount: str = "1.00") -> MessageRecord:
    notes = (Note(NoteKind.ODD, ("BTC", "ETH")), Note(NoteKind.LATE))
    return MessageRecord(
        2, 3, Kind.UPDATE, raw, "é", (1 << 63) - 1, "then", ("BTC",), (change(amount),), notes,
        Novelty.CONFLICT, "why",
    )  # fmt: skip


records = st.one_of(
    st.builds(message, st.binary(max_size=40), st.sampled_from(("0", "1.50", "1E-8", "-0.0", "9" * 30))),
    st.builds(LinkRecord, st.integers(0, 9), st.just(1), st.sampled_from(State), st.text(max_size=9)),
)


@often
@given(st.lists(records, max_size=12))
def test_what_was_packed_comes_back_equal_to_the_last_digit(packed: list[Record]) -> None:
    back = Sheet(packed).records()

    assert back == tuple(packed)
    assert repr(back) == repr(tuple(packed))


def test_what_cannot_be_packed_is_kept() -> None:
    odd: list[Record] = [LinkRecord(0, 1, State.LOST, "\udc80"), message(b"x")]

    assert Sheet(odd).records() == tuple(odd)


@pytest.mark.parametrize(("kept", "size"), [(50, 400), (97, 9_000), (200, 400), (1_000, 200_000)])
def test_a_history_gives_back_what_it_was_given_wherever_one_looks(kept: int, size: int) -> None:
    history = History(kept, size)
    given_to: list[Record] = []
    for number in range(700):
        record = LinkRecord(number, 1, State.LIVE, "") if number % 9 == 0 else message(b"%d" % number * 40)
        given_to.append(record)
        history.append(record)
        assert history[history.first] == given_to[history.first]
        middle = (history.first + number) // 2
        assert history[middle] == given_to[middle]

    assert [history[number] for number in range(history.first, 700)] == given_to[history.first :]
    with pytest.raises(IndexError):
        history[history.first - 1]
