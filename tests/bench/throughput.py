"""Events a second from the socket through the book onto the screen, at full blast, none lost."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import tempfile
import time
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.figure import Figure
from tests.bench.screens import FILLED, OURS, STOCK
from tests.bench.seat import COLUMNS, LINES, Seat
from tests.bench.sources import messages
from tests.ui.paint.pseudo import ROOT
from tests.ui.paint.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def blasting(events: int) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    """The server's port, and the server, which begins at a line of input."""
    command = [sys.executable, "-m", "tests.bench.blast", str(events)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        try:
            yield int(server.stdout.readline()), server
        finally:
            server.kill()


def begin(server: subprocess.Popen[str]) -> float:
    """Let it begin; the moment."""
    assert server.stdin is not None
    server.stdin.write("\n")
    server.stdin.flush()
    return time.monotonic()


def shown(module: str, events: int) -> float:
    """Events a second until the last one stands in the event log."""
    last = deque(messages(events), maxlen=1)[0].decode()
    event_id = last[(at := last.index('"eventID":"') + 11) : at + 36]
    with blasting(events) as (port, server), tempfile.TemporaryDirectory() as folder:
        env_file = Path(folder) / "bench.env"
        env_file.touch(0o600)
        env_file.write_text(
            "BITOPRO_API_KEY=key\nBITOPRO_API_SECRET=secret\nBITOPRO_IDENTITY=bench@example.test\n"
            f"BITOPRO_STREAM_URL=ws://127.0.0.1:{port}/ws\nBITOPRO_REST_URL=http://127.0.0.1:{port}/v3\n"
        )
        with Seat(module, "--env-file", str(env_file)) as seat:
            seat.until(FILLED)
            seat.read_for(2.0)
            start = begin(server)
            while seat.read_for(1.5):
                pass
            terminal = Terminal(COLUMNS, LINES)
            for moment, data in seat.chunks:
                terminal.feed(data)
                if moment > start and any(event_id in line for line in terminal.text()[LINES - 12 :]):
                    return events / (moment - start)
    raise RuntimeError(f"{module} never showed the last event")


def alone(events: int) -> float:
    """Events a second that httpx-ws takes when nobody does anything with them."""
    with blasting(events) as (port, server):
        command = [sys.executable, "-m", "tests.bench.alone", f"ws://127.0.0.1:{port}/", str(events)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as client:
            assert client.stdout is not None
            client.stdout.readline()
            begin(server)
            return events / float(client.stdout.readline())


def figures(*, quick: bool) -> list[Figure]:
    """Ours beside httpx-ws alone, and beside the stock app."""
    rounds = 1 if quick else 3
    events = 5_000 if quick else 20_000
    ours = max(shown(OURS, events) for _ in range(rounds))
    bound = max(alone(events) for _ in range(rounds))
    stock = shown(STOCK, 1_000)
    return [
        Figure(
            "socket to screen, beside httpx-ws alone", ours, "/s", bound, least_ratio=0.65, beside="(alone)"
        ),
        Figure("socket to screen, beside the stock app", ours, "/s", stock),
    ]
