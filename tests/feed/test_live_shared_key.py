"""Two who sign with one key: each becomes live, whoever's nonce comes in first."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from tests.clock import FakeClock
from tests.feed.scripted import staged
from tests.feed.tcp import QUIET, Dials, settings_for
from tests.feed.watching import Watch, watching
from tui.core.link import State
from tui.exchange.options import Options
from tui.exchange.server import LocalExchange
from tui.feed.clock import SystemClock
from tui.feed.live import Live
from tui.feed.refusal import Refused

NOW = "Mon, 21 Sep 2026 14:13:20 GMT"
"""The second of the tests' clock."""


class OneMoment(SystemClock):
    """A clock by which everybody signs at one moment: their nonces are the same."""

    def __init__(self) -> None:
        super().__init__()
        self._wall = super().wall()

    def wall(self) -> int:
        return self._wall


def states(watch: Watch) -> set[State]:
    return {reading.link.state for reading in watch.readings}


@pytest.mark.parametrize("shares_a_file", [True, False])
async def test_two_started_at_one_moment_both_become_live_and_none_is_refused(
    tmp_path: Path, shares_a_file: bool
) -> None:
    clock = OneMoment()
    async with LocalExchange(QUIET) as exchange:
        settings = replace(settings_for(exchange), nonces=tmp_path / "nonce" if shares_a_file else None)
        one, other = (Live(settings, clock=clock, jitter=lambda: 0) for _ in range(2))
        async with watching(one) as first, watching(other) as second:
            await asyncio.gather(*(each.until(lambda it: it.link.is_live) for each in (first, second)))

            assert State.REFUSED not in states(first) | states(second)


@pytest.mark.parametrize("seconds", [37, -37])
async def test_a_clock_that_is_off_is_learnt_though_the_file_holds_what_was_signed_by_it(
    tmp_path: Path, seconds: int
) -> None:
    options = Options(rate=0, faults=(f"clock={seconds}", "tolerance=5"))
    async with LocalExchange(options) as exchange:
        settings = replace(settings_for(exchange), nonces=tmp_path / "nonce")
        for _ in range(2):
            dials = Dials()
            live = Live(settings, clock=SystemClock(), jitter=lambda: 0, dial=dials)
            async with watching(live) as watch:
                await watch.until(lambda it: it.link.is_live)
                assert len(dials.headers) == 2
                assert State.REFUSED not in states(watch)


async def test_a_nonce_refused_under_a_right_clock_is_followed_at_once_by_a_higher_one() -> None:
    async with staged(Refused(409, "seen", date=NOW)) as stage:
        await stage.make_live()

        first, second = stage.exchange.nonces
        assert second > first
        assert len(set(stage.exchange.times)) == 1


async def test_who_is_overtaken_for_good_is_refused_after_five_attempts_within_a_second() -> None:
    clock = FakeClock()
    async with staged(endless=Refused(409, "seen", date=NOW)) as stage:
        for _ in range(10):
            await stage.clock.advance(0.1)

        link = (await stage.watch.now()).link
        assert link.state is State.REFUSED
        assert "no other program uses the same key" in link.advice
        assert len(stage.exchange.attempts) == 5
        assert stage.exchange.nonces == sorted(set(stage.exchange.nonces))
        assert stage.exchange.times[-1] - clock.now < 1
