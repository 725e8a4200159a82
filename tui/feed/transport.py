"""One attempt's way to the exchange: look-up, TCP, proxy and TLS, with streams that name their failures."""

from collections.abc import AsyncIterator, Iterable
from typing import Any, Final

import httpcore
import httpx

from tui.feed.refusal import Refused, Unreachable
from tui.feed.resolve import addresses, first_to_answer
from tui.feed.stream import Stream, in_words
from tui.feed.trust import tls_context
from tui.feed.wire import Terms
from tui.tongue import say

_SCHEMES: Final = {"wss": "https", "ws": "http"}


class Attempt:
    """One attempt to connect: where it is going, and how far it has come."""

    def __init__(self, url: str, terms: Terms) -> None:
        given = httpx.URL(url)
        if given.scheme not in _SCHEMES or not given.host:
            raise ValueError(say("a stream URL begins with wss:// or ws:// and names a host"))
        self.url = given.copy_with(scheme=_SCHEMES[given.scheme])
        self.terms = terms
        self.is_tls = given.scheme == "wss"
        self.port = self.url.port or (443 if self.is_tls else 80)
        self.proxy: httpx.URL | None = None
        self.stage = say("before the first step")
        """How far it has come, in words."""
        self.refused: Refused | None = None

    @property
    def proxy_name(self) -> str:
        """The proxy without its credentials."""
        if not self.proxy:
            return ""
        port = f":{self.proxy.port}" if self.proxy.port else ""
        return say("the proxy {host}", host=f"{self.proxy.host}{port}")

    def unreachable(self, why: str) -> Unreachable:
        """The error of an attempt that got this far."""
        return Unreachable(say("{stage}: {why}", stage=self.stage, why=why))


class Backend(httpcore.AnyIOBackend):
    """httpcore's own way to connect, with look-ups that hold nobody up and streams of our own."""

    def __init__(self, attempt: Attempt) -> None:
        self._attempt = attempt

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
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

        attempt.stage = say("looking up {who}", who=who)
        try:
            found = await addresses(host, port)
            attempt.stage = say("connecting to {who}", who=who)
            inner = await first_to_answer(found, connect, lambda late: late.aclose())
        except (OSError, UnicodeError, httpcore.NetworkError) as error:
            raise attempt.unreachable(in_words(error)) from None
        attempt.stage = say("waiting for {who}", who=who)
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
