"""Recordings for tests: written line by line, with time in seconds since they began."""

from pathlib import Path

from tests.core.builders import NOW, message, row
from tui.core.link import State
from tui.core.record import Does
from tui.core.recording import Line, header, link_line, message_line, read_line

HOST = "exchange.test"

SECOND = 1_000_000_000
BEGAN = NOW * 1_000_000
"""Unix ns."""


def at(seconds: float) -> int:
    """Unix ns of that second of a recording."""
    return BEGAN + round(seconds * SECOND)


def opened(seconds: float = 0, generation: int = 1, does: Does = Does.OPENED) -> bytes:
    return link_line(at(seconds), generation, State.SYNCING, f"connected to {HOST}", does)


def step(seconds: float, state: State, words: str, does: Does = Does.NOTHING) -> bytes:
    return link_line(at(seconds), 1, state, words, does)


def live(seconds: float) -> bytes:
    return step(seconds, State.LIVE, "live")


def says(seconds: float, *rows: dict[str, object], generation: int = 1, event_id: str = "") -> bytes:
    """A balance message that was sent when it was received."""
    own = {"eventID": event_id or f"{round(seconds * 10):08x}-1111", "timestamp": NOW + round(seconds * 1000)}
    return message_line(at(seconds), generation, message(*rows, **own))


HOUR = (
    opened(),
    says(0, row("BTC"), row("ETH"), row("TWD", amount="100", available="100")),
    live(0),
    says(10, row("BTC", amount="2", available="2")),
    says(70, row("BTC", amount="3", available="2")),
    step(100, State.LOST, "lost: reset by peer; retry in 3 s (first)"),
)
"""A connection that brought two updates and was lost."""


def recording(folder: Path, *lines: bytes, redacted: bool = False) -> Path:
    """Write a recording of these lines."""
    path = folder / "recording.ndjson"
    path.write_bytes(header(HOST, redacted=redacted) + b"".join(lines))
    return path


def lines(content: bytes) -> list[Line]:
    """What the lines of a recording say."""
    return [read_line(line, number) for number, line in enumerate(content.splitlines(), 1)]
