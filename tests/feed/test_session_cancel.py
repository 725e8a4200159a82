"""Attempts that are cancelled, or fail within a library: no socket stays open, and no secret is told."""

import asyncio
import gc

import pytest

from tests.feed.peers import Peer, descriptors, failure, listening
from tui.feed import transport
from tui.feed.session import SessionError, Unreachable


async def refusing(peer: Peer) -> None:
    await peer.refuse("401 No")


async def resetting(peer: Peer) -> None:
    await peer.request()
    peer.reset()


async def silent(peer: Peer) -> None:
    await peer.reader.read()


async def test_a_failed_attempt_can_be_cancelled_and_cancelling_is_not_mistaken_for_a_failure() -> None:
    async with listening(silent) as url:
        attempt = asyncio.create_task(failure(url, connect_seconds=60))
        await asyncio.sleep(0.05)
        attempt.cancel()
        with pytest.raises(asyncio.CancelledError):
            await attempt


async def test_an_attempt_cancelled_at_any_moment_ends_as_cancelled_and_leaves_no_socket_open() -> None:
    async with listening(silent) as url:
        before = descriptors()
        for moment in range(40):
            attempt = asyncio.create_task(failure(url))
            for _ in range(moment):
                await asyncio.sleep(0)
            attempt.cancel()
            with pytest.raises(asyncio.CancelledError):
                await attempt
    gc.collect()  # a transport that was left open warns, and a warning is an error here
    assert descriptors() <= before


async def test_a_cancellation_that_nobody_asked_for_is_a_failed_attempt(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def broken(_host: str, _port: int) -> list[str]:
        raise asyncio.CancelledError

    monkeypatch.setattr(transport, "addresses", broken)
    assert isinstance(await failure("ws://name.example/"), Unreachable)


async def test_a_defect_in_a_library_is_a_failed_attempt_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(_host: str, _port: int) -> list[str]:
        raise ZeroDivisionError("c4n4ry")

    monkeypatch.setattr(transport, "addresses", broken)
    assert str(await failure("ws://name.example/")) == "looking up name.example: ZeroDivisionError"


async def test_no_error_leads_to_a_header_of_the_request() -> None:
    canary = "c4n4ry-signature"
    scripts = [refusing, resetting, silent]
    for script in scripts:
        async with listening(script) as url:
            error = await failure(url, {"X-BITOPRO-SIGNATURE": canary}, connect_seconds=0.2)
        assert isinstance(error, SessionError)
        assert error.__cause__ is None
        assert error.__context__ is None
        assert canary not in f"{error!r} {error} {vars(error)}"
