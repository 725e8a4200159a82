"""Which way a connection would go, by the rules that the session follows."""

from urllib.request import getproxies

import httpx

from tui.core.foreign import harmless
from tui.feed.probe_facts import Route
from tui.feed.proxy import proxy_for, unsupported

_PROXY_PORTS = {"http": 80, "https": 443}


def route_to(url: str) -> tuple[Route, httpx.URL | None]:
    """Return the way to a usable stream URL, and the proxy on it with the credentials that it takes."""
    given = httpx.URL(url)
    is_tls = given.scheme == "wss"
    host, port = given.host, given.port or (443 if is_tls else 80)
    if not is_tls:
        return Route(host, port, is_tls=False), None
    try:
        proxy = proxy_for(given.raw_host.decode(), port)
    except ValueError as error:
        return Route(host, port, is_tls=True, proxy_fault=str(error)), None
    if proxy is None:
        found = getproxies()
        return Route(host, port, is_tls=True, is_exempt=bool(found.get("https") or found.get("all"))), None
    if proxy.scheme not in _PROXY_PORTS:
        fault = unsupported(harmless(proxy.scheme, 20))
        return Route(host, port, is_tls=True, proxy_fault=fault), None
    name = f"{harmless(proxy.host)}:{proxy_port(proxy)}"
    return Route(host, port, is_tls=True, proxy=name, proxy_has_login=bool(proxy.userinfo)), proxy


def proxy_port(proxy: httpx.URL) -> int:
    """Return the port of a proxy, by its scheme where it names none."""
    return proxy.port or _PROXY_PORTS[proxy.scheme]
