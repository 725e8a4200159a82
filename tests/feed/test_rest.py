"""One signed GET: its bounds, its errors in words, and that nothing stays open."""

import asyncio
import ssl
import time
from dataclasses import replace
from pathlib import Path

import pytest
import trustme

from tests.feed.peers import DATE, QUICK, Peer, Script, descriptors, listening
from tui.core.auth import SignedHeaders
from tui.core.wire import MESSAGE_LIMIT
from tui.feed.refusal import BadPeer, Refused, SessionError, Unreachable, Untrusted
from tui.feed.rest import LIMITS, get

AUTHORITY = trustme.CA()

BOUNDS = replace(LIMITS, connect_seconds=QUICK.connect_seconds, refusal_seconds=QUICK.refusal_seconds)


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)


async def asked(script: Script, *, tls: ssl.SSLContext | None = None) -> bytes:
    async with listening(script, tls=tls) as url:
        return await get(
            url.replace("ws", "http", 1), SignedHeaders({"x-key": "k"}), clock=time.monotonic, limits=BOUNDS
        )


async def failure(script: Script, *, tls: ssl.SSLContext | None = None) -> SessionError:
    with pytest.raises(SessionError) as raised:
        await asked(script, tls=tls)
    return raised.value


def saying(body: bytes, *, announced: int | None = None) -> Script:
    async def script(peer: Peer) -> None:
        await peer.request()
        length = len(body) if announced is None else announced
        await peer.send(
            f"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nDate: {DATE}\r\n\r\n".encode() + body
        )

    return script


async def test_the_body_comes_whole_and_the_request_is_as_it_should_be() -> None:
    seen: list[str] = []

    async def script(peer: Peer) -> None:
        await peer.request()
        seen.extend(
            [peer.request_line, *(f"{name}: {peer.headers[name]}" for name in ("x-key", "connection"))]
        )
        assert "upgrade" not in peer.headers
        await peer.send(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")

    assert await asked(script) == b"{}"
    assert seen == ["GET /stream HTTP/1.1", "x-key: k", "connection: close"]


async def test_a_large_body_comes_and_a_larger_one_is_refused() -> None:
    assert len(await asked(saying(b"x" * MESSAGE_LIMIT))) == MESSAGE_LIMIT
    error = await failure(saying(b"x" * (MESSAGE_LIMIT + 1)))
    assert isinstance(error, BadPeer)
    assert "longer than" in error.reason


async def test_another_status_is_a_refusal_with_its_reason() -> None:
    async def script(peer: Peer) -> None:
        await peer.refuse("429 Too Many", b'{"error":"slow down"}', {"Retry-After": "7"})

    error = await failure(script)
    assert isinstance(error, Refused)
    assert (error.status, error.reason, error.retry_after) == (429, "slow down", "7")


async def test_a_redirect_is_not_followed() -> None:
    async def script(peer: Peer) -> None:
        await peer.refuse("302 Found", headers={"Location": "https://elsewhere.test/"})

    error = await failure(script)
    assert "which is not followed" in error.reason


async def test_a_body_that_breaks_off_and_one_that_never_comes() -> None:
    assert isinstance(await failure(saying(b"half", announced=8)), BadPeer | Unreachable)

    async def silent(peer: Peer) -> None:
        await peer.request()
        await asyncio.sleep(10)

    error = await failure(silent)
    assert isinstance(error, Unreachable)
    assert "no answer within 2 s" in error.reason


async def test_what_is_no_http_and_who_is_not_there() -> None:
    async def script(peer: Peer) -> None:
        await peer.request()
        await peer.send(b"SSH-2.0-OpenSSH\r\n\r\n")
        await peer.reader.read()

    assert isinstance(await failure(script), BadPeer)
    with pytest.raises(Unreachable):
        await get("http://127.0.0.1:1/v3", {}, clock=time.monotonic, limits=BOUNDS)


async def test_certificates_are_judged_as_the_streams_are(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    AUTHORITY.issue_cert("localhost").configure_cert(context)
    assert isinstance(await failure(saying(b"{}"), tls=context), Untrusted)
    AUTHORITY.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    assert await asked(saying(b"{}"), tls=context) == b"{}"


async def test_nothing_stays_open_even_if_it_is_cancelled() -> None:
    began = asyncio.Event()

    async def silent(peer: Peer) -> None:
        await peer.request()
        began.set()
        await peer.reader.read()  # until the client has hung up

    await asked(saying(b"{}"))
    before = descriptors()
    for _ in range(3):
        began.clear()
        async with listening(silent) as url:
            asking = asyncio.create_task(get(url.replace("ws", "http", 1), {}, clock=time.monotonic))
            await began.wait()
            asking.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asking
    assert descriptors() <= before
