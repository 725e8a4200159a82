"""`make soak`: the real feed and the real screen for minutes or hours, with a fault every 500 messages.

The exchange runs in a process of its own, over TLS; its faults take turns. Waits between attempts are leapt over by
the clock, as a suspended machine's clock leaps; limits that are waited for in real time are shrunk. Ends with 1 if a
promise of ACCEPTANCE.md is broken: a wrong value shown, an update lost, no recovery, growth.
"""

import argparse
import asyncio
import contextlib
import os
import random
import sys
import time
import tracemalloc
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from tests.soak.checker import Checked
from tests.soak.clock import LeapingClock
from tests.soak.driver import Driver
from tests.soak.gauge import Sample, sample
from tests.soak.partner import exchanging
from tests.soak.plan import Trial, trials
from tests.soak.report import Outcome, report, verdict
from tests.soak.screen import Screen, shown_by
from tests.soak.truth import Truth
from tui.core.history import History
from tui.feed.limits import Limits
from tui.feed.live import Live

LIMITS = Limits(
    connect_seconds=2.0,
    write_seconds=1.0,
    close_seconds=0.4,
    refusal_seconds=0.5,
    ping_every=1.0,
    silence_seconds=3.0,
)
"""What is waited for in real time, shrunk; sizes and counts as they are."""

_SAMPLE_EVERY = 10_000
"""Messages from one look at the process to the next."""

_SCREEN_SAMPLE_EVERY = 2_000
"""The same where there is a screen, which takes its time."""

_LOOK_EVERY = 5
"""Trials from one look at the screen's cells to the next."""


@contextlib.asynccontextmanager
async def consumed(
    checked: Checked, clock: LeapingClock, *, has_screen: bool
) -> AsyncIterator[Screen | None]:
    """Let the app take the readings, or the history alone as the app keeps it."""
    if has_screen:
        async with shown_by(checked, clock) as screen:
            yield screen
        return
    history = History()

    async def take() -> None:
        async with contextlib.aclosing(checked.readings()) as readings:
            async for reading in readings:
                if reading.record is not None:
                    history.append(reading.record)

    taking = asyncio.create_task(take())
    try:
        yield None
    finally:
        taking.cancel()
        await asyncio.gather(taking, return_exceptions=True)


async def at_rest(messages: int, *, has_screen: bool) -> Sample:
    """A sample once what is passing has passed: the one with the fewest tasks of a few."""
    found = []
    for _ in range(5):
        await asyncio.sleep(0.02)
        found.append(sample(messages, has_screen=has_screen))
    return min(found, key=lambda each: (each.tasks, each.descriptors, each.blocks))


async def look(screen: Screen, checked: Checked, truth: Truth) -> None:
    """The cells on the screen against the account."""
    rows = await screen.rows()
    for currency, row in truth.rows.items():
        if rows.get(currency) != row:
            checked.tally.wrong += 1
            checked.tally.find(f"{checked.trial}: the screen shows {currency} {rows.get(currency)} for {row}")


@dataclass
class Run:
    """A soak under way."""

    checked: Checked
    driver: Driver
    truth: Truth
    clock: LeapingClock
    messages: int
    """After how many it ends."""
    trace_from: int
    """After how many memory is traced, where there is no screen."""
    began: float = field(default_factory=time.monotonic)
    plan: tuple[Trial, ...] = field(default_factory=trials)
    outcome: Outcome = field(default_factory=Outcome)
    screen: Screen | None = None
    """The last one that there was."""
    next_sample: int = 0

    async def part(self, until: float, *, has_screen: bool) -> None:
        """Trial after trial, until so many seconds after the beginning."""
        outcome, checked = self.outcome, self.checked
        async with consumed(checked, self.clock, has_screen=has_screen) as screen:
            self.screen = screen or self.screen
            await self.driver.start()
            while outcome.seconds < until and checked.tally.messages < self.messages:
                if (
                    not has_screen
                    and checked.tally.messages >= self.trace_from
                    and not tracemalloc.is_tracing()
                ):
                    tracemalloc.start()
                await self.driver.run(self.plan[outcome.done % len(self.plan)])
                outcome.done += 1
                outcome.seconds, outcome.leapt = time.monotonic() - self.began, self.clock.leapt
                if screen is not None and outcome.done % _LOOK_EVERY == 0:
                    await look(screen, checked, self.truth)
                    outcome.looks += 1
                if checked.tally.messages >= self.next_sample:
                    self.next_sample = checked.tally.messages + (
                        _SCREEN_SAMPLE_EVERY if screen else _SAMPLE_EVERY
                    )
                    outcome.samples.append(await at_rest(checked.tally.messages, has_screen=has_screen))
                    print(progress(outcome, checked, self.driver), flush=True)


async def soak(options: argparse.Namespace) -> int:
    """Run; the exit code."""
    clock = LeapingClock()
    async with exchanging(options.seed) as (partner, settings, authority):
        os.environ["SSL_CERT_FILE"] = authority
        truth = Truth(options.seed)
        checked = Checked(Live(settings, clock=clock, jitter=random.random, limits=LIMITS), partner, truth)
        run = Run(
            checked, Driver(checked, partner, clock), truth, clock, options.messages, options.trace_from
        )
        seconds = options.minutes * 60
        await run.part(seconds * (1 - options.screen), has_screen=False)
        tracemalloc.stop()
        if options.screen:
            run.messages = sys.maxsize
            await run.part(run.outcome.seconds + seconds * options.screen, has_screen=True)
        lines = report(run.outcome, checked.tally, run.driver, run.screen)
    broken = verdict(run.outcome.samples, checked.tally, run.driver)
    print("\n".join([*lines, *(broken or ["every promise kept"])]))
    return 1 if broken else 0


def progress(outcome: Outcome, checked: Checked, driver: Driver) -> str:
    """One line on the way."""
    tally, last = checked.tally, outcome.samples[-1]
    memory = "-" if last.memory is None else f"{last.memory / 1e6:.2f} MB"
    return (
        f"{outcome.seconds:6.0f} s  {tally.messages:9,} messages  {outcome.done:5,} faults  wrong {tally.wrong}  "
        f"lost {tally.lost}  stuck {len(driver.stuck)}  traced {memory}  blocks {last.blocks:,}  "
        f"resident {last.resident / 1e6:.0f} MB  tasks {last.tasks}  descriptors {last.descriptors}"
    )


def main() -> int:
    """Read the command line, and soak."""
    parser = argparse.ArgumentParser(description="Soak the feed and the screen.")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--messages", type=int, default=sys.maxsize, help="end after so many")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--screen", type=float, default=0.3, help="the part of the time with a screen, 0 to 1"
    )
    parser.add_argument(
        "--trace-from",
        type=int,
        default=0,
        help="trace memory after so many messages; all is slower from then on",
    )
    options = parser.parse_args()
    return asyncio.run(soak(options))


if __name__ == "__main__":
    sys.exit(main())
