"""The writer never makes anybody wait, and gives up a terminal that takes nothing."""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING

import pytest

from tui.ui.paint.writer import MOST_QUEUED, Writer

if TYPE_CHECKING:
    from collections.abc import Iterator

FULL = "x" * 80_000
"""More than a pipe holds."""


class Pipe:
    """A writer to a pipe, and the pipe's other end."""

    def __init__(self) -> None:
        self.end, self.start = os.pipe()
        self.writer = Writer(self.start)
        self.writer.start()

    def read(self, count: int) -> str:
        data = b""
        while len(data) < count:
            data += os.read(self.end, count - len(data))
        return data.decode()

    def wait_idle(self) -> None:
        idle = threading.Event()
        self.writer.when_idle(idle.set)
        assert idle.wait(5)


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    pipe = Pipe()
    yield pipe
    os.close(pipe.end)
    pipe.writer.stop(5)
    os.close(pipe.start)


def test_what_is_written_arrives_in_order(pipe: Pipe) -> None:
    for word in ("one ", "two ", "比特"):
        pipe.writer.write(word)
    assert pipe.read(14) == "one two 比特"
    pipe.wait_idle()
    assert pipe.writer.idle


def test_writing_to_what_nobody_reads_takes_no_time(pipe: Pipe) -> None:
    pipe.writer.write(FULL)
    start = time.monotonic()
    for number in range(5000):
        pipe.writer.write(f"{number} ")
    assert time.monotonic() - start < 0.5
    assert not pipe.writer.idle


def test_idleness_is_told_once_all_is_read(pipe: Pipe) -> None:
    told = threading.Event()
    pipe.writer.write(FULL)
    pipe.writer.when_idle(told.set)
    assert not told.is_set()
    pipe.read(len(FULL))
    assert told.wait(5)


def test_idleness_is_told_at_once_when_nothing_waits(pipe: Pipe) -> None:
    told: list[int] = []
    pipe.writer.when_idle(lambda: told.append(1))
    pipe.writer.write("x")
    pipe.wait_idle()
    assert told == [1]


def test_the_same_text_twice_is_written_once_while_it_waits(pipe: Pipe) -> None:
    pipe.writer.write(FULL)
    for _ in range(1000):
        pipe.writer.write("\a")
    pipe.writer.write("end")
    assert pipe.read(len(FULL) + 4).endswith("x\aend")


def test_what_is_too_much_is_lost_and_said_to_be_lost(pipe: Pipe) -> None:
    pipe.writer.write(FULL)
    assert not pipe.writer.lost
    for number in range(4):
        pipe.writer.write(f"{number}" * (MOST_QUEUED // 3))
    assert pipe.writer.lost


def test_stopping_waits_for_what_is_read(pipe: Pipe) -> None:
    pipe.writer.write("last words")
    assert pipe.writer.stop(5)
    assert pipe.read(10) == "last words"
    pipe.writer.write("nothing more")
    assert pipe.writer.idle


def test_stopping_does_not_wait_for_what_nobody_reads(pipe: Pipe) -> None:
    pipe.writer.write(FULL)
    start = time.monotonic()
    assert not pipe.writer.stop(0.1)
    assert time.monotonic() - start < 1.0


def test_a_terminal_that_is_gone_harms_nobody() -> None:
    end, start = os.pipe()
    os.close(end)
    writer = Writer(start)
    writer.start()
    writer.write("into the void")
    assert writer.stop(5)
    os.close(start)


def test_a_descriptor_that_does_not_block_is_waited_for(pipe: Pipe) -> None:
    os.set_blocking(pipe.start, False)
    pipe.writer.write(FULL)
    assert pipe.read(len(FULL)) == FULL
    pipe.wait_idle()


def test_what_the_encoding_lacks_is_replaced() -> None:
    end, start = os.pipe()
    writer = Writer(start, "latin-1")
    writer.start()
    writer.write("é比")
    assert writer.stop(5)
    os.close(start)
    assert os.read(end, 10) == b"\xe9?"
    os.close(end)
