"""ACCEPTANCE.md, Connecting: what a feed makes of refusals and bad answers, and what it says of them."""

import asyncio
from itertools import pairwise

import pytest

from tests.clock import FakeClock
from tests.faults.feeding import QUICK, at_once, fed_by
from tests.feed.peers import Peer, listening
from tests.feed.tcp import held
from tests.feed.watching import shown
from tui.core import words
from tui.core.link import State
from tui.feed.limits import Limits


async def test_a_snapshot_glued_to_the_101_loses_nothing_and_is_live() -> None:
    async with fed_by("glue") as (exchange, feed):
        await feed.until_live()

        assert shown(feed.watch.readings[-1].book) == held(exchange)


@pytest.mark.parametrize("status", [401, 403])
@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("error", "refused on purpose"),
        ("message", "refused on purpose"),
        ("html", {401: "Unauthorized", 403: "Forbidden"}),
        ("empty", {401: "Unauthorized", 403: "Forbidden"}),
        ("huge", {401: "Unauthorized", 403: "Forbidden"}),
        ("control", r"refused on purpose \u{1b}[2J"),
    ],
)
async def test_401_and_403_stop_retrying_with_the_servers_reason_and_what_to_do(
    status: int, body: str, reason: str | dict[int, str]
) -> None:
    clock = FakeClock()
    async with fed_by(f"refuse={status}", f"body={body}", clock=clock) as (_, feed):
        said = await feed.state(State.REFUSED)
        link = feed.watch.readings[-1].link

        assert said.startswith(f"REFUSED {status} ")
        assert link.reason.startswith(reason if isinstance(reason, str) else reason[status])
        assert len(link.reason) <= 200
        assert said.isprintable()
        assert "a read-only key is enough; r tries again" in said
        await clock.advance(86_400)
        assert len(feed.dials.headers) == 1
        assert not link.is_live


async def test_one_key_tries_again() -> None:
    async with fed_by("refuse=401x1") as (exchange, feed):
        await feed.state(State.REFUSED)
        feed.live.redial()
        await feed.until_live()

        assert exchange.opened == 1


async def test_a_refusal_after_a_live_session_is_tried_again_every_15_minutes_and_nothing_is_live_until_then() -> (
    None
):
    clock = FakeClock()
    async with fed_by(clock=clock) as (exchange, feed):
        await feed.until_live()
        exchange.faults.set("refuse", 401, times=2)
        exchange.faults.now("reset")
        await feed.state(State.LOST)
        await clock.advance(0.5)
        for attempts in (2, 3):
            assert (await feed.state(State.REFUSED)).startswith("REFUSED 401  retry in 15 min ")
            await clock.advance(899)
            assert len(feed.dials.headers) == attempts
            assert not feed.watch.readings[-1].link.is_live
            await clock.advance(1)
        await feed.until_live()


@pytest.mark.parametrize("seconds", [37, -37])
async def test_409_measures_the_offset_shows_it_and_signs_again_once(seconds: int) -> None:
    async with fed_by(f"clock={seconds}", "tolerance=5", clock=FakeClock()) as (exchange, feed):
        await feed.state(State.LOST)
        await feed.until_live()

        assert len(feed.dials.headers) == 2
        assert exchange.opened == 1
        said = words.clock_skew(feed.watch.readings[-1].link)
        assert said in ({"clock 37 s behind"} if seconds > 0 else {"clock 36 s ahead", "clock 37 s ahead"})


@pytest.mark.parametrize("status", [401, 409])
async def test_a_refusal_again_though_signed_for_the_exchanges_clock_is_final(status: int) -> None:
    clock = FakeClock()
    async with fed_by("clock=37", f"refuse={status}", clock=clock) as (_, feed):
        said = await feed.state(State.REFUSED)

        assert len(feed.dials.headers) == 2
        assert f"REFUSED {status}" in said
        assert ("clock" in said) is (status == 409)


async def test_401_without_a_clock_that_is_off_is_not_signed_again() -> None:
    async with fed_by("clock=4", "refuse=401", clock=FakeClock()) as (_, feed):
        await feed.state(State.REFUSED)

        assert len(feed.dials.headers) == 1


@pytest.mark.parametrize(
    ("after", "seconds", "countdown"),
    [
        ("7", 30, "30 s"),
        ("999999", 900, "15 min"),
        ("-1", 30, "30 s"),
        ("abc", 30, "30 s"),
        ("date", 90, "1 min"),
    ],
)
async def test_429_waits_as_told_within_30_s_to_15_min_with_a_visible_countdown(
    after: str, seconds: float, countdown: str
) -> None:
    clock = FakeClock()
    async with fed_by("refuse=429x1", f"retry-after={after}", clock=clock) as (_, feed):
        assert (await feed.state(State.LOST)).startswith(f"LOST  retry in {countdown} (first)")
        await clock.advance(seconds - 1)
        assert len(feed.dials.headers) == 1
        assert "retry in 1 s" in words.state(feed.watch.readings[-1].link, clock.elapsed())
        await clock.advance(1)
        await feed.until_live()


@pytest.mark.parametrize("status", [408, 500, 502, 503, 599])
async def test_408_and_5xx_are_retried_ever_later_for_ever(status: int) -> None:
    clock, times = FakeClock(), [FakeClock().now]
    async with fed_by(f"refuse={status}x12", clock=clock) as (_, feed):
        for _ in range(12):
            retry_at = (await feed.watch.state(State.LOST)).retry_at
            assert retry_at is not None
            times.append(retry_at)
            await clock.advance(retry_at - clock.now)
        await feed.until_live()

    assert [after - before for before, after in pairwise(times)] == [0.5, 1, 2, 4, 8, 16, *[20] * 6]


@pytest.mark.parametrize("status", [400, 404, 422, 200, 301, 302, 307, 308])
async def test_what_is_a_matter_of_configuration_is_refused_as_that(status: int) -> None:
    async with fed_by(f"refuse={status}", clock=FakeClock()) as (_, feed):
        said = await feed.state(State.REFUSED)

        assert said.startswith(f"REFUSED {status} ")
        assert "check the stream URL; r tries again" in said
        assert len(feed.dials.headers) == 1


async def test_a_redirect_is_never_followed_and_no_signature_reaches_another_host() -> None:
    elsewhere: list[str] = []

    async def other(peer: Peer) -> None:
        elsewhere.append("reached")
        await peer.request()

    async with listening(other) as url:
        location = url.replace("ws://127.0.0.1", "http://localhost")
        async with fed_by("refuse=302", f"location={location}") as (_, feed):
            said = await feed.state(State.REFUSED)
            await asyncio.sleep(0.05)  # time in which it could be followed

    assert "which is not followed" in said
    assert not elsewhere


@pytest.mark.parametrize(
    ("kind", "reason"),
    [("wrong", "a wrong"), ("missing", "no"), ("empty", "a wrong"), ("doubled", "a wrong")],
)
async def test_a_101_with_a_bad_sec_websocket_accept_is_refused_as_a_protocol_error(
    kind: str, reason: str
) -> None:
    async with fed_by(f"accept={kind}", clock=FakeClock()) as (_, feed):
        said = await feed.state(State.REFUSED)

        assert said.startswith(f"REFUSED the server's 101 has {reason} Sec-WebSocket-Accept")
        assert not feed.watch.messages()
        assert len(feed.dials.headers) == 1


SLOW_OR_LONG = {
    "silence": "LOST  retry in 1 s (first) no answer within 1 s",
    "drip=0.3": "LOST  retry in 1 s (first) no answer within 1 s",
    "headers=200000": "REFUSED not an answer in HTTP: headers of more than 65536 bytes",
}


@pytest.mark.parametrize("fault", SLOW_OR_LONG)
async def test_silence_a_drip_and_endless_headers_end_at_one_deadline(fault: str) -> None:
    assert Limits().connect_seconds == 15
    async with fed_by(fault, clock=FakeClock()) as (_, feed):
        with at_once(QUICK.connect_seconds + 0.5):
            ended = await feed.watch.until(lambda reading: reading.link.state in (State.LOST, State.REFUSED))

    said = f"{words.state(ended.link, FakeClock().now)} {words.trouble(ended.link)}"
    assert said.startswith(SLOW_OR_LONG[fault])


async def test_every_attempt_has_a_strictly_greater_nonce_and_a_fresh_signature() -> None:
    clock = FakeClock()
    faults = ("refuse=503x2", "accept=wrongx1")
    async with fed_by(*faults, clock=clock) as (exchange, feed):
        for wait in (0.5, 1.0):
            await feed.state(State.LOST)
            await clock.advance(wait)
        await feed.state(State.REFUSED)
        feed.live.redial()
        await feed.until_live()
        exchange.faults.now("reset")
        await feed.state(State.LOST)
        clock.wall_now -= 10_000
        await clock.advance(40)
        await feed.until_live()

        nonces = feed.nonces
        assert len(nonces) == 5
        assert all(after > before for before, after in pairwise(nonces))
        assert len({headers["X-BITOPRO-SIGNATURE"] for headers in feed.dials.headers}) == 5
