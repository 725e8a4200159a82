"""From a URL to an open connection, or to the one error that says why there is none."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Mapping
from typing import Final

import httpcore
import httpx
import httpx_ws

from tui.core.auth import SignedHeaders
from tui.feed.handshake import read_body, refusal
from tui.feed.limits import READ_BYTES
from tui.feed.proxy import proxy_for, unsupported
from tui.feed.refusal import BadPeer, SessionError, Unreachable
from tui.feed.stream import chain, in_words
from tui.feed.transport import Attempt, Transport
from tui.feed.trust import why_untrusted
from tui.feed.wire import TERMS, Terms, Wire
from tui.tongue import say

_USER_AGENT: Final = "bitotui"


@contextlib.asynccontextmanager
async def opened(url: str, headers: Mapping[str, str], terms: Terms) -> AsyncIterator[Wire]:
    """Hold a connection open. Raises what `session.dial` says."""
    attempt = Attempt(url, terms)
    wire, stack = await _open(attempt, sendable(headers))
    try:
        yield wire
    finally:
        # Not told of an error in the body, which httpx-ws would wrap in an exception group.
        with contextlib.suppress(Exception):
            await stack.aclose()


def sendable(headers: Mapping[str, str]) -> SignedHeaders:
    """The headers as they go out. Raises `ValueError` for one that cannot be sent."""
    for name, value in headers.items():
        # Checked here, since the libraries' own complaints quote the value.
        if not (name + value).isascii() or not (name + value).isprintable() or value != value.strip():
            raise ValueError(say("the value of the header {name} cannot be sent in HTTP", name=repr(name)))
    return SignedHeaders({"user-agent": _USER_AGENT, "accept-encoding": "identity", **headers})


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
                attempt.proxy = proxy_of(attempt)
            client = httpx.AsyncClient(
                transport=Transport(attempt),
                event_hooks={"response": [refuse]},
                timeout=None,  # noqa: S113 - one deadline around the whole attempt, above
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
        await abandon(attempt, stack)
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise
        problem: SessionError = attempt.unreachable(say("the connection broke"))
    except Exception as error:  # noqa: BLE001 - whatever a peer makes a library raise is a failed attempt
        await abandon(attempt, stack)
        problem = explained(error, attempt)
    # Raised out here, it carries no trace of requests, headers and the libraries' own errors.
    raise problem


async def abandon(attempt: Attempt, stack: contextlib.AsyncExitStack) -> None:
    """Close whatever an attempt that failed has opened."""
    with contextlib.suppress(Exception):
        await stack.aclose()
    if attempt.terms.stream is not None:
        await attempt.terms.stream.aclose()


def proxy_of(attempt: Attempt) -> httpx.URL | None:
    """The proxy that the environment asks for. Raises `Unreachable` for one that cannot be used."""
    try:
        proxy = proxy_for(attempt.url.host, attempt.port)
    except ValueError as error:
        raise Unreachable(say("{name}: {why}", name="HTTPS_PROXY", why=error)) from None
    if proxy is not None and proxy.scheme not in {"http", "https"}:
        raise Unreachable(say("{name}: {why}", name="HTTPS_PROXY", why=unsupported(proxy.scheme)))
    return proxy


def explained(error: Exception, attempt: Attempt) -> SessionError:
    """The one error that says why an attempt failed."""
    limits = attempt.terms.limits
    for found in chain(error):
        match found:
            case SessionError():
                return type(found)(*found.args)
            case ssl.SSLCertVerificationError():
                asked = attempt.terms.stream.tls_name if attempt.terms.stream else None
                return why_untrusted(asked or attempt.url.host, found)
            case httpcore.ProxyError():
                return Unreachable(say("{proxy} refused: {why}", proxy=attempt.proxy_name, why=found))
            case httpcore.ProtocolError() if not (attempt.terms.stream and attempt.terms.stream.ended):
                return BadPeer(_no_http(attempt, str(found)))
    if attempt.refused is not None:
        return attempt.refused
    if isinstance(error, TimeoutError):
        seconds = f"{limits.connect_seconds:g}"
        words = say("no answer within {seconds} s ({stage})", seconds=seconds, stage=attempt.stage)
        return Unreachable(words)
    if attempt.terms.stream is not None and attempt.terms.stream.ended:
        return attempt.unreachable(in_words(error, say("hung up without an answer")))
    return attempt.unreachable(in_words(error, type(error).__name__))


def _no_http(attempt: Attempt, what: str) -> str:
    if attempt.proxy:
        return say("{proxy}: not an answer in HTTP: {what}", proxy=attempt.proxy_name, what=what)
    return say("not an answer in HTTP: {what}", what=what)
