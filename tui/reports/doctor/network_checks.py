"""Judging the way to the exchange: proxy, name look-up, TCP and TLS."""

from datetime import UTC
from typing import Final

from tui.core import text
from tui.feed.probe_facts import Connected, Facts, LookedUp, Route, Secured, Trouble
from tui.reports.doctor.check import Check, failed, note, ok, skipped
from tui.reports.exits import NO_CONNECTION

NAMES_SHOWN: Final = 4
"""Addresses that a sentence names before it counts the rest."""

NO_URL: Final = "there is no stream URL that can be used"


def network_checks(facts: Facts | None) -> list[Check]:
    """Judge each step that was taken; a step that needs one that failed is skipped."""
    if facts is None:
        return [skipped(name, NO_URL) for name in ("dns", "tcp", "tls", "proxy")]
    return [_dns(facts), _tcp(facts), _tls(facts), _proxy(facts.route)]


def _dns(facts: Facts) -> Check:
    match facts.look_up:
        case LookedUp(addresses, seconds):
            if addresses == (_target(facts.route),):
                return ok("dns", f"{addresses[0]} is an address, no name to look up")
            shown = ", ".join(addresses[:NAMES_SHOWN])
            if len(addresses) > NAMES_SHOWN:
                shown += f" and {len(addresses) - NAMES_SHOWN} more"
            return ok("dns", f"{_target(facts.route)} is {shown}, {text.milliseconds(seconds)}")
        case Trouble(reason):
            then = "check this machine's network, its name servers and the host in the stream URL"
            if facts.route.proxy:
                then = "check this machine's network and the host in HTTPS_PROXY"
            return failed("dns", reason, then, NO_CONNECTION)
        case None:
            return skipped("dns", NO_URL)


def _tcp(facts: Facts) -> Check:
    match facts.connect:
        case Connected(address, seconds):
            return ok("tcp", f"connected to {address} in {text.milliseconds(seconds)}")
        case Trouble(reason):
            then = "check the port in the stream URL, and any firewall on the way"
            if facts.route.proxy:
                then = "check that the proxy in HTTPS_PROXY is running"
            return failed("tcp", reason, then, NO_CONNECTION)
        case None:
            return skipped("tcp", "there is no address to connect to")


def _tls(facts: Facts) -> Check:
    if not facts.route.is_tls:
        return ok("tls", "plain, as it may be within this machine")
    match facts.secure:
        case Secured(version, issuer, until, seconds):
            at = text.moment(until, UTC)
            day = f"{at:%Y-%m-%d}" if at is not None else str(until)
            seen = f"{version}, certificate issued by {issuer}, valid until {day}"
            return ok("tls", f"{seen}, {text.milliseconds(seconds)}")
        case Trouble(reason):
            then = (
                "check the stream URL; behind a proxy that replaces certificates, name the file of its authority"
                " in SSL_CERT_FILE; nothing is ever sent without a trusted certificate"
            )
            return failed("tls", reason, then, NO_CONNECTION)
        case None:
            return skipped("tls", blocked(facts) or "not tried")


def _proxy(route: Route) -> Check:
    if route.proxy_fault:
        then = "write HTTPS_PROXY as http://host:port, or name the exchange's host in NO_PROXY"
        return failed("proxy", route.proxy_fault, then, NO_CONNECTION)
    if route.proxy:
        login = ", with a login" if route.proxy_has_login else ""
        return note("proxy", f"through {route.proxy}{login} (HTTPS_PROXY or ALL_PROXY)")
    if route.is_exempt:
        return ok("proxy", "none: NO_PROXY names this host")
    return ok("proxy", "none" if route.is_tls else "none: a plain stream uses no proxy")


def blocked(facts: Facts) -> str:
    """Why nothing can be asked of the exchange, in words; empty where the way is open."""
    if isinstance(facts.look_up, Trouble):
        return "there is no address to connect to"
    if facts.route.proxy_fault:
        return "the proxy setting cannot be used"
    if not isinstance(facts.connect, Connected):
        return "there is no connection"
    return "TLS did not come about" if isinstance(facts.secure, Trouble) else ""


def _target(route: Route) -> str:
    return route.proxy.rpartition(":")[0] or route.host
