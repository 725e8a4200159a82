"""Which proxy the environment asks for: HTTPS_PROXY, ALL_PROXY and NO_PROXY, for `wss://` as for `https://`."""

import ipaddress
from collections.abc import Mapping
from urllib.request import getproxies

import httpx

from tui.tongue import say


def proxy_for(host: str, port: int, settings: Mapping[str, str] | None = None) -> httpx.URL | None:
    """Return the proxy for a TLS connection to `host`, or None for a direct one.

    `settings` maps `https`, `all` and `no` to their values; the environment's (or the system's) by default.
    Raises `ValueError` for a proxy setting that is no URL.
    """
    found = getproxies() if settings is None else settings
    proxy = found.get("https") or found.get("all")
    if not proxy or _is_exempt(host.strip("[]").lower(), port, found.get("no", "")):
        return None
    try:
        url = httpx.URL(proxy if "://" in proxy else f"http://{proxy}")
    except httpx.InvalidURL:
        url = httpx.URL()
    if not url.host:
        raise ValueError(say("the proxy setting is not a URL"))
    return url


def unsupported(scheme: str) -> str:
    """What is wrong with a proxy of another kind."""
    return say("a proxy of the kind {kind} is not supported, only http and https", kind=f"{scheme}://")


def _is_exempt(host: str, port: int, no_proxy: str) -> bool:
    return any(_names(rule.strip().lower(), host, port) for rule in no_proxy.split(","))


def _names(rule: str, host: str, port: int) -> bool:
    if rule in {"", "*"}:
        return rule == "*"
    name, colon, digits = rule.rpartition(":")
    if colon and digits.isdigit() and (":" not in name or name.endswith("]")):
        if int(digits) != port:
            return False
        rule = name
    rule = rule.strip("[]")
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        suffix = rule.removeprefix("*").removeprefix(".")
        return host == suffix or host.endswith(f".{suffix}")
    try:
        return address in ipaddress.ip_network(rule, strict=False)
    except ValueError:
        return False
