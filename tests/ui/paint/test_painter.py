"""The whole way from a rendered line to the terminal, in simulated time."""

from __future__ import annotations

import pytest

from tests.ui.paint.simulation import HEIGHT, World

LINES = [f"line {n}" for n in range(HEIGHT)]


def started(rate: float = 1e6, delay: float = 0.0005, *, answers: bool = True) -> World:
    """A world whose terminal has shown its first screens, and whose line is known."""
    world = World(rate, delay, answers=answers)
    for n in range(6):
        world.show(*(f"{line} {str(n) * (n * 5)}" for line in LINES))
        world.run(5.0)
    return world


def test_a_change_is_shown_at_once_when_the_terminal_is_idle() -> None:
    world = started()
    before = world.now
    world.show("changed")
    assert world.writes[-1][0] == before
    world.run(0.01)
    assert world.lines()[0] == "changed"


def test_nothing_is_left_to_happen_when_nothing_changes() -> None:
    world = started()
    assert world.timers == 0
    assert world.painter.at_rest
    written = len(world.writes)
    world.show(*(f"line {n} {'5' * 25}" for n in range(HEIGHT)))
    assert len(world.writes) == written
    assert world.timers == 0


def test_many_changes_become_few_frames_and_the_newest_state() -> None:
    world = started()
    frames = world.painter.frames
    for n in range(200):
        world.show(f"event {n}")
        world.run(0.005)
    world.run(0.5)
    assert world.lines()[0] == "event 199"
    assert 9 <= world.painter.frames - frames <= 16


@pytest.mark.parametrize(("rate", "delay"), [(5000.0, 0.0), (5000.0, 0.05), (20_000.0, 0.1), (1200.0, 0.2)])
def test_a_slow_line_never_has_much_in_it(rate: float, delay: float) -> None:
    world = started(rate, delay)
    written = len(world.writes)
    behind = 0.0
    for n in range(400):
        world.show(*(f"line {y} {n} {n * 7919 * (y + 1)}" for y in range(HEIGHT)))
        world.run(0.01)
        behind = max(behind, world._free - world.now)
    assert len(world.writes) > written
    assert behind <= max(0.08, 300 / rate + delay)
    world.run(20.0)
    assert world.lines()[3] == f"line 3 399 {399 * 7919 * 4}"


def test_what_a_key_changed_goes_before_everything_else() -> None:
    world = started(5000.0, 0.0)
    world.painter.first = (7,)
    for n in range(60):
        world.show(*(f"line {y} {n * 7919 * (y + 1)} {n}" for y in range(7)))
        world.run(0.013)
    world.press()
    pressed = world.now
    world.show("the echo", top=7)
    while world.lines()[7] != "the echo":
        world.run(0.001)
    assert world.now - pressed <= 0.1


def test_a_frame_waits_a_moment_for_the_effect_of_a_key() -> None:
    world = started()
    world.painter.first = (7,)
    world.press()
    written = len(world.writes)
    world.show("a passing event")
    assert len(world.writes) == written
    world.show("the echo", top=7)
    assert len(world.writes) == written + 1
    world.run(0.2)
    world.press()
    world.show("another event")
    world.run(0.04)
    assert world.lines()[0] == "another event"


def test_a_key_held_down_does_not_stop_the_screen() -> None:
    world = started()
    world.painter.first = (7,)
    shown = []
    for n in range(100):
        world.press()
        world.show(f"event {n}")
        world.run(0.02)
        shown.append(world.lines()[0])
    assert len(set(shown)) > 20


@pytest.mark.parametrize("stuck", [True, False])
def test_a_frozen_terminal_gets_no_frame_and_one_on_its_thaw(stuck: bool) -> None:
    world = started()
    world.frozen, world.stuck = True, stuck
    frames = world.painter.frames
    for n in range(6000):
        world.show(*(f"line {y} {n}" for y in range(HEIGHT)))
        world.run(0.01)
    assert world.painter.frames - frames <= 1
    frames = world.painter.frames
    world.thaw()
    world.run(0.04)
    assert world.painter.frames - frames == 1
    assert world.lines() == [f"line {y} 5999" for y in range(HEIGHT)]
    world.run(30.0)
    assert world.painter.frames - frames == 1
    assert world.timers == 0


def test_an_old_state_is_not_painted_just_before_the_newest_one() -> None:
    world = started(5000.0, 0.0)
    world.frozen = True
    for state in ("under way", "old"):
        world.show(*(f"{state} {y * 7919}" for y in range(HEIGHT)))
        world.run(0.5)
    world.painter.when_ready(lambda: world.call_later(0.02, lambda: world.show(*["the newest"] * HEIGHT)))
    world.run(30.0)
    frames = world.painter.frames
    world.thaw()
    world.run(1.0)
    assert world.lines() == ["the newest"] * HEIGHT
    assert world.painter.frames - frames == 1


def test_nobody_who_brings_nothing_new_keeps_a_thawed_terminal_waiting() -> None:
    world = started(5000.0, 0.0)
    world.show(*(f"line {y} {y * 7919}" for y in range(HEIGHT)))
    world.frozen = True
    world.run(30.0)
    world.painter.when_ready(lambda: None)
    world.thaw()
    for _ in range(100):
        world.painter.when_ready(lambda: None)
        world.run(0.01)
    assert world.lines() == [f"line {y} {y * 7919}" for y in range(HEIGHT)]


def test_a_terminal_that_never_answers_is_painted_all_the_same() -> None:
    world = started(answers=False)
    frames = world.painter.frames
    for n in range(100):
        world.show(f"event {n}")
        world.run(0.01)
    world.run(1.0)
    assert world.lines()[0] == "event 99"
    assert 5 <= world.painter.frames - frames <= 12
    assert world.timers == 0


def test_a_repaint_shows_the_truth_on_a_spoilt_terminal() -> None:
    world = started()
    truth = world.lines()
    world.terminal.feed(b"\x1b[2J\x1b[5;9r\x1b[31mrubbish")
    world.painter.repaint()
    world.run(1.0)
    assert world.lines() == truth


def test_a_terminal_entered_anew_is_painted_without_waiting_for_old_answers() -> None:
    world = started()
    world.frozen = True
    world.show("lost")
    world.run(0.1)
    world._held.clear()
    world.frozen = False
    world.terminal.feed(b"\x1b[2J")
    world.painter.restart()
    world.run(0.5)
    assert world.lines()[0] == "lost"
    assert world.lines()[5].startswith("line 5")


def test_who_waits_to_paint_is_called_when_the_terminal_can_take_it() -> None:
    world = started()
    calls: list[float] = []
    world.painter.when_ready(lambda: calls.append(world.now))
    assert calls == [world.now]
    world.frozen = True
    world.show("held")
    for _ in range(3):
        world.painter.when_ready(calls.clear)
    world.run(30.0)
    assert len(calls) == 1
    world.thaw()
    world.run(0.1)
    assert calls == []


def test_who_waits_to_paint_is_called_at_most_twenty_times_a_second() -> None:
    world = started()
    calls: list[float] = []

    def call() -> None:
        calls.append(world.now)

    for _ in range(1000):
        world.painter.when_ready(call)
        world.run(0.001)
    assert 15 <= len(calls) <= 21


def test_a_failure_on_the_way_is_told_and_does_not_end_the_painting() -> None:
    world = started()

    def fail() -> None:
        raise ValueError("on the way")

    world.painter.when_ready(fail)
    assert [str(error) for error in world.failures] == ["on the way"]
    world.show("after it")
    world.run(0.1)
    assert world.lines()[0] == "after it"


def test_a_large_frame_is_sent_as_one_where_the_terminal_knows_how() -> None:
    world = started()
    world.painter.synchronised = True
    world.show("a small change")
    assert "\x1b[?2026h" not in world.writes[-1][1]
    world.run(1.0)
    world.show(*("".join(chr(60 + (x * 7 + y * 11) % 60) for x in range(40)) for y in range(HEIGHT)))
    data = world.writes[-1][1]
    assert data.startswith("\x1b[?2026h")
    assert data.endswith("\x1b[?2026l\x1b[5n")


def test_the_cursor_is_left_where_an_input_wants_it() -> None:
    world = started()
    world.painter.cursor = (3, 7)
    world.show("changed")
    world.run(0.1)
    cursor = world.terminal.screen.cursor
    assert (cursor.y, cursor.x) == (3, 7)


def test_a_new_size_starts_from_nothing() -> None:
    world = started()
    world.painter.forget()
    world.show(*LINES)
    data = world.writes[-1][1]
    assert data.startswith("\x1b[r")
    assert all(f"line {n}" in data for n in range(HEIGHT))
