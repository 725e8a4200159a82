"""ACCEPTANCE.md, Connecting: names, routes and proxies that lead nowhere; the screen stays alive, and can be left."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator

import httpcore
import pytest

from tests.clock import FakeClock
from tests.faults.feeding import QUICK, Feed, at_once, feeding, responsive, settings_to
from tests.feed.peers import Peer, listening
from tests.feed.tcp import settings_for
from tui.core.link import State
from tui.exchange.options import Options
from tui.exchange.server import LocalExchange
from tui.feed.clock import SystemClock
from tui.feed.limits import Limits
from tui.feed.live import Live
from tui.ui.app import BitotuiApp

PROXIES = ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy")


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)


Patch = pytest.MonkeyPatch


def unknown(patch: Patch) -> str:
    def fail(*_args: object, **_more: object) -> object:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    patch.setattr(socket, "getaddrinfo", fail)
    return "ws://exchange.test/ws"


def refused(_patch: Patch) -> str:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        return f"ws://127.0.0.1:{closed.getsockname()[1]}/ws"


def unrouted(patch: Patch) -> str:
    async def fail(*_args: object, **_more: object) -> object:
        raise httpcore.ConnectError from OSError(113, "No route to host")

    patch.setattr(httpcore.AnyIOBackend, "connect_tcp", fail)
    return "ws://192.0.2.1/ws"


WORDS: dict[Callable[[Patch], str], str] = {
    unknown: "looking up exchange.test: name or service not known",
    refused: "connecting to 127.0.0.1: connection refused",
    unrouted: "connecting to 192.0.2.1: no route to host",
}


@pytest.mark.parametrize("way", WORDS)
async def test_an_unknown_host_a_refused_connection_and_no_route_are_named_and_retried(
    way: Callable[[Patch], str], monkeypatch: Patch
) -> None:
    clock = FakeClock()
    async with feeding(settings_to(way(monkeypatch)), clock=clock) as feed:
        for wait in (0.5, 1, 2):
            assert (await feed.state(State.LOST)).endswith(WORDS[way])
            await clock.advance(wait)
        await feed.state(State.LOST)

        assert len(feed.dials.headers) == 4


@contextlib.contextmanager
def hanging_look_ups(monkeypatch: Patch) -> Iterator[list[str]]:
    """Look-ups that hang for as long as the context lasts."""
    asked: list[str] = []
    over = threading.Event()

    def hang(host: str, *_args: object, **_more: object) -> list[object]:
        asked.append(host)
        over.wait(20)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    try:
        yield asked
    finally:
        over.set()


async def test_a_look_up_that_hangs_is_retried_and_holds_nobody_up(monkeypatch: Patch) -> None:
    limits, clock = Limits(connect_seconds=0.2), FakeClock()
    with hanging_look_ups(monkeypatch) as asked:
        async with (
            responsive(),
            feeding(settings_to("ws://hang.test/ws"), clock=clock, limits=limits) as feed,
        ):
            for wait in (0.5, 1):
                said = await feed.state(State.LOST)
                assert said.endswith("no answer within 0.2 s (looking up hang.test)")
                await clock.advance(wait)
            await feed.state(State.LOST)

        assert asked == ["hang.test"]
        assert len(feed.dials.headers) == 3


async def test_the_screen_answers_keys_and_is_left_in_under_2_s_though_a_look_up_hangs(
    monkeypatch: Patch,
) -> None:
    clock = SystemClock()
    with hanging_look_ups(monkeypatch) as asked:
        app = BitotuiApp(
            Live(settings_to("ws://hang.test/ws"), clock=clock, jitter=lambda: 0),
            identity="d···@example.test",
            zone=None,
            clock=clock,
        )
        async with app.run_test() as pilot:
            while not asked:  # noqa: ASYNC110 - it is asked on a thread
                await asyncio.sleep(0.01)
            with at_once():
                await pilot.press("space")
                assert app.frozen
            with at_once(2):
                await pilot.press("q")
                assert app.return_value == 0


@pytest.mark.parametrize("script", ["silent", "refused", "hanging up"])
async def test_a_feed_is_left_in_under_2_s_whatever_it_is_waiting_for(script: str) -> None:
    async def silent(peer: Peer) -> None:
        if script == "hanging up":
            return
        await peer.reader.read()

    async with listening(silent) as url:
        where = "ws://127.0.0.1:1/ws" if script == "refused" else url
        async with feeding(settings_to(where), limits=Limits()) as feed:
            await feed.watch.until(
                lambda reading: reading.link.state is not State.CONNECTING or script == "silent"
            )
            leaving = asyncio.get_running_loop().time()
        assert asyncio.get_running_loop().time() - leaving < 2


# Certificates and proxies


@contextlib.asynccontextmanager
async def secured(*faults: str) -> AsyncIterator[LocalExchange]:
    async with LocalExchange(Options(rate=0, tls=True, faults=faults)) as exchange:
        yield exchange


def trusts(monkeypatch: Patch, exchange: LocalExchange) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(exchange.authority_file))


CERTIFICATES = {
    "wrong-host": "its certificate is for another host name",
    "expired": "its certificate has expired, by this machine's clock",
    "unknown": "its certificate is not signed by an authority this machine knows",
}


@pytest.mark.parametrize("kind", CERTIFICATES)
async def test_a_certificate_that_proves_nothing_is_refused_in_clear_words_and_never_retried_insecurely(
    kind: str, monkeypatch: Patch
) -> None:
    clock = FakeClock()
    async with secured(f"certificate={kind}") as exchange:
        trusts(monkeypatch, exchange)
        async with feeding(settings_for(exchange), clock=clock) as feed:
            said = await feed.state(State.REFUSED)
            await clock.advance(86_400)

            assert CERTIFICATES[kind] in said
            assert "check the stream URL and this machine's certificates; r tries again" in said
            assert len(feed.dials.headers) == 1
            assert exchange.opened == 0


async def test_a_private_authority_by_ssl_cert_file_works(monkeypatch: Patch) -> None:
    async with secured() as exchange:
        trusts(monkeypatch, exchange)
        async with feeding(settings_for(exchange)) as feed:
            await feed.until_live()


async def test_a_missing_ssl_cert_file_is_a_clear_error(monkeypatch: Patch) -> None:
    async with secured() as exchange:
        monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/authority.pem")
        async with feeding(settings_for(exchange)) as feed:
            said = await feed.state(State.REFUSED)

    assert "SSL_CERT_FILE names a file that does not exist: /nowhere/authority.pem" in said


class Proxy:
    """A proxy that connects whoever asks, and remembers for whom."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def __call__(self, peer: Peer) -> None:
        await peer.request()
        self.asked.append(peer.request_line)
        host, _, port = peer.request_line.split()[1].rpartition(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        await peer.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
        try:
            await asyncio.gather(_copied(peer.reader, writer), _copied(reader, peer.writer))
        finally:
            writer.transport.abort()


async def _copied(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    while data := await source.read(65_536):
        target.write(data)
        await target.drain()


@contextlib.asynccontextmanager
async def through_a_proxy(monkeypatch: Patch) -> AsyncIterator[tuple[LocalExchange, Feed, Proxy]]:
    proxy = Proxy()
    async with secured() as exchange, listening(proxy) as address:
        trusts(monkeypatch, exchange)
        monkeypatch.setenv("HTTPS_PROXY", address.replace("ws://", "http://").removesuffix("/stream"))
        async with feeding(settings_for(exchange), limits=QUICK) as feed:
            await feed.until_live()
            yield exchange, feed, proxy


async def test_https_proxy_is_used(monkeypatch: Patch) -> None:
    async with through_a_proxy(monkeypatch) as (exchange, _, proxy):
        assert proxy.asked == [f"CONNECT 127.0.0.1:{exchange.port} HTTP/1.1"]


async def test_no_proxy_is_honoured(monkeypatch: Patch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    async with through_a_proxy(monkeypatch) as (_, _, proxy):
        assert proxy.asked == []


async def test_a_dead_proxy_is_a_clear_error_and_retried(monkeypatch: Patch) -> None:
    clock = FakeClock()
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    monkeypatch.setenv("HTTPS_PROXY", f"http://user:hunter2@127.0.0.1:{port}")
    async with feeding(settings_to("wss://exchange.test/ws"), clock=clock) as feed:
        said = await feed.state(State.LOST)
        await clock.advance(0.5)
        await feed.state(State.LOST)

    assert said.endswith(f"connecting to the proxy 127.0.0.1:{port}: connection refused")
    assert "hunter2" not in repr(feed.watch.readings)
