"""The network steps of a probe, against servers and proxies that do what they are told."""

import asyncio
import ssl
import time
from pathlib import Path

import pytest
import trustme

from tests.feed.peers import Peer, listening
from tui.feed.clock import SystemClock
from tui.feed.probe import probe
from tui.feed.probe_facts import Connected, Facts, Heard, LookedUp, Patience, Route, Secured, Trouble
from tui.feed.probe_path import walk
from tui.feed.probe_route import route_to

QUICK = Patience(look_up=1.0, connect=1.0, secure=0.5, upgrade=1.0, message=0.3, watch=0.1)
AUTHORITY = trustme.CA(organization_name="Canary Authority")


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server's context for localhost, by an authority that this process knows."""
    AUTHORITY.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    AUTHORITY.issue_cert("localhost").configure_cert(context)
    return context


async def silent(peer: Peer) -> None:
    await peer.reader.read()


async def asked(url: str) -> Facts:
    return await probe(url, None, clock=SystemClock(), patience=QUICK)


async def test_tls_is_told_with_version_issuer_and_end(trusted: ssl.SSLContext) -> None:
    async with listening(silent, tls=trusted) as url:
        facts = await asked(url)
    assert isinstance(facts.look_up, LookedUp)
    assert "127.0.0.1" in facts.look_up.addresses
    assert isinstance(facts.connect, Connected)
    assert facts.connect.address == "127.0.0.1"
    assert isinstance(facts.secure, Secured)
    assert facts.secure.version == "TLSv1.3"
    assert facts.secure.issuer.startswith("Canary Authority")
    assert facts.secure.until > time.time() * 1000


async def test_a_host_that_does_not_exist_ends_the_walk() -> None:
    facts = await asked("wss://no-such-host.invalid")
    assert isinstance(facts.look_up, Trouble)
    assert facts.look_up.reason.startswith("no-such-host.invalid: ")
    assert (facts.connect, facts.secure) == (None, None)


async def test_a_look_up_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang(host: str, port: int) -> list[str]:
        await asyncio.Event().wait()
        return []

    monkeypatch.setattr("tui.feed.probe_path.addresses", hang)
    route = Route("slow.example", 443, is_tls=True)
    path = await walk(route, None, Patience(look_up=0.05), time.monotonic)
    assert path.look_up == Trouble("slow.example: no answer within 0.05 s")


async def test_a_server_that_hangs_up_in_the_handshake_is_told() -> None:
    async def leave(peer: Peer) -> None:
        peer.reset()

    async with listening(leave) as url:
        facts = await asked(url.replace("ws://", "wss://"))
    assert isinstance(facts.secure, Trouble)
    assert "connection reset by peer" in facts.secure.reason


async def test_a_server_without_tls_behind_a_tls_url_is_told() -> None:
    async def plain(peer: Peer) -> None:
        await peer.reader.read(1)
        await peer.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await silent(peer)

    async with listening(plain) as url:
        facts = await asked(url.replace("ws://", "wss://"))
    assert isinstance(facts.secure, Trouble)
    assert "TLS: " in facts.secure.reason


async def relay(peer: Peer, port: int) -> None:
    """Act as a proxy that connects to whatever listens on `port` of this machine."""
    await peer.request()
    assert peer.request_line == f"CONNECT localhost:{port} HTTP/1.1"
    assert peer.headers["proxy-authorization"] == "Basic ZGFuYTpwQHNz"
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await peer.send(b"HTTP/1.1 200 Connection established\r\n\r\n")

    async def pump() -> None:
        while data := await peer.reader.read(65_536):
            writer.write(data)

    pumping = asyncio.create_task(pump())
    try:
        while data := await reader.read(65_536):
            await peer.send(data)
    finally:
        pumping.cancel()
        writer.transport.abort()


async def test_tls_is_told_through_a_proxy_whose_login_stays_out(
    trusted: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with listening(silent, tls=trusted) as url:
        port = int(url.split(":")[2].partition("/")[0])
        async with listening(lambda peer: relay(peer, port)) as proxy:
            address = proxy.removeprefix("ws://").removesuffix("/stream")
            monkeypatch.setenv("HTTPS_PROXY", f"http://dana:p%40ss@{address}")
            facts = await asked(url)
    assert facts.route.proxy == address
    assert facts.route.proxy_has_login
    assert isinstance(facts.secure, Secured)
    assert "dana" not in repr(facts)


async def test_a_proxy_that_refuses_is_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    async def refuse(peer: Peer) -> None:
        await peer.refuse("407 Proxy Authentication Required")

    async with listening(refuse) as proxy:
        address = proxy.removeprefix("ws://").removesuffix("/stream")
        monkeypatch.setenv("HTTPS_PROXY", f"http://{address}")
        facts = await asked("wss://stream.example")
    assert facts.secure == Trouble(f"the proxy {address} refused: 407 Proxy Authentication Required")


@pytest.mark.parametrize(
    ("setting", "fault"),
    [
        ("socks5://127.0.0.1:9", "a proxy of the kind socks5:// is not supported, only http and https"),
        ("http://", "the proxy setting is not a URL"),
    ],
)
async def test_a_proxy_setting_that_cannot_be_used_stops_before_tls(
    monkeypatch: pytest.MonkeyPatch, setting: str, fault: str
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", setting)
    async with listening(silent) as url:
        facts = await asked(url.replace("ws://", "wss://"))
    assert facts.route.proxy_fault == fault
    assert facts.secure is None


def test_no_proxy_and_plain_streams_go_directly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://dana:pass@proxy.example")
    monkeypatch.setenv("NO_PROXY", "exempt.example")
    assert route_to("wss://exempt.example/ws")[0] == Route("exempt.example", 443, is_tls=True, is_exempt=True)
    assert route_to("ws://127.0.0.1:9/ws")[0] == Route("127.0.0.1", 9, is_tls=False)
    assert route_to("wss://other.example/ws")[0].proxy == "proxy.example:80"


def test_a_message_keeps_its_bytes_out_of_its_repr() -> None:
    assert "98765" not in repr(Heard(b'{"amount": "98765"}', is_text=True, seconds=0.1, received=0))
