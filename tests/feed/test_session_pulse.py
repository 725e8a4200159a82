"""Signs of life: what counts as one, and what a supervisor can see of it."""

import asyncio
import time

import pytest

from tests.feed.peers import PING, PONG, TEXT, Peer, dialled, frame, listening
from tui.feed.pulse import Pulse


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pulse(clock: Clock) -> Pulse:
    return Pulse(clock)


def test_a_pong_to_a_ping_of_ours_measures_the_round_trip(clock: Clock, pulse: Pulse) -> None:
    payload = pulse.ping()
    clock.now += 0.25
    pulse.pong(payload)
    assert (pulse.pong_at, pulse.round_trip) == (100.25, 0.25)


@pytest.mark.parametrize("stray", [b"", b"stray", b"\0" * 8])
def test_a_stray_or_empty_pong_means_nothing(pulse: Pulse, stray: bytes) -> None:
    pulse.ping()
    pulse.pong(stray)
    assert (pulse.pong_at, pulse.round_trip) == (None, None)


def test_a_doubled_pong_counts_once(clock: Clock, pulse: Pulse) -> None:
    payload = pulse.ping()
    pulse.pong(payload)
    clock.now += 50
    pulse.pong(payload)
    assert pulse.pong_at == 100.0


def test_a_pong_answers_earlier_pings_too_and_late_pongs_to_those_mean_nothing(
    clock: Clock, pulse: Pulse
) -> None:
    first = pulse.ping()
    clock.now += 1
    second = pulse.ping()
    pulse.pong(second)
    clock.now += 1
    pulse.pong(first)
    assert (pulse.pong_at, pulse.unanswered_seconds()) == (101.0, 0.0)


def test_an_unanswered_ping_ages_and_few_are_remembered(clock: Clock, pulse: Pulse) -> None:
    payloads = {pulse.ping() for _ in range(1000)}
    clock.now += 7
    assert pulse.unanswered_seconds() == 7.0
    assert len(payloads) == 1000
    assert len(pulse._unanswered) < 20


def test_the_hook_is_called_for_signs_only(clock: Clock, pulse: Pulse) -> None:
    signs: list[tuple[float | None, float | None]] = []
    pulse.on_sign = lambda: signs.append((pulse.pong_at, pulse.peer_ping_at))
    payload = pulse.ping()
    pulse.pong(b"stray")
    assert signs == []
    pulse.peer_ping()
    clock.now += 1
    pulse.pong(payload)
    pulse.pong(payload)
    assert signs == [(None, 100.0), (101.0, 100.0)]


async def test_the_first_ping_goes_out_on_open_and_further_ones_at_the_interval() -> None:
    times: list[float] = []

    async def listen(peer: Peer) -> None:
        await peer.accept()
        while True:
            payload = await peer.take_until(PING)
            times.append(time.monotonic())
            await peer.send(frame(PONG, payload))

    async with listening(listen) as url, dialled(url, ping_every=0.1) as session:
        await asyncio.sleep(0.25)
        assert len(times) == 3
        assert times[0] - session.opened_at < 0.05
        assert session.pong_at is not None
        assert session.round_trip is not None
        assert 0 < session.round_trip < 0.1


async def test_a_ping_from_the_server_is_answered_noted_and_told() -> None:
    answers: list[bytes] = []

    async def ping(peer: Peer) -> None:
        await peer.accept()
        for payload in (b"", b"two"):
            await peer.send(frame(PING, payload))
            answers.append(await peer.take_until(PONG))
        await peer.send(frame(TEXT, b"answered"))

    async with listening(ping) as url, dialled(url) as session:
        signs: list[float | None] = []
        session.on_sign = lambda: signs.append(session.peer_ping_at)
        await session.receive()
        assert answers == [b"", b"two"]
        assert len(signs) == 2
        assert session.pong_at is None
        assert signs[1] == session.peer_ping_at


async def test_stray_doubled_and_empty_pongs_on_the_wire_are_ignored() -> None:
    async def mock(peer: Peer) -> None:
        await peer.accept(glued=frame(PONG) + frame(PONG, b"stray") + frame(PONG, b"x" * 125))
        answer = frame(PONG, await peer.take_until(PING))
        await peer.send(answer * 3 + frame(PONG) + frame(TEXT, b"alive"))
        await peer.close_code()

    async with listening(mock) as url, dialled(url) as session:
        assert (await session.receive()).data == b"alive"
        assert session.pong_at is not None


async def test_a_peer_that_never_answers_pings_is_not_dropped_for_it_while_it_talks() -> None:
    async def talk(peer: Peer) -> None:
        await peer.accept()
        for n in range(30):
            await peer.send(frame(TEXT, str(n).encode()))
            await asyncio.sleep(0.01)

    async with listening(talk) as url, dialled(url, ping_every=0.02, pong_within=0.02) as session:
        for n in range(30):
            assert (await session.receive()).data == str(n).encode()
        assert (session.pong_at, session.pong_is_overdue) == (None, True)
