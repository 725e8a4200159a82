"""Name look-up, TCP and TLS, one at a time, so that each can be timed and blamed alone."""

import asyncio
import base64
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx

from tui.core.foreign import harmless
from tui.feed.probe_facts import Connected, LookedUp, Patience, Route, Secured, Trouble
from tui.feed.probe_route import proxy_port
from tui.feed.refusal import Untrusted
from tui.feed.resolve import addresses, first_to_answer
from tui.feed.stream import in_words
from tui.feed.trust import tls_context, why_untrusted
from tui.tongue import say

_HTTP_OK = b"200"


@dataclass(frozen=True, slots=True)
class Path:
    """How far the way to the exchange was walked."""

    look_up: LookedUp | Trouble
    connect: Connected | Trouble | None = None
    secure: Secured | Trouble | None = None
    """None also where there is no TLS to be had."""


class _Line:
    """An open TCP connection."""

    def __init__(self, address: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.address = address
        self.reader = reader
        self.writer = writer

    async def drop(self) -> None:
        self.writer.transport.abort()
        await asyncio.sleep(0)


async def walk(route: Route, proxy: httpx.URL | None, patience: Patience, clock: Callable[[], float]) -> Path:
    """Go as far as it gets; nothing is sent but a proxy's CONNECT and the TLS handshake."""
    host, port = (route.host, route.port) if proxy is None else (proxy.host, proxy_port(proxy))
    began = clock()
    try:
        async with asyncio.timeout(patience.look_up):
            found = await addresses(host, port)
    except TimeoutError:
        return Path(_late(host, patience.look_up))
    except (OSError, UnicodeError) as error:
        return Path(_trouble(host, in_words(error, say("it is no host name"))))
    looked_up = LookedUp(tuple(found), clock() - began)

    began = clock()
    try:
        async with asyncio.timeout(patience.connect):
            line = await first_to_answer(found, lambda address: _connect(address, port), _Line.drop)
    except TimeoutError:
        return Path(looked_up, _late(f"{host}:{port}", patience.connect))
    except OSError as error:
        return Path(looked_up, _trouble(f"{host}:{port}", in_words(error)))
    connected = Connected(line.address, clock() - began)
    try:
        if route.proxy_fault or not route.is_tls:
            return Path(looked_up, connected)
        return Path(looked_up, connected, await _secured(line, route, proxy, patience, clock))
    finally:
        await line.drop()


async def _connect(address: str, port: int) -> _Line:
    return _Line(address, *await asyncio.open_connection(address, port))


async def _secured(
    line: _Line, route: Route, proxy: httpx.URL | None, patience: Patience, clock: Callable[[], float]
) -> Secured | Trouble:
    began = clock()
    host = route.host
    try:
        async with asyncio.timeout(patience.secure):
            if proxy is not None:
                if proxy.scheme == "https":
                    host = proxy.host
                    await line.writer.start_tls(tls_context(), server_hostname=host)
                if said := await _refused_by(line, route, proxy):
                    proxy_name = say("the proxy {host}", host=route.proxy)
                    return Trouble(harmless(say("{proxy} refused: {why}", proxy=proxy_name, why=said)))
                host = route.host
            await line.writer.start_tls(tls_context(), server_hostname=host)
    except Untrusted as error:
        return Trouble(error.reason)
    except ssl.SSLCertVerificationError as error:
        return Trouble(why_untrusted(host, error).reason)
    except TimeoutError:
        return _late(host, patience.secure)
    except (OSError, EOFError, asyncio.LimitOverrunError) as error:
        return _trouble(host, in_words(error, say("it hung up")))
    return _judged(line.writer.get_extra_info("ssl_object"), clock() - began)


async def _refused_by(line: _Line, route: Route, proxy: httpx.URL) -> str:
    """Ask a proxy for the connection; what it said if that was not yes."""
    name = f"[{route.host}]" if ":" in route.host else route.host
    lines = [f"CONNECT {name}:{route.port} HTTP/1.1", f"Host: {name}:{route.port}"]
    user, password = httpx.Proxy(proxy).raw_auth or (b"", b"")
    if user or password:
        token = base64.b64encode(user + b":" + password).decode()
        lines.append(f"Proxy-Authorization: Basic {token}")
    line.writer.write("".join(f"{each}\r\n" for each in (*lines, "")).encode())
    await line.writer.drain()
    head = await line.reader.readuntil(b"\r\n\r\n")
    status = head.partition(b"\r\n")[0].partition(b" ")[2]
    return "" if status.startswith(_HTTP_OK) else status.decode(errors="replace")


def _late(where: str, seconds: float) -> Trouble:
    return Trouble(say("{where}: no answer within {seconds} s", where=where, seconds=f"{seconds:g}"))


def _trouble(where: str, why: str) -> Trouble:
    return Trouble(harmless(say("{where}: {why}", where=where, why=why)))


def _judged(tls: ssl.SSLObject, seconds: float) -> Secured:
    certificate: dict[str, Any] = tls.getpeercert() or {}
    names = {name: value for part in certificate.get("issuer", ()) for name, value in part}
    issuer = " ".join(
        dict.fromkeys(names[each] for each in ("organizationName", "commonName") if each in names)
    )
    until = int(ssl.cert_time_to_seconds(certificate["notAfter"])) * 1000
    return Secured(tls.version() or "TLS", harmless(issuer) or say("an unnamed authority"), until, seconds)
