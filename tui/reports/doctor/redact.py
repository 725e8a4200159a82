"""The last sieve before anything is shown or written: credentials, and all that looks like one."""

import re
from base64 import b64encode
from collections.abc import Callable, Iterable
from urllib.parse import quote

from tui.settings.model import HIDDEN

_LOOKS_SIGNED = re.compile(r"(?i:[0-9a-f]{64,})|eyJ[A-Za-z0-9+/_-]{20,}={0,2}")
"""A signature, and a JSON object in base64, as a payload is."""

_LEFT_OUT = ("cookie", "authoriz", "auth-", "token", "secret", "signature", "apikey", "api-key", "payload")
"""Parts of the names of headers whose values nobody else should have."""

Sieve = Callable[[str], str]


def sieve(secrets: Iterable[str]) -> Sieve:
    """Make the function that replaces each of `secrets`, however it is written, and whatever looks like one."""
    spellings = {
        spelling
        for secret in secrets
        if secret
        for spelling in (secret, quote(secret), quote(secret, safe=""), b64encode(secret.encode()).decode())
    }
    longest_first = sorted(spellings, key=len, reverse=True)
    known = re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE) if spellings else None

    def clean(text: str) -> str:
        if known is not None:
            text = known.sub(HIDDEN, text)
        return _LOOKS_SIGNED.sub(HIDDEN, text)

    return clean


def header(name: str, value: str, clean: Sieve) -> tuple[str, str]:
    """Return a header as a report may have it."""
    if any(part in name.lower() for part in _LEFT_OUT):
        return name, "left out"
    return name, clean(value)
