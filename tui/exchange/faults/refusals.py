"""What the upgrade is answered with while the exchange is to refuse it."""

import http.client
import json
from collections.abc import Callable
from email.utils import formatdate
from http import HTTPStatus
from typing import Any

from websockets.datastructures import Headers
from websockets.http11 import Response

from tui.exchange.faults.hostile_strings import HOSTILE

_REASON = "refused on purpose"
_HUGE = 4 << 20
_DATE_AHEAD_MS = 90_000
_JSON = "application/json; charset=utf-8"
_HTML = "text/html; charset=utf-8"
_CONTROL = "".join(text for name, text in HOSTILE.items() if name != "long")

_BODIES: dict[str, tuple[str, Callable[[], str]]] = {
    "error": (_JSON, lambda: _json({"error": _REASON})),
    "message": (_JSON, lambda: _json({"message": _REASON})),
    "html": (_HTML, lambda: f"<html><head><title>{_REASON}</title></head><body><h1>Sorry</h1></body></html>"),
    "huge": (_JSON, lambda: _json({"error": "x" * _HUGE})),
    "control": (_JSON, lambda: _json({"error": f"{_REASON} {_CONTROL}"})),
    "empty": (_JSON, str),
    "none": ("", str),
}


def refusal(
    status: int, *, body: str | None, retry_after: str | None, location: str, now_ms: int
) -> Response:
    """Make the answer; `body` names a kind, and `retry_after` may be the word date for 90 s from now."""
    kind, text = _BODIES[body or "error"]
    content = text().encode()
    headers = Headers({"Connection": "close"})
    if kind:
        headers["Content-Type"] = kind
        headers["Content-Length"] = str(len(content))
    if retry_after is not None:
        moment = formatdate((now_ms + _DATE_AHEAD_MS) / 1_000, usegmt=True)
        headers["Retry-After"] = moment if retry_after == "date" else retry_after
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        headers["Location"] = location
    return Response(status, _phrase(status), headers, content)


def _phrase(status: int) -> str:
    return http.client.responses.get(status, "Whatever")


def _json(content: Any) -> str:
    return json.dumps(content)
