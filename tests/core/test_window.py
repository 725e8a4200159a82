"""One long list of which little is in memory: whose each number is, and how often the keeper is asked."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import often
from tui.core.history import History
from tui.core.link import State
from tui.core.record import LinkRecord, Record
from tui.core.window import BEGINNING, GONE, PAGE, PAGES_KEPT, UNWRITTEN, Window


def step(number: int) -> LinkRecord:
    """A record that says its own number."""
    return LinkRecord(number, 1, State.LIVE, str(number))


class Kept:
    """A keeper of so many records of earlier sessions, and of this session's up to `written`."""

    def __init__(self, before: int, written: int = 0, *, pruned: int = 0) -> None:
        self.before = before
        self.written = written
        self.pruned = pruned
        self.asked: list[int] = []

    @property
    def first(self) -> int | None:
        return -self.before if self.before or self.written else None

    def version(self) -> int:
        return self.written

    def page(self, first: int, end: int) -> Mapping[int, Record]:
        assert (first < 0) == (end <= 0)
        self.asked.append(first)
        here = range(max(first, self.pruned - self.before), min(end, self.written if first >= 0 else 0))
        return {number: step(number) for number in here}


def window(keeper: Kept | None, taken: int = 0, in_memory: int = 1000) -> Window:
    """One over a session that has had so many records."""
    memory = History(in_memory)
    for number in range(taken):
        memory.append(step(number))
    made = Window(memory)
    if keeper is not None:
        made.join(keeper)
    return made


@often
@given(before=st.integers(0, 300), taken=st.integers(0, 300), in_memory=st.integers(1, 300), data=st.data())
def test_every_number_is_the_record_of_that_number(
    before: int, taken: int, in_memory: int, data: st.DataObject
) -> None:
    shown = window(Kept(before, taken), taken, in_memory)
    assert shown.end == taken
    for number in data.draw(st.lists(st.integers(-before, taken - 1))) if before + taken else []:
        assert shown[number] == step(number)


def test_below_the_past_one_line_says_where_it_begins() -> None:
    shown = window(Kept(5), 3)
    assert shown.first == -6
    assert shown[-6] is BEGINNING
    with pytest.raises(IndexError):
        shown[-7]
    with pytest.raises(IndexError):
        shown[3]


@pytest.mark.parametrize("keeper", [None, Kept(0)])
def test_without_a_journal_it_is_memory_alone(keeper: Kept | None) -> None:
    shown = window(keeper, 10, in_memory=4)
    assert (shown.first, shown.end) == (6, 10)
    with pytest.raises(IndexError):
        shown[5]


def test_a_session_without_a_past_has_no_line_below_its_first() -> None:
    shown = window(Kept(0, 10), 10, in_memory=4)
    assert shown.first == 0
    assert shown[0] == step(0)


def test_what_was_let_go_of_meanwhile_is_said() -> None:
    shown = window(Kept(200, pruned=100))
    assert shown[-101] is GONE
    assert shown[-100] == step(-100)


def test_what_is_not_written_yet_is_looked_for_again_when_something_was_written() -> None:
    keeper = Kept(0, 10)
    shown = window(keeper, 100, in_memory=4)
    assert [shown[20], shown[20]] == [UNWRITTEN, UNWRITTEN]
    assert keeper.asked == [0]
    keeper.written = 90
    assert shown[20] == step(20)
    assert keeper.asked == [0, 0]


def test_a_page_is_read_once_and_few_are_kept() -> None:
    keeper = Kept(100 * PAGE)
    shown = window(keeper)
    for number in range(-1, -100 * PAGE - 1, -1):
        assert shown[number] == step(number)
    assert len(keeper.asked) == 100
    assert len(shown._pages) == PAGES_KEPT
