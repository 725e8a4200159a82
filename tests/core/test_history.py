import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import often
from tui.core.history import BYTES_KEPT, RECORDS_KEPT, History
from tui.core.link import State
from tui.core.record import Kind, LinkRecord, MessageRecord


def message_of(size: int) -> MessageRecord:
    return MessageRecord(0, 1, Kind.UPDATE, bytes(size))


def step() -> LinkRecord:
    return LinkRecord(0, 1, State.LIVE, "live")


def raw_bytes(history: History) -> int:
    records = [history[number] for number in range(history.first, history.end)]
    return sum(len(record.raw) for record in records if isinstance(record, MessageRecord))


@often
@given(st.lists(st.integers(0, 60) | st.none(), max_size=60), st.integers(1, 12), st.integers(0, 120))
def test_the_latest_records_stay_within_both_bounds_under_their_own_numbers(
    sizes: list[int | None], records_kept: int, bytes_kept: int
) -> None:
    history = History(records_kept, bytes_kept)
    records = [step() if size is None else message_of(size) for size in sizes]
    for number, record in enumerate(records):
        assert history.end == number
        history.append(record)
        assert history[number] is record
    assert history.end == len(records)
    assert len(history) == history.end - history.first
    assert len(history) <= records_kept
    assert raw_bytes(history) <= bytes_kept or len(history) == 1
    for number in range(history.first, history.end):
        assert history[number] is records[number]


@often
@given(st.lists(st.integers(1, 60), min_size=1, max_size=40))
def test_nothing_leaves_before_it_must(sizes: list[int]) -> None:
    history = History(1_000, 100)
    for size in sizes:
        history.append(message_of(size))
    one_more = sum(sizes[max(0, history.first - 1) :])
    assert history.first == 0 or one_more > 100


def test_a_message_larger_than_the_bound_is_still_there() -> None:
    history = History(10, 100)
    history.append(message_of(5_000))
    assert len(history) == 1


@pytest.mark.parametrize("number", [-1, 0, 2, 5, 99])
def test_a_record_that_left_or_never_was_is_not_there(number: int) -> None:
    history = History(2)
    for _ in range(5):
        history.append(step())
    with pytest.raises(IndexError):
        history[number]


def test_a_hundred_thousand_steps_leave_as_many_as_are_kept() -> None:
    history = History()
    record = step()
    for _ in range(100_000):
        history.append(record)
    assert len(history) == RECORDS_KEPT
    assert history.end == 100_000


def test_messages_of_a_kilobyte_are_kept_up_to_the_bytes_allowed() -> None:
    history = History()
    record = message_of(1_024)
    for _ in range(6_000):
        history.append(record)
    assert raw_bytes(history) == BYTES_KEPT
