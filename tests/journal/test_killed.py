"""Killed in the middle of a thousand events a second, fifty times: what is older than a second is there, once."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.command import CODE
from tests.journal.nursery import NOTE
from tests.journal.telling import until
from tui.core.record import MessageRecord
from tui.journal.store import Journal
from tui.journal.verify import verify

LANES = 5
KILLS = 10
"""Of each lane, one after the other on the same file."""

DURABLE = 1.0
"""Seconds."""


class Nursery:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.journal.nursery"],
            cwd=CODE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def child(self, path: Path, notes: Path, run: int) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with self._lock:
            self._process.stdin.write(f"{path} {notes} {run}\n")
            self._process.stdin.flush()
            return int(self._process.stdout.readline())

    def close(self) -> None:
        self._process.communicate()


def noted(notes: Path, before: float) -> int:
    """How many records had been handed over by a moment."""
    data = notes.read_bytes()
    whole = data[: len(data) - len(data) % NOTE.size]
    return sum(at <= before for _, at in NOTE.iter_unpack(whole))


def kill_again_and_again(nursery: Nursery, folder: Path, lane: int) -> list[str]:
    path, wrong = folder / f"{lane}.db", []
    chance = random.Random(lane)
    for kill in range(KILLS):
        notes = folder / f"{lane}-{kill}.notes"
        child = nursery.child(path, notes, lane * KILLS + kill)
        assert until(notes.exists, 20.0)
        time.sleep(DURABLE + chance.random() * 0.6)
        killed_at = time.monotonic()
        os.kill(child, signal.SIGKILL)
        journal = Journal(path)
        (session,) = journal.asked("SELECT coalesce(max(id), 0) FROM session")[0]
        kept = journal.of_session(session, 0, 1 << 40)
        journal.close()
        if [ordinal for ordinal, _ in kept] != list(range(len(kept))):
            wrong.append(f"kill {kill}: ordinals are not dense")
        due = noted(notes, killed_at - DURABLE)
        if len(kept) < due or session != kill + 1:
            wrong.append(f"kill {kill}: {len(kept)} kept of session {session}, {due} were due")
    return wrong


@pytest.mark.timeout(120)
def test_nothing_older_than_a_second_is_lost_and_nothing_doubled(tmp_path: Path) -> None:
    nursery = Nursery()
    with ThreadPoolExecutor(LANES) as lanes:
        wrong = lanes.map(lambda lane: kill_again_and_again(nursery, tmp_path, lane), range(LANES))
        assert [each for lane in wrong for each in lane] == []
    nursery.close()

    for lane in range(LANES):
        journal = Journal(tmp_path / f"{lane}.db")
        events = [
            kept.record.event_id
            for kept in journal.records(*journal.span())
            if isinstance(kept.record, MessageRecord) and kept.record.event_id.endswith("-2222-3333-4444-555555555555")
            and not kept.record.event_id.startswith("11111111")
        ]  # fmt: skip
        assert len(events) > KILLS * 100
        assert len(events) == len(set(events))
        assert verify(journal).findings == []
        journal.close()
