"""The three headers that sign a connection (PROTOCOL.md, Connect and authenticate)."""

import base64
import hashlib
import hmac
import json


class SignedHeaders(dict[str, str]):
    """Headers that are sent and never shown: a traceback with local variables holds their names alone."""

    def __repr__(self) -> str:
        return f"SignedHeaders({', '.join(self)})"

    __str__ = __repr__


def headers(api_key: str, api_secret: str, identity: str, nonce: int) -> SignedHeaders:
    """Fresh headers for one attempt.

    `identity` is the account's e-mail, `nonce` the Unix time in ms, which must rise with every attempt.
    """
    payload = _payload(identity, nonce)
    return SignedHeaders(
        {
            "X-BITOPRO-APIKEY": api_key,
            "X-BITOPRO-PAYLOAD": payload,
            "X-BITOPRO-SIGNATURE": signature(api_secret, payload),
        }
    )


def signature(api_secret: str, payload: str) -> str:
    """Lower-case hex HMAC-SHA384 over the payload's text itself, padding included."""
    return hmac.new(api_secret.encode(), payload.encode(), hashlib.sha384).hexdigest()


def next_nonce(now_ms: int, last: int) -> int:
    """A nonce for `now_ms` (Unix ms by the exchange's clock), strictly greater than `last`."""
    return max(now_ms, last + 1)


def _payload(identity: str, nonce: int) -> str:
    text = json.dumps({"identity": identity, "nonce": nonce}, separators=(",", ":"), ensure_ascii=False)
    return base64.b64encode(text.encode()).decode("ascii")
