"""HTTP answers, for everything but an accepted stream."""

import json
from email.utils import formatdate

from websockets.datastructures import Headers
from websockets.http11 import Response

from tui.exchange.message import error_text

_JSON = "application/json"
_PHRASES = {200: "OK", 401: "Unauthorized", 404: "Not Found", 409: "Conflict"}


def json_answer(text: str, status: int = 200) -> Response:
    """Answer with a JSON text, and close."""
    return _answer(status, text.encode(), {"Content-Type": _JSON})


def error_answer(status: int, reason: str) -> Response:
    """Answer with a refusal and its reason in JSON."""
    return json_answer(error_text(reason), status)


def empty_answer() -> Response:
    """Answer 200 with nothing, as BitoPro does to a wrong stream path (PROTOCOL.md, Connect)."""
    return _answer(200, b"", {})


def reason_of(refusal: Response) -> str:
    """Read the reason back from a refusal, ours in JSON or the library's in plain text."""
    if refusal.headers.get("Content-Type") == _JSON:
        return str(json.loads(refusal.body)["error"])
    return bytes(refusal.body).decode(errors="replace").partition("\n")[0]


def put_date(response: Response, now_ms: int) -> None:
    """Set the `Date` header, the only clock the exchange offers, to Unix ms `now_ms`."""
    response.headers.pop("Date", None)
    response.headers["Date"] = formatdate(now_ms / 1_000, usegmt=True)


def _answer(status: int, body: bytes, headers: dict[str, str]) -> Response:
    everything = Headers({"Connection": "close", "Content-Length": str(len(body)), **headers})
    return Response(status, _PHRASES[status], everything, body)
