"""The answer to the upgrade: whether it is one, and what a refusal says (RFC 6455, section 4.1)."""

import asyncio
import base64
import contextlib
import hashlib
import json
from typing import Final

import httpcore
import httpx

from tui.feed.limits import Limits
from tui.feed.refusal import BadPeer, Refused
from tui.tongue import say

_GUID: Final = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


def accept_key(key: str) -> str:
    """Return what a server must answer in `Sec-WebSocket-Accept` to a `Sec-WebSocket-Key`."""
    digest = hashlib.sha1(f"{key}{_GUID}".encode(), usedforsecurity=False).digest()
    return base64.b64encode(digest).decode()


def check_upgrade(response: httpx.Response) -> None:
    """Raise `BadPeer` unless a 101 answer is valid and agrees to nothing that was not offered."""
    given = response.headers
    accept = given.get("sec-websocket-accept")
    if "websocket" not in _tokens(given.get("upgrade", "")) or "upgrade" not in _tokens(
        given.get("connection", "")
    ):
        raise BadPeer(say("the server's 101 does not switch to websocket"))
    if accept is None:
        raise BadPeer(say("the server's 101 has no Sec-WebSocket-Accept"))
    if accept.strip() != accept_key(response.request.headers["sec-websocket-key"]):
        raise BadPeer(say("the server's 101 has a wrong Sec-WebSocket-Accept"))
    for name in ("sec-websocket-extensions", "sec-websocket-protocol"):
        if given.get(name):
            raise BadPeer(
                say(
                    "the server's 101 has a {name} that was not offered: {value}",
                    name=name,
                    value=given[name],
                )
            )


def _tokens(header: str) -> set[str]:
    return {token.strip().lower() for token in header.split(",")}


def refusal(response: httpx.Response, body: bytes = b"") -> Refused:
    """Any answer but 101, as the error it is."""
    reason = _reason(body, response.headers.get("content-type", "")) or response.reason_phrase
    if response.has_redirect_location:
        reason = say(
            "{reason}: redirects to {where}, which is not followed",
            reason=reason,
            where=response.headers["location"],
        )
    return Refused(
        response.status_code, reason, response.headers.get("date"), response.headers.get("retry-after")
    )


async def read_body(response: httpx.Response, limits: Limits) -> bytes:
    """Read a refusal's body as far as it comes in time, in bounds and in one piece.

    It is read as sent: asked for without compression, and not unpacked if compressed all the same.
    """
    body = bytearray()
    with contextlib.suppress(httpcore.NetworkError, httpcore.ProtocolError, TimeoutError):
        async with asyncio.timeout(limits.refusal_seconds):
            async for piece in response.aiter_raw():
                body += piece[: limits.refusal_bytes - len(body)]
    return bytes(body)


def _reason(body: bytes, content_type: str) -> str:
    text = body.decode(errors="replace").strip()
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return text if content_type.startswith("text/plain") else ""
    if isinstance(said, dict):
        for name in ("error", "message"):
            if isinstance(said.get(name), str) and said[name].strip():
                return str(said[name]).strip()
    return ""
