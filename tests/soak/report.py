"""What a soak has to say at its end, and which promises it found broken."""

import statistics
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from tests.soak.checker import Tally
from tests.soak.driver import Driver
from tests.soak.gauge import Sample, slope
from tests.soak.plan import trials
from tests.soak.screen import Screen
from tui.core.record import Kind
from tui.exchange.faults.registry import FAULTS

WARM_UP: Final = 60_000
"""Messages until the history is full and every cache has what it keeps."""

TRACE_WARM_UP: Final = 40_000
"""Messages until whatever was kept when tracing began has been replaced."""

GROWTH_ALLOWED: Final = 10.0
"""Bytes a message (ACCEPTANCE.md, Load)."""

PASSING: Final = 3
"""Timers of the screen that may run at any moment, each a task."""

_ENDINGS_TOLD: Final = 25


@dataclass
class Outcome:
    """Measurements of the run as a whole."""

    seconds: float = 0.0
    leapt: float = 0.0
    """Seconds of waiting that were leapt over."""
    samples: list[Sample] = field(default_factory=list)
    looks: int = 0
    """How often the cells on the screen were read."""
    done: int = 0
    """Trials."""


def warm(samples: list[Sample]) -> list[Sample]:
    """The samples of the feed alone, after the warm-up."""
    return [each for each in samples if each.messages >= WARM_UP and not each.has_screen]


def growth(samples: list[Sample]) -> tuple[float, list[Sample]]:
    """Bytes a message by tracemalloc, and the samples that say so: those after a warm-up of the tracing as well."""
    traced = [each for each in warm(samples) if each.memory is not None]
    late = [each for each in traced if each.messages >= traced[0].messages + TRACE_WARM_UP]
    return slope([(each.messages, each.memory or 0) for each in late]), late


def report(outcome: Outcome, tally: Tally, driver: Driver, screen: Screen | None) -> list[str]:
    """The figures, a line each."""
    told = [*_figures(outcome, tally, driver), *_held(outcome.samples)]
    if screen is not None and len(screen.latencies) > 1:
        told.append(("keys", _keys(screen, outcome)))
    lines = [f"{name:<24} {text}" for name, text in told]
    lines.append("ends of connections:")
    lines += [f"  {count:6,}  {ending}" for ending, count in tally.endings.most_common(_ENDINGS_TOLD)]
    if driver.marked:
        marked = ", ".join(f"{name} {times}" for name, times in driver.marked.most_common())
        lines.append(f"rows stayed marked until the next snapshot after: {marked}")
    return lines


def _figures(outcome: Outcome, tally: Tally, driver: Driver) -> Iterator[tuple[str, str]]:
    kinds = ", ".join(f"{kind.value} {tally.kinds[kind]:,}" for kind in Kind)
    turns = outcome.done / len(trials())
    yield "messages received", f"{tally.messages:,} in {outcome.seconds:.0f} s ({kinds})"
    yield "connections", f"{tally.connections:,}; {outcome.leapt / 3600:.1f} h of waiting leapt over"
    yield (
        "faults",
        f"{outcome.done:,}, {turns:.2f} turns; {len(driver.tried)} of the {len(FAULTS)} of the registry",
    )
    yield (
        "rows compared",
        f"{tally.compared:,} while LIVE; {tally.marked:,} times one was marked, and left out",
    )
    yield "wrong values shown", str(tally.wrong)
    yield "lost while connected", f"{tally.lost} of {tally.updates:,}; {tally.doubled:,} came twice"
    yield "did not recover", str(len(driver.stuck))


def _held(samples: list[Sample]) -> Iterator[tuple[str, str]]:
    late = warm(samples)
    if late:
        first, last = late[0], late[-1]
        blocks = slope([(each.messages, each.blocks) for each in late])
        resident = slope([(each.messages, each.resident) for each in late])
        yield "from, to", f"{first.messages:,} to {last.messages:,} messages"
        yield "blocks of memory", f"{blocks:+.4f} a message, {first.blocks:,} to {last.blocks:,}"
        yield (
            "resident memory",
            f"{resident:+.2f} bytes a message, {first.resident / 1e6:.1f} to {last.resident / 1e6:.1f} MB",
        )
    for name in ("tasks", "descriptors"):
        for has_screen in (False, True):
            if counts := [getattr(each, name) for each in samples if each.has_screen is has_screen]:
                yield f"{name}, {'with' if has_screen else 'no'} screen", f"{min(counts)} to {max(counts)}"
    grows, traced = growth(samples)
    if len(traced) < 2:
        yield "memory by tracemalloc", "not judged: too few messages after the warm-up"
    else:
        held = [(each.memory or 0) / 1e6 for each in (traced[0], traced[-1])]
        where = f"from {traced[0].messages:,} to {traced[-1].messages:,}"
        yield (
            "memory by tracemalloc",
            f"{grows:+.2f} bytes a message {where}, {held[0]:.2f} to {held[1]:.2f} MB",
        )


def _keys(screen: Screen, outcome: Outcome) -> str:
    cuts = [cut * 1e3 for cut in statistics.quantiles(screen.latencies, n=100)]
    return (
        f"{len(screen.latencies):,}; p50 {cuts[49]:.0f} ms, p95 {cuts[94]:.0f} ms, p99 {cuts[98]:.0f} ms, max "
        f"{max(screen.latencies) * 1e3:.0f} ms; unanswered {screen.unanswered}; cells read {outcome.looks:,} times"
    )


def verdict(samples: list[Sample], tally: Tally, driver: Driver) -> list[str]:
    """What is broken, in words; nothing when every promise was kept."""
    broken = [*tally.findings, *driver.stuck]
    grows, _ = growth(samples)
    if grows > GROWTH_ALLOWED:
        broken.append(f"memory grows by {grows:.1f} bytes a message")
    for name in ("tasks", "descriptors"):
        counts = {getattr(each, name) for each in samples if not each.has_screen}
        if len(counts) > 1:
            broken.append(f"{name} are not constant: {sorted(counts)}")
        shown = [getattr(each, name) for each in samples if each.has_screen]
        if shown and max(shown) - min(shown) > PASSING:
            broken.append(f"{name} behind the screen are not constant: {sorted(set(shown))}")
    return [f"BROKEN  {each}" for each in broken]
