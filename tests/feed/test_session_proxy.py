"""ACCEPTANCE.md, Connecting: HTTPS_PROXY and NO_PROXY used and honoured, a dead proxy named."""

import asyncio
import contextlib
import socket
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import trustme

from tests.feed.peers import TEXT, Peer, dialled, failure, frame, listening
from tui.feed.proxy import proxy_for
from tui.feed.session import Unreachable

AUTHORITY = trustme.CA()
NAMES = ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy", "SSL_CERT_DIR")


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    AUTHORITY.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))


@contextlib.asynccontextmanager
async def secure_stream() -> AsyncIterator[str]:
    async def greet(peer: Peer) -> None:
        await peer.accept(glued=frame(TEXT, b"hello"))
        await peer.close_code()

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    AUTHORITY.issue_cert("localhost").configure_cert(context)
    async with listening(greet, tls=context) as url:
        yield url


async def tunnel(peer: Peer) -> None:
    """Do what a proxy does with a request it has read: connect, and copy both ways."""
    host, _, port = peer.request_line.split()[1].rpartition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    await peer.send(b"HTTP/1.1 200 Connection established\r\n\r\n")

    async def copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        while data := await source.read(65536):
            target.write(data)
            await target.drain()
        target.close()

    await asyncio.gather(copy(peer.reader, writer), copy(reader, peer.writer))


async def test_https_proxy_is_used_for_wss_with_its_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    async def proxy(peer: Peer) -> None:
        await peer.request()
        asked.extend((peer.request_line, peer.headers["proxy-authorization"]))
        await tunnel(peer)

    async with secure_stream() as url, listening(proxy) as address:
        monkeypatch.setenv(
            "HTTPS_PROXY", address.replace("ws://", "http://user:pass@").removesuffix("/stream")
        )
        async with dialled(url, {"X-BITOPRO-SIGNATURE": "secret"}) as session:
            assert (await session.receive()).data == b"hello"
    port = url.rpartition(":")[2].removesuffix("/stream")
    assert asked == [f"CONNECT localhost:{port} HTTP/1.1", "Basic dXNlcjpwYXNz"]


async def test_no_proxy_is_honoured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("NO_PROXY", "localhost")
    async with secure_stream() as url, dialled(url) as session:
        assert (await session.receive()).data == b"hello"


async def test_a_plain_loopback_stream_uses_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    async with (
        listening(lambda peer: peer.accept(glued=frame(TEXT, b"near"))) as url,
        dialled(url) as session,
    ):
        assert (await session.receive()).data == b"near"


async def test_a_dead_proxy_is_named_and_its_password_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    monkeypatch.setenv("HTTPS_PROXY", f"http://user:hunter2@127.0.0.1:{port}")
    error = await failure("wss://localhost:1/")
    assert isinstance(error, Unreachable)
    assert str(error) == f"connecting to the proxy 127.0.0.1:{port}: connection refused"


async def test_a_proxy_that_refuses_is_named_and_is_not_the_exchange_refusing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def refuse(peer: Peer) -> None:
        await peer.refuse("407 Proxy Authentication Required")

    async with listening(refuse) as address:
        proxy = address.removeprefix("ws://").removesuffix("/stream")
        monkeypatch.setenv("HTTPS_PROXY", f"http://{proxy}")
        error = await failure("wss://localhost:1/")
    assert isinstance(error, Unreachable)
    assert str(error) == f"the proxy {proxy} refused: 407 Proxy Authentication Required"


async def test_a_proxy_that_says_nothing_is_named_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    async def stay_silent(peer: Peer) -> None:
        await peer.reader.read()

    async with listening(stay_silent) as address:
        proxy = address.removeprefix("ws://").removesuffix("/stream")
        monkeypatch.setenv("HTTPS_PROXY", f"http://{proxy}")
        error = await failure("wss://localhost:1/", connect_seconds=0.2)
    assert str(error) == f"no answer within 0.2 s (waiting for the proxy {proxy})"


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("socks5://127.0.0.1:1080", "socks5:// is not supported"),
        ("http://", "is not a URL"),
        ("http://proxy:port", "is not a URL"),
    ],
)
async def test_a_proxy_setting_that_cannot_work_is_a_clear_error(
    monkeypatch: pytest.MonkeyPatch, setting: str, words: str
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", setting)
    error = await failure("wss://localhost:1/")
    assert isinstance(error, Unreachable)
    assert words in error.reason


@pytest.mark.parametrize(
    ("no_proxy", "host", "is_direct"),
    [
        ("", "stream.bitopro.com", False),
        ("*", "stream.bitopro.com", True),
        ("bitopro.com", "stream.bitopro.com", True),
        (".bitopro.com", "stream.bitopro.com", True),
        ("*.bitopro.com", "stream.bitopro.com", True),
        ("other.com, STREAM.bitopro.com ", "stream.bitopro.com", True),
        ("pro.com", "stream.bitopro.com", False),
        ("stream.bitopro.com:443", "stream.bitopro.com", True),
        ("stream.bitopro.com:8443", "stream.bitopro.com", False),
        ("127.0.0.0/8", "127.0.0.1", True),
        ("127.0.0.1", "127.0.0.1", True),
        ("10.0.0.0/8", "127.0.0.1", False),
        ("::1", "::1", True),
        ("[::1]:443", "::1", True),
        ("example.com", "127.0.0.1", False),
    ],
)
def test_no_proxy_names_hosts_domains_ports_and_networks(no_proxy: str, host: str, is_direct: bool) -> None:
    found = proxy_for(host, 443, {"https": "proxy.example:3128", "no": no_proxy})
    assert (found is None) is is_direct
    assert is_direct or str(found) == "http://proxy.example:3128"


def test_all_proxy_serves_where_https_proxy_is_not_set() -> None:
    assert str(proxy_for("a.example", 443, {"all": "http://p:1"})) == "http://p:1"
    assert proxy_for("a.example", 443, {"http": "http://p:1"}) is None
