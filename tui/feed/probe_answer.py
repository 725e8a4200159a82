"""The headers of an answer to a signed request, which the session has no use for and a report has."""

import asyncio
import base64
import secrets
from collections.abc import Callable, Mapping

import httpx

from tui.core.foreign import harmless
from tui.feed.frames import Hears
from tui.feed.limits import Limits
from tui.feed.probe_facts import Answer, Trouble
from tui.feed.refusal import SessionError
from tui.feed.transport import Attempt, Transport
from tui.feed.wire import Terms
from tui.tongue import say

_HEADERS_KEPT = 64


async def answer_to(
    url: str,
    headers: Mapping[str, str],
    proxy: httpx.URL | None,
    *,
    seconds: float,
    clock: Callable[[], float],
) -> Answer | Trouble:
    """Ask for the stream as the session does, note status and headers, and hang up.

    Nothing is said of why it failed, if it did: the session's own attempt has said that.
    """
    quiet = Hears(lambda _: None, lambda: None, lambda _: None, lambda _, __: None)
    attempt = Attempt(url, Terms(Limits(), clock, quiet))
    attempt.proxy = proxy
    upgrade = {
        "connection": "Upgrade",
        "upgrade": "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": base64.b64encode(secrets.token_bytes(16)).decode(),
        "user-agent": "bitotui",
        "accept-encoding": "identity",
    }
    try:
        async with (
            asyncio.timeout(seconds),
            httpx.AsyncClient(
                transport=Transport(attempt),
                timeout=None,  # noqa: S113 - one deadline around all of it, above
                follow_redirects=False,
                trust_env=False,
            ) as client,
            client.stream("GET", attempt.url, headers={**upgrade, **headers}) as response,
        ):
            given = [
                (harmless(name.lower(), 60), harmless(value))
                for name, value in response.headers.multi_items()
            ]
            return Answer(response.status_code, tuple(given[:_HEADERS_KEPT]))
    except SessionError as error:
        return Trouble(error.reason)
    except Exception as error:  # noqa: BLE001 - whatever a peer makes a library raise is no answer
        return Trouble(say("no answer ({what})", what=type(error).__name__))
