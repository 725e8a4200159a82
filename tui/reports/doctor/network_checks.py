"""Judging the way to the exchange: proxy, name look-up, TCP and TLS."""

from datetime import UTC
from typing import Final

from tui.core import text
from tui.feed.probe_facts import Connected, Facts, LookedUp, Route, Secured, Trouble
from tui.reports.doctor.check import Check, failed, note, ok, skipped
from tui.reports.exits import NO_CONNECTION
from tui.tongue import marked, say

NAMES_SHOWN: Final = 4
"""Addresses that a sentence names before it counts the rest."""

NO_URL: Final = marked("there is no stream URL that can be used")

_PROXY: Final = marked("proxy")


def network_checks(facts: Facts | None) -> list[Check]:
    """Judge each step that was taken; a step that needs one that failed is skipped."""
    if facts is None:
        return [skipped(name, say(NO_URL)) for name in ("dns", "tcp", "tls", _PROXY)]
    return [_dns(facts), _tcp(facts), _tls(facts), _proxy(facts.route)]


def _dns(facts: Facts) -> Check:
    match facts.look_up:
        case LookedUp(addresses, seconds):
            if addresses == (_target(facts.route),):
                return ok("dns", say("{address} is an address, no name to look up", address=addresses[0]))
            shown = ", ".join(addresses[:NAMES_SHOWN])
            if len(addresses) > NAMES_SHOWN:
                rest = len(addresses) - NAMES_SHOWN
                shown = say("{addresses} and {number} more", addresses=shown, number=rest)
            host, took = _target(facts.route), text.milliseconds(seconds)
            return ok("dns", say("{host} is {addresses}, {time}", host=host, addresses=shown, time=took))
        case Trouble(reason):
            then = say("check this machine's network, its name servers and the host in the stream URL")
            if facts.route.proxy:
                then = say("check this machine's network and the host in HTTPS_PROXY")
            return failed("dns", reason, then, NO_CONNECTION)
        case None:
            return skipped("dns", say(NO_URL))


def _tcp(facts: Facts) -> Check:
    match facts.connect:
        case Connected(address, seconds):
            return ok(
                "tcp",
                say("connected to {address} in {time}", address=address, time=text.milliseconds(seconds)),
            )
        case Trouble(reason):
            then = say("check the port in the stream URL, and any firewall on the way")
            if facts.route.proxy:
                then = say("check that the proxy in HTTPS_PROXY is running")
            return failed("tcp", reason, then, NO_CONNECTION)
        case None:
            return skipped("tcp", say("there is no address to connect to"))


def _tls(facts: Facts) -> Check:
    if not facts.route.is_tls:
        return ok("tls", say("plain, as it may be within this machine"))
    match facts.secure:
        case Secured(version, issuer, until, seconds):
            at = text.moment(until, UTC)
            day = f"{at:%Y-%m-%d}" if at is not None else str(until)
            seen = say(
                "{version}, certificate issued by {issuer}, valid until {day}, {time}",
                version=version,
                issuer=issuer,
                day=day,
                time=text.milliseconds(seconds),
            )
            return ok("tls", seen)
        case Trouble(reason):
            then = say(
                "check the stream URL; behind a proxy that replaces certificates, name the file of its authority"
                " in SSL_CERT_FILE; nothing is ever sent without a trusted certificate"
            )
            return failed("tls", reason, then, NO_CONNECTION)
        case None:
            return skipped("tls", blocked(facts) or say("not tried"))


def _proxy(route: Route) -> Check:
    if route.proxy_fault:
        then = say("write HTTPS_PROXY as http://host:port, or name the exchange's host in NO_PROXY")
        return failed(_PROXY, route.proxy_fault, then, NO_CONNECTION)
    if route.proxy:
        seen = (
            say("through {proxy}, with a login (HTTPS_PROXY or ALL_PROXY)", proxy=route.proxy)
            if route.proxy_has_login
            else say("through {proxy} (HTTPS_PROXY or ALL_PROXY)", proxy=route.proxy)
        )
        return note(_PROXY, seen)
    if route.is_exempt:
        return ok(_PROXY, say("none: NO_PROXY names this host"))
    return ok(_PROXY, say("none") if route.is_tls else say("none: a plain stream uses no proxy"))


def blocked(facts: Facts) -> str:
    """Why nothing can be asked of the exchange, in words; empty where the way is open."""
    if isinstance(facts.look_up, Trouble):
        return say("there is no address to connect to")
    if facts.route.proxy_fault:
        return say("the proxy setting cannot be used")
    if not isinstance(facts.connect, Connected):
        return say("there is no connection")
    return say("TLS did not come about") if isinstance(facts.secure, Trouble) else ""


def _target(route: Route) -> str:
    return route.proxy.rpartition(":")[0] or route.host
