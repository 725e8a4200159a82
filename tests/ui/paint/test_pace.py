"""When a frame may go: at once when idle, then at the terminal's pace, and never blindly."""

from __future__ import annotations

import pytest

from tui.ui.paint.pace import (
    INTERVAL,
    LONGEST_PATIENCE,
    PATIENCE,
    SILENT_INTERVAL,
    STEADY_INTERVAL,
    Ask,
    Hold,
    Pace,
    Paint,
)
from tui.ui.paint.queries import Query


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Table:
    """A pace and its clock, with the questions asked in one word each."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.pace = Pace(self.clock)

    def ask(self, *, idle: bool = True, key: bool = False, urgent: bool = False) -> Paint | Ask | Hold:
        return self.pace.verdict(writer_idle=idle, key=key or urgent, urgent=urgent)

    def answer(self, query: Query = Query.STATUS) -> None:
        self.pace.answered(query, self.clock.now)

    def wait(self, seconds: float) -> None:
        self.clock.now += seconds

    def frame(self, size: int = 300, seconds: float = 0.01) -> None:
        """One frame, painted and answered, and a pause behind it."""
        self.pace.painted(size)
        self.wait(seconds)
        self.answer()
        self.wait(1.0)


class held:  # noqa: N801 (reads as the verdict it stands for)
    """Equals a `Hold` of about so many seconds."""

    def __init__(self, seconds: float, within: float = 1e-6) -> None:
        self.seconds, self.within = seconds, within

    def __eq__(self, other: object) -> bool:
        seconds = other.seconds if isinstance(other, Hold) else None
        return seconds is not None and abs(seconds - self.seconds) <= self.within

    __hash__ = None  # type: ignore[assignment]  # about equal has no hash


@pytest.fixture
def table() -> Table:
    return Table()


def test_the_first_frame_goes_at_once(table: Table) -> None:
    assert table.ask() == Paint(None)


def test_the_next_frame_waits_for_the_answer(table: Table) -> None:
    table.pace.painted(300)
    table.wait(1.0)
    assert isinstance(table.ask(), Hold)
    table.answer()
    assert table.ask() == Paint(None)


def test_frames_keep_their_distance(table: Table) -> None:
    table.frame()
    table.pace.painted(300)
    table.answer()
    assert table.ask() == held(INTERVAL)
    table.wait(INTERVAL)
    assert isinstance(table.ask(), Paint)


def test_a_steady_stream_is_painted_ten_times_a_second(table: Table) -> None:
    for _ in range(8):
        table.pace.painted(300)
        table.answer()
        table.wait(0.06)
    assert table.pace.interval == STEADY_INTERVAL
    table.wait(1.0)
    table.pace.painted(300)
    assert table.pace.interval == INTERVAL


def test_a_key_need_not_wait_for_the_distance(table: Table) -> None:
    table.frame()
    table.pace.painted(300)
    table.answer()
    assert isinstance(table.ask(key=True), Paint)


def test_what_a_key_changed_may_follow_a_frame_under_way(table: Table) -> None:
    table.frame()
    table.pace.painted(300)
    assert isinstance(table.ask(key=True), Hold)
    assert table.ask(urgent=True) == Paint(table.pace.line.limit(), urgent_only=True)


def test_what_a_key_changed_waits_until_the_line_is_nearly_free(table: Table) -> None:
    for size in (9000, 300, 200, 250):
        table.frame(size, size / 5000)
    table.pace.painted(300)
    assert table.ask(urgent=True) == held(300 / 5000 - 0.025, within=0.002)


def test_keys_do_not_fill_a_line_that_stands_still(table: Table) -> None:
    for size in (9000, 300, 200, 250):
        table.frame(size, size / 5000)
    frames = 0
    while isinstance(table.ask(urgent=True), Paint):
        table.pace.painted(200)
        table.wait(1.0)
        frames += 1
    assert frames <= 4


def test_keys_send_nothing_to_a_terminal_that_does_not_answer(table: Table) -> None:
    for size in (9000, 300, 200, 250):
        table.frame(size, 0.001)
    table.pace.painted(300)
    table.wait(0.05)
    assert isinstance(table.ask(urgent=True), Paint)
    table.wait(0.2)
    assert isinstance(table.ask(urgent=True), Hold)


def test_nothing_goes_while_the_writer_is_busy(table: Table) -> None:
    assert table.ask(idle=False, key=True, urgent=True) == Hold(None)


def test_a_terminal_is_asked_everything_until_it_answers(table: Table) -> None:
    assert table.pace.question() == "\x1b[5n\x1b[?2026$p"
    table.frame()
    assert table.pace.question() == "\x1b[5n"


def test_a_terminal_that_knows_only_the_longer_question_gets_that_one(table: Table) -> None:
    table.pace.painted(300)
    table.answer(Query.MODE)
    assert table.pace.question() == "\x1b[?2026$p"
    assert table.pace.awaited == 0


def test_both_answers_to_one_frame_count_once(table: Table) -> None:
    table.pace.painted(300)
    table.answer(Query.STATUS)
    table.answer(Query.MODE)
    assert table.pace.question() == "\x1b[5n"
    assert table.pace.awaited == 0


def test_a_terminal_that_never_answers_is_paced_by_the_writer(table: Table) -> None:
    for _ in range(2):
        assert isinstance(table.ask(), Paint)
        table.pace.painted(300)
        table.wait(PATIENCE - 0.1)
        assert isinstance(table.ask(), Hold)
        table.wait(0.3)
    assert isinstance(table.ask(), Paint)
    assert table.pace.silent
    assert table.pace.question() == ""
    table.pace.painted(300)
    assert table.ask() == held(SILENT_INTERVAL)


def test_a_late_answer_ends_the_silence(table: Table) -> None:
    for _ in range(2):
        table.pace.painted(300)
        table.wait(10)
        table.ask()
    table.answer()
    assert not table.pace.silent
    assert table.pace.question() == "\x1b[5n"


def test_a_large_first_frame_is_given_time_on_a_slow_line(table: Table) -> None:
    table.pace.painted(9000)
    table.wait(3.0)
    assert isinstance(table.ask(), Hold)


def test_a_terminal_that_stands_still_is_asked_again_but_gets_no_frame(table: Table) -> None:
    for _ in range(5):
        table.frame()
    table.pace.painted(300)
    verdicts = []
    for _ in range(600):
        table.wait(0.1)
        verdict = table.ask()
        verdicts.append(verdict)
        if isinstance(verdict, Ask):
            table.pace.asked()
    assert not any(isinstance(verdict, Paint) for verdict in verdicts)
    asked = [verdict for verdict in verdicts if isinstance(verdict, Ask)]
    assert 60 / LONGEST_PATIENCE <= len(asked) <= 10
    assert asked[0] == Ask("\x1b[5n")


def test_any_answer_after_a_thaw_lets_one_frame_go(table: Table) -> None:
    for _ in range(5):
        table.frame()
    table.pace.painted(300)
    for _ in range(4):
        table.wait(LONGEST_PATIENCE + 1)
        assert isinstance(table.ask(), Ask)
        table.pace.asked()
    for _ in range(5):
        table.answer()
    assert isinstance(table.ask(), Paint)
    table.pace.painted(900)
    assert isinstance(table.ask(), Hold)


def test_a_restart_expects_no_answers(table: Table) -> None:
    table.frame()
    table.pace.painted(300)
    table.pace.restart()
    assert isinstance(table.ask(), Paint)
    assert table.pace.question() == "\x1b[5n\x1b[?2026$p"


def test_the_frame_after_a_thaw_is_a_whole_one(table: Table) -> None:
    for size in (300, 3000, 300, 3000, 300):
        table.frame(size, size / 5000)
    assert table.ask() == Paint(table.pace.line.limit())
    table.pace.painted(300)
    table.wait(6.0)
    table.answer()
    assert table.ask() == Paint(None)
    table.pace.painted(900)
    table.wait(0.2)
    table.answer()
    assert table.ask() == Paint(table.pace.line.limit())
    assert table.pace.line.limit() is not None


def test_a_large_frame_on_a_slow_line_is_no_frozen_terminal(table: Table) -> None:
    for size in (300, 3000, 300, 3000, 300):
        table.frame(size, size / 5000)
    table.pace.painted(20_000)
    table.wait(4.0)
    table.answer()
    assert table.ask() == Paint(table.pace.line.limit())
