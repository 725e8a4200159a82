"""Who may connect: the three signed headers of PROTOCOL.md, Connect and authenticate, checked as a server does."""

import base64
import binascii
import hashlib
import hmac
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field

KEY_HEADER = "X-BITOPRO-APIKEY"
PAYLOAD_HEADER = "X-BITOPRO-PAYLOAD"
SIGNATURE_HEADER = "X-BITOPRO-SIGNATURE"

_TO_STANDARD_ALPHABET = str.maketrans("-_", "+/")


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a trader is given to sign with."""

    api_key: str
    """Names the key; sent in the clear."""
    api_secret: str = field(repr=False)
    """The key of the HMAC; it never travels and is never shown."""
    identity: str
    """The account's e-mail address, a part of every payload."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a request is not let in, as HTTP says it."""

    status: int
    """401, or 409 for a nonce that is out of time or out of order."""
    reason: str
    """One sentence without anything the client sent."""


def credentials_of(seed: int) -> Credentials:
    """Make up the credentials of the story told by `seed`: the same seed, the same credentials."""
    random_source = random.Random(f"credentials of {seed}")  # noqa: S311 - they open a local exchange only
    return Credentials(
        api_key=f"{random_source.getrandbits(128):032x}",
        api_secret=f"$2a$10${random_source.getrandbits(192):048x}",
        identity="trader@example.test",
    )


class Verifier:
    """Checks the signed headers of one account's key, and remembers its highest nonce."""

    def __init__(self, credentials: Credentials, *, now_ms: Callable[[], int], max_skew_ms: int) -> None:
        self._credentials = credentials
        self._now_ms = now_ms
        self.max_skew_ms = max_skew_ms
        """How far a nonce may be from the exchange's time."""
        self._highest_nonce: int | None = None

    def refusal(self, key: str | None, payload: str | None, signature: str | None) -> Refused | None:
        """Tell why these header values are refused, or None when they are let in.

        The signature is checked over the payload's text as received, never over a text encoded
        again here. A nonce counts as seen only once it came with a right signature.
        """
        if key is None or payload is None or signature is None:
            return Refused(401, "a signed header is missing or given twice")
        if not _equal(key, self._credentials.api_key):
            return Refused(401, "the API key is not known")
        if not _equal(signature, signature_of(payload, self._credentials.api_secret)):
            return Refused(401, "the signature does not match")
        content = _decoded(payload)
        if content is None:
            return Refused(401, "the payload is not a JSON object in base64")
        if content.get("identity") != self._credentials.identity:
            return Refused(401, "the identity does not belong to the API key")
        nonce = content.get("nonce")
        if type(nonce) is not int:
            return Refused(401, "the nonce is not a whole number")
        return self._nonce_refusal(nonce)

    def _nonce_refusal(self, nonce: int) -> Refused | None:
        if abs(nonce - self._now_ms()) > self.max_skew_ms:
            return Refused(409, "the nonce is too far from the exchange's time")
        if self._highest_nonce is not None and nonce <= self._highest_nonce:
            return Refused(409, "the nonce is not above the last one")
        self._highest_nonce = nonce
        return None


def signature_of(payload: str, secret: str) -> str:
    """Sign a payload's base64 text: HMAC-SHA384 in lower-case hex."""
    return hmac.new(secret.encode(), payload.encode("utf-8", "backslashreplace"), hashlib.sha384).hexdigest()


def _equal(received: str, expected: str) -> bool:
    return hmac.compare_digest(received.encode("utf-8", "backslashreplace"), expected.encode())


def _decoded(payload: str) -> dict[str, object] | None:
    try:
        content = json.loads(base64.b64decode(payload.translate(_TO_STANDARD_ALPHABET), validate=True))
    except (binascii.Error, ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None
