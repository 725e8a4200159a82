"""One signed GET to the exchange's REST interface, on a connection of its own that is closed afterwards.

It goes the way that the stream goes: the same look-ups, proxy, TLS and deadline, and the same words where it fails.
"""

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from typing import Final, Protocol

import httpcore
import httpx

from tui.core.wire import MESSAGE_LIMIT
from tui.feed.dial import abandon, explained, proxy_of, sendable
from tui.feed.frames import Hears
from tui.feed.handshake import read_body, refusal
from tui.feed.limits import Limits
from tui.feed.refusal import BadPeer, SessionError, Unreachable
from tui.feed.transport import Attempt, Transport
from tui.feed.wire import Terms
from tui.tongue import say

BALANCE_PATH: Final = "/accounts/balance"
"""PROTOCOL.md, REST beside it."""

LIMITS: Final = Limits(header_bytes=MESSAGE_LIMIT + Limits().header_bytes)
"""Headers and body together come through one allowance; a body is no longer than a message may be."""

_SCHEMES: Final = {"https": "wss", "http": "ws"}


class Get(Protocol):
    """How REST is asked: `get`, or what a test puts in its place."""

    async def __call__(self, url: str, headers: Mapping[str, str], *, clock: Callable[[], float]) -> bytes:
        """The body of a 200."""
        ...


async def get(
    url: str, headers: Mapping[str, str], *, clock: Callable[[], float], limits: Limits = LIMITS
) -> bytes:
    """The body of a 200, within `connect_seconds`.

    Raises `Refused` for any other status, and `Unreachable`, `Untrusted` or `BadPeer` as `session.dial` does.
    """
    scheme, _, rest = url.partition(":")
    quiet = Hears(lambda _: None, lambda: None, lambda _: None, lambda _, __: None)
    attempt = Attempt(f"{_SCHEMES.get(scheme, scheme)}:{rest}", Terms(limits, clock, quiet))
    stack = contextlib.AsyncExitStack()
    try:
        async with asyncio.timeout(limits.connect_seconds):
            return await _body(attempt, sendable(headers), stack)
    except asyncio.CancelledError:
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise
        problem: SessionError = Unreachable(
            say("{stage}: {why}", stage=attempt.stage, why=say("the connection broke"))
        )
    except Exception as error:  # noqa: BLE001 - whatever a peer makes a library raise is a failed attempt
        problem = explained(error, attempt)
    finally:
        await abandon(attempt, stack)
    # Raised out here, it carries no trace of requests, headers and the libraries' own errors.
    raise problem


async def _body(attempt: Attempt, headers: Mapping[str, str], stack: contextlib.AsyncExitStack) -> bytes:
    if attempt.is_tls:
        attempt.proxy = proxy_of(attempt)
    client = httpx.AsyncClient(
        transport=Transport(attempt),
        timeout=None,  # noqa: S113 - one deadline around the whole attempt, by the caller
        follow_redirects=False,
        trust_env=False,
    )
    await stack.enter_async_context(client)
    response = await stack.enter_async_context(
        client.stream("GET", attempt.url, headers={"connection": "close", **headers})
    )
    if response.status_code != httpx.codes.OK:
        if attempt.terms.stream is not None:
            attempt.terms.stream.refused()
        attempt.refused = refusal(response)
        attempt.refused = refusal(response, await read_body(response, attempt.terms.limits))
        raise attempt.refused
    body = bytearray()
    try:
        async for piece in response.aiter_raw():
            body += piece
            if len(body) > MESSAGE_LIMIT:
                raise BadPeer(say("the answer is longer than {limit} bytes", limit=MESSAGE_LIMIT))
    except httpcore.RemoteProtocolError:
        raise BadPeer(say("the answer broke off")) from None
    return bytes(body)
