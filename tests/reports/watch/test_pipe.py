"""A descriptor written by a thread: in order, whoever reads and however slowly, and never past a reader's end."""

import os
from queue import SimpleQueue

from tests.core.builders import NOW
from tui.reports.watch.backlog import Backlog
from tui.reports.watch.pipe import Pipe

SECONDS = 5


def begun(descriptor: int) -> tuple[Pipe, "SimpleQueue[OSError | None]"]:
    ended: SimpleQueue[OSError | None] = SimpleQueue()
    pipe = Pipe(descriptor, Backlog(lambda _: b"dropped\n", lambda: NOW))
    pipe.begin(ended.put)
    return pipe, ended


def test_every_line_arrives_in_order_a_long_one_too() -> None:
    reading, writing = os.pipe()
    pipe, _ = begun(writing)
    lines = [b"one\n", b"x" * 50_000 + b"\n", b"three\n"]
    for line in lines:
        pipe.put(line)

    assert pipe.close(SECONDS)
    os.close(writing)
    with os.fdopen(reading, "rb") as reader:
        assert reader.readlines() == lines


def test_a_full_pipe_makes_nobody_wait() -> None:
    reading, writing = os.pipe()
    pipe, _ = begun(writing)
    for _ in range(100):
        pipe.put(b"x" * 5_000)

    assert not pipe.close(0.05)
    os.close(reading)


def test_a_reader_that_leaves_is_noticed_though_nothing_is_written() -> None:
    reading, writing = os.pipe()
    _, ended = begun(writing)
    os.close(reading)

    assert ended.get(timeout=SECONDS) is None
    os.close(writing)


def test_what_cannot_be_written_is_told() -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    pipe, ended = begun(full)
    pipe.put(b"one\n")

    error = ended.get(timeout=SECONDS)
    assert error is not None
    assert error.strerror == "No space left on device"
    os.close(full)
