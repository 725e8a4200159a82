"""How long a comparison with REST waits after it was refused."""

from collections import deque

import pytest

from tests.clock import idle
from tests.feed.scripted import staged
from tests.feed.scripted_rest import EVERY, Rest, known, lines
from tui.feed.agreeing import FIRST_AFTER
from tui.feed.refusal import Refused


@pytest.mark.parametrize(("told", "wait"), [("900", 900.0), ("7200", 7200.0), ("3", EVERY), (None, EVERY)])
async def test_a_429_waits_as_long_as_it_was_told(told: str | None, wait: float) -> None:
    rest = Rest(answers=deque([Refused(429, "slow down", None, told)]))
    async with staged(compares_every=EVERY, get=rest) as on:
        await on.make_live()
        await on.live_for(FIRST_AFTER)
        assert "429 slow down" in (await known(on)).trouble
        assert on.live.compare().startswith("the exchange asked to wait")
        await on.live_for(wait - 10)
        assert rest.asked == 1
        await on.live_for(10)
        assert rest.asked == 2
        assert (await known(on)).agrees


async def test_without_a_word_the_wait_doubles_up_to_an_hour_and_is_told_once() -> None:
    rest = Rest(always=Refused(429, "slow down"))
    async with staged(compares_every=EVERY, get=rest) as on:
        await on.make_live()
        await on.live_for(FIRST_AFTER)
        for count, wait in enumerate((600, 1200, 2400, 3600, 3600), 1):
            assert rest.asked == count
            await on.live_for(wait - 10)
            assert rest.asked == count
            await on.live_for(10)
        assert lines(on) == ["not compared with the exchange: 429 slow down"]


@pytest.mark.parametrize("status", [401, 403])
async def test_a_refused_key_is_told_once_and_asked_again_only_by_a_wish(status: int) -> None:
    rest = Rest(answers=deque([Refused(status, "not yours")]))
    async with staged(compares_every=EVERY, get=rest) as on:
        await on.make_live()
        await on.live_for(FIRST_AFTER)
        await on.live_for(7 * EVERY)
        assert rest.asked == 1
        assert lines(on) == [f"not compared with the exchange: {status} not yours; v asks again"]
        assert on.live.compare() == ""
        await idle()
        assert (await known(on)).agrees
        await on.live_for(EVERY)
        assert rest.asked == 3


@pytest.mark.parametrize(("told", "wait"), [("4", 4.0), (None, 30.0)])
async def test_a_wish_waits_no_longer_than_the_exchange_asked_for(told: str | None, wait: float) -> None:
    rest = Rest(answers=deque([Refused(429, "slow down", None, told)]))
    async with staged(compares_every=EVERY, get=rest) as on:
        await on.make_live()
        await on.live_for(FIRST_AFTER)
        assert (await known(on)).trouble
        assert on.live.compare() == f"the exchange asked to wait {wait:.0f} s more"
        await on.live_for(wait)
        assert on.live.compare() == ""
        await idle()
        assert (await known(on)).agrees
