"""Which URLs a signature may be sent to, and how they are written.

One narrow pattern reads them, not `urlsplit`: that one drops line breaks and takes a backslash for
part of a host, so it could see another host than the client that dials.
"""

import re
from ipaddress import IPv4Address, IPv6Address

from tui.tongue import say

DEFAULT_STREAM_URL = "wss://stream.bitopro.com:443/ws"
DEFAULT_REST_URL = "https://api.bitopro.com/v3"
STREAM_SCHEMES = ("wss", "ws")
"""With TLS, without."""
REST_SCHEMES = ("https", "http")
"""With TLS, without."""

ENDPOINT = "/v1/pub/auth/account-balance"
DEFAULT_PORTS = {"wss": 443, "https": 443, "ws": 80, "http": 80}
HIGHEST_PORT = 65_535
_URL = re.compile(
    r"(?P<scheme>[a-z]+)://"
    r"(?P<host>\[[0-9a-f:.]+\]|[a-z0-9_-]+(?:\.[a-z0-9_-]+)*)"
    r"(?::(?P<port>[0-9]{0,5}))?"
    r"(?P<path>(?:/[a-z0-9._~!$&'()*+,;=:%-]*)*)",
    re.IGNORECASE | re.ASCII,
)


def url_fault(text: str, schemes: tuple[str, str]) -> str | None:
    """Say why `text` cannot be used, as the rest of a sentence that opens with the setting's name.

    Never quotes the URL, which may hold a password. None means it can be used; `schemes` are the
    ones taken, with TLS and without.
    """
    secure, plain = schemes
    example = f"{secure}://host/path"
    if not text.isascii() or not text.isprintable() or " " in text:
        return say(
            "holds white space, a control character or a letter beyond ASCII; write it as {example}",
            example=example,
        )
    if "@" in text:
        return say("holds an @; write it as {example}, without a user or password", example=example)
    if "?" in text or "#" in text:
        return say("holds a query or a fragment; write it as {example}", example=example)
    parts = _URL.fullmatch(text)
    if parts is None or parts["scheme"].lower() not in schemes or not _real_host(parts["host"]):
        return say("is not a usable URL; write it as {example}", example=example)
    if parts["port"] and not 0 < int(parts["port"]) <= HIGHEST_PORT:
        return say("has a port that is not between 1 and {highest}", highest=HIGHEST_PORT)
    if parts["path"].rstrip("/").endswith(ENDPOINT):
        return say("is only the base; leave {endpoint} out of it", endpoint=ENDPOINT)
    if parts["scheme"].lower() == plain and not _is_loopback(parts["host"].lower()):
        return say(
            "would send the signature without encryption; use {scheme} for any host but this one",
            scheme=f"{secure}://",
        )
    return None


def normal_url(url: str) -> str:
    """Write a usable URL in the one way the program keeps it: lower case, no trailing slash."""
    scheme, host, port, path = _parts(url)
    return f"{scheme}://{host}{f':{port}' if port else ''}{path.rstrip('/')}"


def shown_host(url: str) -> str:
    """Name the host of a usable URL, with its port unless that is the scheme's own."""
    scheme, host, port, _ = _parts(url)
    return f"{host}:{port}" if port and port != DEFAULT_PORTS[scheme] else host


def is_bitopro(url: str) -> bool:
    """Tell whether a usable URL leads to bitopro.com or a name below it, by TLS."""
    scheme, host, _, _ = _parts(url)
    return scheme in {"wss", "https"} and (host == "bitopro.com" or host.endswith(".bitopro.com"))


def _parts(url: str) -> tuple[str, str, int | None, str]:
    """Take a usable URL apart; raises ValueError for any other."""
    parts = _URL.fullmatch(url)
    if parts is None:
        raise ValueError("a URL must pass url_fault before it is used")
    port = int(parts["port"]) if parts["port"] else None
    return parts["scheme"].lower(), parts["host"].lower(), port, parts["path"]


def _real_host(host: str) -> bool:
    """Tell a host from brackets around something that is no IPv6 address."""
    if not host.startswith("["):
        return True
    try:
        IPv6Address(host[1:-1])
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    """Tell whether what is sent to `host` stays on this machine."""
    if host in {"localhost", "[::1]"}:
        return True
    try:
        return IPv4Address(host).is_loopback
    except ValueError:
        return False
