"""Lines that wait for a slow reader: bounded, in order, and what is missing is said where it is missing."""

from tests.core.builders import NOW
from tui.reports.watch.backlog import AT_ONCE, Backlog, Dropped


def backlog(most_lines: int = 4, most_bytes: int = 1 << 20) -> Backlog:
    return Backlog(said, lambda: NOW, most_lines=most_lines, most_bytes=most_bytes)


def said(dropped: Dropped) -> bytes:
    return b"dropped %d\n" % dropped.lines


def filled(waiting: Backlog, count: int) -> Backlog:
    for number in range(count):
        waiting.put(b"%d\n" % number)
    return waiting


def test_lines_come_out_as_they_went_in() -> None:
    assert filled(backlog(), 3).take() == b"0\n1\n2\n"


def test_what_finds_no_room_is_dropped_and_said_once_there_is_room() -> None:
    waiting = filled(backlog(), 9)

    assert len(waiting) == 4
    assert waiting.take() == b"0\n1\n2\n3\n"
    waiting.put(b"later\n")
    assert waiting.take() == b"dropped 5\nlater\n"


def test_it_is_said_though_nothing_follows() -> None:
    waiting = filled(backlog(), 6)
    waiting.take()

    assert (waiting.take(), waiting.take()) == (b"dropped 2\n", b"")


def test_bytes_are_bounded_too_but_one_line_always_fits() -> None:
    waiting = backlog(most_bytes=10)
    waiting.put(b"x" * 50)
    waiting.put(b"y")

    assert waiting.take() == b"x" * 50
    assert waiting.take() == b"dropped 1\n"


def test_the_last_line_of_all_is_never_dropped() -> None:
    waiting = filled(backlog(), 6)
    waiting.put(b"last\n", is_last=True)

    assert waiting.take() == b"0\n1\n2\n3\ndropped 2\nlast\n"


def test_no_more_is_given_at_once_than_a_pipe_is_sure_to_take() -> None:
    waiting = backlog(most_lines=10)
    for _ in range(3):
        waiting.put(b"z" * (AT_ONCE // 2))

    assert [len(waiting.take()) for _ in range(2)] == [AT_ONCE, AT_ONCE // 2]
