"""The five settings a client needs, as lines of an .env file."""

import re

from tui.exchange.signing import Credentials

_NEEDS_NO_QUOTES = re.compile(r"[A-Za-z0-9@:/._+-]+")


def settings_lines(credentials: Credentials, *, stream_url: str, rest_url: str) -> list[str]:
    """Write NAME=VALUE lines; what a reader of .env files might misread stands in single quotes."""
    return [
        f"{name}={_quoted(value)}"
        for name, value in (
            ("BITOPRO_API_KEY", credentials.api_key),
            ("BITOPRO_API_SECRET", credentials.api_secret),
            ("BITOPRO_IDENTITY", credentials.identity),
            ("BITOPRO_STREAM_URL", stream_url),
            ("BITOPRO_REST_URL", rest_url),
        )
    ]


def _quoted(value: str) -> str:
    if _NEEDS_NO_QUOTES.fullmatch(value):
        return value
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
