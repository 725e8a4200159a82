"""ACCEPTANCE.md: certificates while connecting, and TLS streams that end badly."""

import asyncio
import datetime as dt
import ssl
import time
from pathlib import Path

import pytest
import trustme

from tests.feed.peers import PING, TEXT, Peer, Script, close_frame, dialled, failure, frame, listening, loss
from tui.feed.session import Unreachable, Untrusted
from tui.feed.trust import tls_context

AUTHORITY = trustme.CA()


def serving(
    *names: str, newest: ssl.TLSVersion | None = None, until: dt.datetime | None = None
) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    AUTHORITY.issue_cert(*names, not_after=until).configure_cert(context)
    if newest is not None:
        context.maximum_version = newest
    return context


@pytest.fixture
def private_authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "authority.pem"
    AUTHORITY.cert_pem.write_to_path(str(file))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    return file


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)


async def greeting(peer: Peer) -> None:
    await peer.accept(glued=frame(TEXT, b"hello"))
    await peer.close_code()


@pytest.mark.usefixtures("private_authority")
async def test_a_private_authority_by_ssl_cert_file_works() -> None:
    async with listening(greeting, tls=serving("localhost")) as url, dialled(url) as session:
        assert (await session.receive()).data == b"hello"


async def test_an_unknown_authority_is_untrusted_in_clear_words() -> None:
    async with listening(greeting, tls=serving("localhost")) as url:
        error = await failure(url)
    assert isinstance(error, Untrusted)
    assert str(error) == "localhost: its certificate is not signed by an authority this machine knows"


@pytest.mark.usefixtures("private_authority")
async def test_a_wrong_host_name_is_untrusted_in_clear_words() -> None:
    async with listening(greeting, tls=serving("other.example")) as url:
        error = await failure(url)
    assert isinstance(error, Untrusted)
    assert str(error) == "localhost: its certificate is for another host name"


@pytest.mark.usefixtures("private_authority")
async def test_an_expired_certificate_is_untrusted_in_clear_words() -> None:
    past = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    async with listening(greeting, tls=serving("localhost", until=past)) as url:
        error = await failure(url)
    assert isinstance(error, Untrusted)
    assert str(error) == "localhost: its certificate has expired, by this machine's clock"


async def test_a_missing_ssl_cert_file_is_a_clear_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    error = await failure("wss://localhost:1/")
    assert isinstance(error, Untrusted)
    assert error.reason.startswith("SSL_CERT_FILE names a file that does not exist: ")


async def test_an_ssl_cert_file_without_certificates_is_a_clear_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "empty.pem").write_text("nothing\n")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "empty.pem"))
    error = await failure("wss://localhost:1/")
    assert isinstance(error, Untrusted)
    assert error.reason.startswith("SSL_CERT_FILE cannot be read as certificates: ")


async def test_a_missing_ssl_cert_dir_is_a_clear_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "none"))
    assert "SSL_CERT_DIR names a folder" in (await failure("wss://localhost:1/")).reason


def test_the_tls_settings_are_made_once_and_verify() -> None:
    context = tls_context()
    assert context is tls_context()
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2


async def test_a_server_without_tls_is_unreachable_and_says_why() -> None:
    async def plain(peer: Peer) -> None:
        await peer.reader.read(10)
        await peer.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    async with listening(plain) as url:
        error = await failure(url.replace("ws://127.0.0.1", "wss://localhost"))
    assert isinstance(error, Unreachable)
    assert "TLS: " in error.reason


async def hang_up_in_the_handshake(peer: Peer) -> None:
    await peer.reader.read(10)


async def reset_in_the_handshake(peer: Peer) -> None:
    await peer.reader.read(10)
    peer.reset()


async def stall_in_the_handshake(peer: Peer) -> None:
    await peer.reader.read()


@pytest.mark.parametrize("script", [hang_up_in_the_handshake, reset_in_the_handshake, stall_in_the_handshake])
async def test_a_handshake_that_is_cut_off_or_stalls_is_unreachable(script: Script) -> None:
    async with listening(script) as url:
        error = await failure(url.replace("ws://127.0.0.1", "wss://localhost"), connect_seconds=0.3)
    assert isinstance(error, Unreachable), error


async def test_an_attempt_given_up_in_the_handshake_closes_its_socket() -> None:
    is_closed = asyncio.Event()

    async def stall(peer: Peer) -> None:
        await peer.reader.read()
        is_closed.set()

    async with listening(stall) as url:
        await failure(url.replace("ws://127.0.0.1", "wss://localhost"), connect_seconds=0.1)
        await asyncio.wait_for(is_closed.wait(), 0.5)


async def fin_without_close_notify(peer: Peer) -> None:
    await peer.accept(glued=frame(TEXT, b"last"))
    peer.fin()
    await asyncio.sleep(60)


async def corrupt_record(peer: Peer) -> None:
    await peer.accept(glued=frame(TEXT, b"last"))
    peer.below_tls(b"\x17\x03\x03\x00\x20" + b"\0" * 32)
    await asyncio.sleep(60)


async def garbage_instead_of_a_record(peer: Peer) -> None:
    await peer.accept(glued=frame(TEXT, b"last"))
    peer.below_tls(b"\0" * 64)
    await asyncio.sleep(60)


async def reset_under_tls(peer: Peer) -> None:
    await peer.accept(glued=frame(TEXT, b"last"))
    await peer.take_until(PING)
    peer.reset()


async def orderly_tls_end(peer: Peer) -> None:
    await peer.accept(glued=frame(TEXT, b"last"))
    peer.writer.close()
    await peer.writer.wait_closed()


ENDS: dict[Script, str] = {
    fin_without_close_notify: "ended by the server without a close frame",
    orderly_tls_end: "ended by the server without a close frame",
    corrupt_record: "TLS: ",
    garbage_instead_of_a_record: "TLS: ",
    reset_under_tls: "connection reset by peer",
}


@pytest.mark.usefixtures("private_authority")
@pytest.mark.parametrize("newest", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
@pytest.mark.parametrize("script", ENDS)
async def test_a_tls_stream_that_breaks_is_lost_at_once(script: Script, newest: ssl.TLSVersion) -> None:
    async with listening(script, tls=serving("localhost", newest=newest)) as url, dialled(url) as session:
        assert (await session.receive()).data == b"last"
        started = time.monotonic()
        lost = await loss(session)
        assert time.monotonic() - started < 2
        assert lost.reason.startswith(ENDS[script])
    task = asyncio.current_task()
    assert task is not None
    assert not task.cancelling()


@pytest.mark.usefixtures("private_authority")
async def test_a_flood_of_messages_under_tls_lets_everybody_else_run() -> None:
    async def flood(peer: Peer) -> None:
        await peer.accept()
        for _ in range(40):
            await peer.send(frame(TEXT, b"x" * 50) * 500)
        await peer.send(close_frame(1000))

    async with listening(flood, tls=serving("localhost")) as url, dialled(url) as session:
        longest, last = 0.0, time.monotonic()

        async def beat() -> None:
            nonlocal longest, last
            while True:
                await asyncio.sleep(0.001)
                longest, last = max(longest, time.monotonic() - last), time.monotonic()

        beating = asyncio.create_task(beat())
        assert (await loss(session)).code == 1000
        beating.cancel()
    assert longest < 0.1
