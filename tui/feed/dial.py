"""From a URL to an open connection, or to the one error that says why there is none."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Iterable, Mapping
from typing import Any, Final

import httpcore
import httpx
import httpx_ws

from tui.feed.handshake import read_body, refusal
from tui.feed.limits import READ_BYTES
from tui.feed.proxy import proxy_for
from tui.feed.refusal import BadPeer, Refused, SessionError, Unreachable
from tui.feed.resolve import addresses, first_to_answer
from tui.feed.stream import Stream, chain, in_words
from tui.feed.trust import tls_context, why_untrusted
from tui.feed.wire import TERMS, Terms, Wire

_SCHEMES: Final = {"wss": "https", "ws": "http"}
_USER_AGENT: Final = "bitotui"


class Attempt:
    """One attempt to connect: where it is going, and how far it has come."""

    def __init__(self, url: str, terms: Terms) -> None:
        given = httpx.URL(url)
        if given.scheme not in _SCHEMES or not given.host:
            raise ValueError("a stream URL begins with wss:// or ws:// and names a host")
        self.url = given.copy_with(scheme=_SCHEMES[given.scheme])
        self.terms = terms
        self.is_tls = given.scheme == "wss"
        self.port = self.url.port or (443 if self.is_tls else 80)
        self.proxy: httpx.URL | None = None
        self.stage = "before the first step"
        self.refused: Refused | None = None

    @property
    def proxy_name(self) -> str:
        """The proxy without its credentials."""
        return (
            f"the proxy {self.proxy.host}" + (f":{self.proxy.port}" if self.proxy.port else "")
            if self.proxy
            else ""
        )


class Backend(httpcore.AnyIOBackend):
    """httpcore's own way to connect, with look-ups that hold nobody up and streams that name their failures."""

    def __init__(self, attempt: Attempt) -> None:
        self._attempt = attempt

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first address of `host` that answers; raise `Unreachable`."""
        attempt = self._attempt
        who = attempt.proxy_name or host

        async def connect(address: str) -> httpcore.AsyncNetworkStream:
            return await super(Backend, self).connect_tcp(
                address, port, timeout, local_address, socket_options
            )

        attempt.stage = f"looking up {who}"
        try:
            found = await addresses(host, port)
            attempt.stage = f"connecting to {who}"
            inner = await first_to_answer(found, connect, httpcore.AsyncNetworkStream.aclose)
        except (OSError, UnicodeError, httpcore.NetworkError) as error:
            raise Unreachable(f"{attempt.stage}: {in_words(error)}") from None
        attempt.stage = f"waiting for {who}"
        attempt.terms.stream = Stream(inner, attempt.terms.limits, attempt.terms.clock)
        return attempt.terms.stream


class _Body(httpx.AsyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._response.aiter_stream():
            yield piece

    async def aclose(self) -> None:
        await self._response.aclose()


class Transport(httpx.AsyncBaseTransport):
    """A connection of its own for one attempt, direct or through a proxy."""

    def __init__(self, attempt: Attempt) -> None:
        tls = tls_context() if attempt.is_tls else None
        backend = Backend(attempt)
        self._pool: httpcore.AsyncConnectionPool
        if attempt.proxy is None:
            self._pool = httpcore.AsyncConnectionPool(ssl_context=tls, network_backend=backend)
        else:
            proxy = httpx.Proxy(attempt.proxy)
            self._pool = httpcore.AsyncHTTPProxy(
                proxy_url=str(proxy.url),
                proxy_auth=proxy.raw_auth,
                proxy_ssl_context=tls if proxy.url.scheme == "https" else None,
                ssl_context=tls,
                network_backend=backend,
            )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request; errors are httpcore's."""
        answer = await self._pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Body(answer),
            extensions=answer.extensions,
        )

    async def aclose(self) -> None:
        """Close whatever is still open."""
        await self._pool.aclose()


@contextlib.asynccontextmanager
async def opened(url: str, headers: Mapping[str, str], terms: Terms) -> AsyncIterator[Wire]:
    """Hold a connection open. Raises what `session.dial` says."""
    attempt = Attempt(url, terms)
    wire, stack = await _open(attempt, _sendable(headers))
    try:
        yield wire
    finally:
        # Not told of an error in the body, which httpx-ws would wrap in an exception group.
        with contextlib.suppress(Exception):
            await stack.aclose()


def _sendable(headers: Mapping[str, str]) -> dict[str, str]:
    for name, value in headers.items():
        # Checked here, since the libraries' own complaints quote the value.
        if not (name + value).isascii() or not (name + value).isprintable() or value != value.strip():
            raise ValueError(f"the value of the header {name!r} cannot be sent in HTTP")
    return {"user-agent": _USER_AGENT, "accept-encoding": "identity", **headers}


async def _open(attempt: Attempt, headers: dict[str, str]) -> tuple[Wire, contextlib.AsyncExitStack]:
    async def refuse(response: httpx.Response) -> None:
        if response.status_code == httpx.codes.SWITCHING_PROTOCOLS:
            return
        if attempt.terms.stream is not None:
            attempt.terms.stream.refused()
        attempt.refused = refusal(response)
        attempt.refused = refusal(response, await read_body(response, attempt.terms.limits))
        raise attempt.refused

    stack = contextlib.AsyncExitStack()
    try:
        async with asyncio.timeout(attempt.terms.limits.connect_seconds):
            if attempt.is_tls:
                attempt.proxy = _proxy(attempt)
            client = httpx.AsyncClient(
                transport=Transport(attempt),
                event_hooks={"response": [refuse]},
                timeout=None,
                follow_redirects=False,
                trust_env=False,
            )
            await stack.enter_async_context(client)
            connecting = httpx_ws.aconnect_ws(
                str(attempt.url),
                client,
                max_message_size_bytes=READ_BYTES,
                keepalive_ping_interval_seconds=None,
                session_class=Wire,
                headers=headers,
                extensions={TERMS: attempt.terms},
            )
            return await stack.enter_async_context(connecting), stack
    except asyncio.CancelledError:
        await _abandon(attempt, stack)
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise
        problem: SessionError = Unreachable(f"{attempt.stage}: the connection broke")
    except Exception as error:  # noqa: BLE001 - whatever a peer makes a library raise is a failed attempt
        await _abandon(attempt, stack)
        problem = _explained(error, attempt)
    # Raised out here, it carries no trace of requests, headers and the libraries' own errors.
    raise problem


async def _abandon(attempt: Attempt, stack: contextlib.AsyncExitStack) -> None:
    with contextlib.suppress(Exception):
        await stack.aclose()
    if attempt.terms.stream is not None:
        await attempt.terms.stream.aclose()


def _proxy(attempt: Attempt) -> httpx.URL | None:
    try:
        proxy = proxy_for(attempt.url.host, attempt.port)
    except ValueError as error:
        raise Unreachable(f"HTTPS_PROXY: {error}") from None
    if proxy is not None and proxy.scheme not in {"http", "https"}:
        raise Unreachable(
            f"HTTPS_PROXY: a proxy of the kind {proxy.scheme}:// is not supported, only http and https"
        )
    return proxy


def _explained(error: Exception, attempt: Attempt) -> SessionError:
    limits = attempt.terms.limits
    via = f"{attempt.proxy_name}: " if attempt.proxy else ""
    for found in chain(error):
        match found:
            case SessionError():
                return type(found)(*found.args)
            case ssl.SSLCertVerificationError():
                return why_untrusted(attempt.url.host, found)
            case httpcore.ProxyError():
                return Unreachable(f"{via}it refused to connect us: {found}")
            case httpcore.ProtocolError() if not (attempt.terms.stream and attempt.terms.stream.ended):
                return BadPeer(f"{via}not an answer in HTTP: {found}")
    if attempt.refused is not None:
        return attempt.refused
    if isinstance(error, TimeoutError):
        return Unreachable(f"no answer within {limits.connect_seconds:g} s ({attempt.stage})")
    if attempt.terms.stream is not None and attempt.terms.stream.ended:
        return Unreachable(f"{attempt.stage}: {in_words(error, 'hung up without an answer')}")
    return Unreachable(f"{attempt.stage}: {in_words(error, type(error).__name__)}")
