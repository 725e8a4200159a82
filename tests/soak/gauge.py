"""What the process holds: memory, tasks and descriptors, and how memory grows."""

import asyncio
import gc
import sys
import tracemalloc
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sample:
    """The process at one moment of rest."""

    messages: int
    """Received by then."""
    memory: int | None
    """Bytes given out since tracing began, by tracemalloc; None while it is off, for it makes all five times slower."""
    blocks: int
    """Blocks that Python's own allocator has given out, whenever that was."""
    resident: int
    """Bytes that the system has given this process."""
    tasks: int
    descriptors: int
    has_screen: bool = False


def sample(messages: int, *, has_screen: bool = False) -> Sample:
    """Measure now."""
    gc.collect()
    return Sample(
        messages,
        tracemalloc.get_traced_memory()[0] if tracemalloc.is_tracing() else None,
        sys.getallocatedblocks(),
        _resident(),
        len(asyncio.all_tasks()),
        sum(1 for _ in Path("/dev/fd").iterdir()) - 1,
        has_screen,
    )


def slope(points: list[tuple[float, float]]) -> float:
    """How much the second value grows with the first, by least squares; 0 with fewer than two points."""
    if len(points) < 2:  # two points make a line
        return 0.0
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    under = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / under if under else 0.0


def _resident() -> int:
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    found = [line for line in status.read_text().splitlines() if line.startswith("VmRSS:")]
    return int(found[0].split()[1]) * 1024
