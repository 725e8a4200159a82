"""What the process holds: memory, tasks and descriptors, and how memory grows."""

import asyncio
import gc
import tracemalloc
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sample:
    """The process at one moment of rest."""

    messages: int
    """Received by then."""
    memory: int
    """Bytes that Python's allocator has given out, by tracemalloc."""
    resident: int
    """Bytes that the system has given this process."""
    tasks: int
    descriptors: int


def sample(messages: int) -> Sample:
    """Measure now."""
    gc.collect()
    return Sample(
        messages,
        tracemalloc.get_traced_memory()[0],
        _resident(),
        len(asyncio.all_tasks()),
        sum(1 for _ in Path("/dev/fd").iterdir()) - 1,
    )


def slope(samples: list[Sample]) -> float:
    """Bytes of memory a message, by the least squares of all samples; 0 with fewer than two."""
    if len(samples) < 2:
        return 0.0
    mean_x = sum(each.messages for each in samples) / len(samples)
    mean_y = sum(each.memory for each in samples) / len(samples)
    over = sum((each.messages - mean_x) * (each.memory - mean_y) for each in samples)
    under = sum((each.messages - mean_x) ** 2 for each in samples)
    return over / under if under else 0.0


def _resident() -> int:
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    found = [line for line in status.read_text().splitlines() if line.startswith("VmRSS:")]
    return int(found[0].split()[1]) * 1024
