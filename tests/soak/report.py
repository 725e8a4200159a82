"""What a soak has to say at its end, and which promises it found broken."""

import statistics
import time
from typing import TYPE_CHECKING

from tests.soak.checker import Tally
from tests.soak.clock import LeapingClock
from tests.soak.driver import Driver
from tests.soak.gauge import Sample, slope
from tests.soak.plan import trials
from tests.soak.screen import Screen
from tui.exchange.faults.registry import FAULTS

if TYPE_CHECKING:
    from tests.soak.__main__ import Outcome

WARM_UP = 60_000
"""Messages until the history is full and every cache has what it keeps."""

TRACE_WARM_UP = 40_000
"""Messages until whatever was kept when tracing began has been replaced."""

GROWTH_ALLOWED = 10.0
"""Bytes a message (ACCEPTANCE.md, Load)."""


def warm(samples: list[Sample]) -> list[Sample]:
    """The samples after the warm-up."""
    return [each for each in samples if each.messages >= WARM_UP]


def growth(samples: list[Sample]) -> tuple[float, list[Sample]]:
    """Bytes a message by tracemalloc, and the samples that say so: those after a warm-up of the tracing as well."""
    traced = [each for each in warm(samples) if each.memory is not None]
    late = [each for each in traced if each.messages >= traced[0].messages + TRACE_WARM_UP]
    return slope([(each.messages, each.memory or 0) for each in late]), late


def report(outcome: "Outcome", tally: Tally, driver: Driver, screen: Screen | None, clock: LeapingClock) -> list[str]:
    """The figures, a line each."""
    took = time.monotonic() - outcome.started
    late = warm(outcome.samples)
    kinds = ", ".join(f"{kind.value} {count:,}" for kind, count in sorted(tally.kinds.items(), key=lambda it: it[0].value))
    lines = [
        f"messages received        {tally.messages:,} in {took:.0f} s ({kinds}); {tally.updates:,} told apart by eventID",
        f"connections              {tally.connections:,}; {clock.leapt / 3600:.1f} h of waiting leapt over",
        f"faults                   {driver.tried.total():,} in {outcome.rotations:.2f} rotations of {len(trials())}; "
        f"{len(driver.tried)} of the {len(FAULTS)} of the registry",
        f"rows compared            {tally.compared:,} while LIVE; {tally.marked:,} times one was marked and left out",
        f"wrong values shown       {tally.wrong}",
        f"lost while connected     {tally.lost}; {tally.doubled:,} came twice",
        f"did not recover          {len(driver.stuck)}",
    ]
    if late:
        lines += [
            f"blocks                   {slope([(e.messages, e.blocks) for e in late]):+.4f} a message from "
            f"{late[0].messages:,} on, {late[0].blocks:,} to {late[-1].blocks:,}",
            f"resident                 {slope([(e.messages, e.resident) for e in late]):+.2f} bytes a message, "
            f"{late[0].resident / 1e6:.1f} to {late[-1].resident / 1e6:.1f} MB",
            f"tasks                    {min(e.tasks for e in late)} to {max(e.tasks for e in late)}",
            f"descriptors              {min(e.descriptors for e in late)} to {max(e.descriptors for e in late)}",
        ]
    grows, traced = growth(outcome.samples)
    if len(traced) > 1:
        lines.append(
            f"memory (tracemalloc)     {grows:+.2f} bytes a message from {traced[0].messages:,} to "
            f"{traced[-1].messages:,}, {(traced[0].memory or 0) / 1e6:.2f} to {(traced[-1].memory or 0) / 1e6:.2f} MB"
        )
    else:
        lines.append("memory (tracemalloc)     not judged: too few messages after the warm-up")
    if screen is not None and len(screen.latencies) > 1:
        cuts = statistics.quantiles(screen.latencies, n=100)
        lines.append(
            f"keys                     {len(screen.latencies):,}, p50 {cuts[49] * 1e3:.0f} ms, p95 {cuts[94] * 1e3:.0f} ms, "
            f"p99 {cuts[98] * 1e3:.0f} ms, max {max(screen.latencies) * 1e3:.0f} ms, unanswered {screen.unanswered}; "
            f"cells read {outcome.looks:,} times"
        )
    lines.append("ends of connections:")
    lines += [f"  {count:6,}  {ending}" for ending, count in tally.endings.most_common(25)]
    if driver.marked:
        lines.append("marks until the next snapshot: " + ", ".join(f"{name} {n}" for name, n in driver.marked.most_common()))
    return lines


def verdict(samples: list[Sample], tally: Tally, driver: Driver) -> list[str]:
    """What is broken, in words; nothing when every promise was kept."""
    late = warm(samples)
    broken = [f"BROKEN  {finding}" for finding in (*tally.findings, *driver.stuck)]
    grows, _ = growth(samples)
    if grows > GROWTH_ALLOWED:
        broken.append(f"BROKEN  memory grows by {grows:.1f} bytes a message")
    for name in ("tasks", "descriptors"):
        counts = {getattr(each, name) for each in late}
        if len(counts) > 1:
            broken.append(f"BROKEN  {name} are not constant: {sorted(counts)}")
    return broken
