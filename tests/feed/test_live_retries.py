"""When the feed tries again, and when it waits for the user (ACCEPTANCE.md, Connecting)."""

from itertools import pairwise

import pytest

from tests.clock import FakeClock, idle
from tests.feed.scripted import SETTINGS, ScriptedExchange, staged, waits
from tests.feed.watching import watching
from tui.core import link, words
from tui.core.link import State
from tui.feed.live import Live
from tui.feed.refusal import BadPeer, Refused, Unreachable, Untrusted

AHEAD = "Mon, 21 Sep 2026 14:13:57 GMT"
"""37 s and a half, the middle of its second, after the clock of the tests."""

AWAY = Unreachable("connecting to exchange.test: connection refused")


@pytest.mark.parametrize("error", [AWAY, Refused(408, "slow"), Refused(500, "broken"), Refused(502, "")])
async def test_what_may_pass_is_retried_ever_later_for_ever(error: Exception) -> None:
    async with staged(endless=error) as stage:
        for _ in range(200):
            retry_at = (await stage.watch.now()).link.retry_at
            assert retry_at is not None
            await stage.clock.advance(retry_at - stage.clock.now)

        between = list(waits(stage.exchange.times))
        assert len(between) == 200
        assert between[:7] == [0.5, 1, 2, 4, 8, 16, 20]
        assert set(between[7:]) == {20.0}


@pytest.mark.parametrize(("jitter", "expected"), [(0.0, 0.5), (0.5, 0.75), (0.999, 0.9995)])
async def test_jitter_spreads_the_wait_from_a_half_to_the_whole(jitter: float, expected: float) -> None:
    async with staged(AWAY, jitter=jitter) as stage:
        link = (await stage.watch.now()).link
        assert link.state is State.LOST
        assert link.retry_at == pytest.approx(stage.clock.now + expected)


async def test_no_attempt_is_made_before_its_time() -> None:
    async with staged(AWAY) as stage:
        await stage.clock.advance(0.499)
        assert len(stage.exchange.attempts) == 1
        await stage.clock.advance(0.001)
        assert len(stage.exchange.attempts) == 2


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("7", 30), ("120", 120), ("999999", 900), ("-1", 30), ("abc", 30), (None, 30)],
)
async def test_a_429_is_waited_out_as_told_within_bounds(header: str | None, seconds: float) -> None:
    async with staged(Refused(429, "too many", retry_after=header)) as stage:
        await stage.clock.advance(seconds - 0.001)
        assert len(stage.exchange.attempts) == 1
        await stage.clock.advance(0.001)
        assert len(stage.exchange.attempts) == 2


@pytest.mark.parametrize(
    ("error", "status", "advice"),
    [
        (Refused(401, "no"), 401, "check the API key, its secret and the identity"),
        (Refused(403, "no"), 403, "check that the key is active"),
        (Refused(200, ""), 200, "check the stream URL"),
        (Refused(404, "no"), 404, "check the stream URL"),
        (BadPeer("not an answer in HTTP"), None, "no exchange answers there"),
        (Untrusted("its certificate has expired"), None, "this machine's certificates"),
    ],
)
async def test_what_will_not_pass_waits_for_the_user(
    error: Exception, status: int | None, advice: str
) -> None:
    async with staged(error) as stage:
        link = (await stage.watch.now()).link
        assert link.state is State.REFUSED
        assert link.status == status
        assert advice in link.advice

        await stage.clock.advance(86_400)
        assert len(stage.exchange.attempts) == 1

        stage.live.redial()
        await stage.make_live()
        assert len(stage.exchange.attempts) == 2


async def test_a_refusal_after_a_live_session_is_tried_again_every_15_minutes() -> None:
    async with staged() as stage:
        await stage.make_live()
        stage.exchange.endless = Refused(401, "the key was revoked")
        await stage.exchange.session.lose()
        await stage.clock.advance(0.5)
        assert (await stage.watch.now()).link.state is State.REFUSED

        for _ in range(4):
            await stage.clock.advance(900)
        assert list(waits(stage.exchange.times)) == [0.5, 900, 900, 900, 900]


@pytest.mark.parametrize("status", [401, 409])
async def test_the_date_of_a_refusal_teaches_the_clocks_offset_and_it_is_signed_again(status: int) -> None:
    async with staged(Refused(status, "nonce", date=AHEAD)) as stage:
        await stage.make_live()

        first, second = stage.exchange.nonces
        assert second - first == 37_500
        assert words.clock_skew((await stage.watch.now()).link) == "clock 37 s behind"


@pytest.mark.parametrize("status", [401, 409])
async def test_what_is_refused_again_with_the_right_time_waits_for_the_user(status: int) -> None:
    refused = Refused(status, "nonce", date=AHEAD)
    async with staged(endless=refused) as stage:
        await stage.clock.advance(86_400)

        assert (await stage.watch.now()).link.state is State.REFUSED
        assert len(stage.exchange.attempts) == 2


async def test_every_attempt_has_a_strictly_greater_nonce_and_a_fresh_signature() -> None:
    async with staged(endless=AWAY) as stage:
        for _ in range(5):
            stage.clock.now += link.REDIAL_EVERY
            assert stage.live.redial() == ""
            await idle()
        stage.clock.wall_now -= 86_400_000
        stage.clock.now += link.REDIAL_EVERY
        assert stage.live.redial() == ""
        await idle()

        nonces = stage.exchange.nonces
        assert len(nonces) == 7
        assert all(after > before for before, after in pairwise(nonces))
        signatures = [headers["X-BITOPRO-SIGNATURE"] for headers in stage.exchange.attempts]
        assert len(set(signatures)) == len(signatures)


async def test_a_key_that_is_held_down_is_one_wish() -> None:
    async with staged(endless=AWAY) as stage:
        before = len(stage.exchange.attempts)
        stage.clock.now += link.REDIAL_EVERY
        wishes = []
        for _ in range(50):
            wishes.append(stage.live.redial())
            await idle()
        assert wishes[0] == ""
        assert set(wishes[1:]) <= {"connecting already", "connected just now"}
        assert len(stage.exchange.attempts) == before + 1


@pytest.mark.parametrize(("health", "attempt"), [(29.999, 4), (30.0, 1)])
async def test_backoff_starts_over_only_after_30_s_of_health(health: float, attempt: int) -> None:
    async with staged(AWAY, AWAY, AWAY) as stage:
        await stage.clock.advance(0.5)
        await stage.clock.advance(1)
        await stage.clock.advance(2)
        await stage.make_live()
        await stage.live_for(health)
        await stage.exchange.session.lose()

        assert (await stage.watch.now()).link.attempt == attempt


async def test_accept_then_close_leads_to_fewer_than_10_attempts_in_the_first_minute() -> None:
    async with staged() as stage:
        start = stage.clock.now
        while stage.clock.now < start + 60:
            if stage.exchange.open:
                await stage.make_live()
                await stage.exchange.session.lose("closed", 1000)
            await stage.clock.advance(0.5)

        assert 5 <= len(stage.exchange.attempts) < 10


@pytest.mark.parametrize("code", [1008, 4003])
async def test_three_policy_closes_in_a_row_are_a_refusal(code: int) -> None:
    async with staged() as stage:
        for _ in range(2):
            await stage.make_live()
            await stage.exchange.session.lose("policy", code)
            await stage.clock.advance(29.999)
            assert stage.exchange.open == 0
            await stage.clock.advance(0.001)
        await stage.make_live()
        await stage.exchange.session.lose("policy", code)

        link = (await stage.watch.now()).link
        assert link.state is State.REFUSED
        assert f"closed 3 times in a row with code {code}" in link.advice


@pytest.mark.parametrize("code", [None, 1000, 1001, 1011, 1012, 1013, 2999])
async def test_other_ends_of_a_connection_are_retried(code: int | None) -> None:
    async with staged() as stage:
        await stage.make_live()
        await stage.exchange.session.lose("gone", code)

        link = (await stage.watch.now()).link
        assert link.state is State.LOST
        assert link.reason == "gone"
        await stage.clock.advance(0.5)
        await stage.make_live()


async def test_the_user_can_redial_a_live_connection() -> None:
    async with staged() as stage:
        await stage.make_live()
        stage.live.redial()
        await stage.make_live()

        assert len(stage.exchange.sessions) == 2
        assert stage.exchange.open == 1


async def test_the_user_can_redial_during_the_wait() -> None:
    async with staged(AWAY) as stage:
        stage.live.redial()
        await stage.make_live()

        assert list(waits(stage.exchange.times)) == [0]


async def test_a_fault_of_our_own_reaches_whoever_reads() -> None:
    clock = FakeClock()
    exchange = ScriptedExchange(clock, endless=ZeroDivisionError("ours"))
    async with watching(Live(SETTINGS, clock=clock, jitter=lambda: 0, dial=exchange.dial)) as watch:
        with pytest.raises(ZeroDivisionError, match="ours"):
            await watch.until(lambda _: False)
