"""The whole examination: settings, the way, the stream, the terminal, in the order in which they are told."""

from datetime import tzinfo

from tui.feed.clock import Clock
from tui.feed.probe import probe
from tui.feed.probe_facts import Facts, Patience
from tui.reports.doctor.check import Check
from tui.reports.doctor.found import Found
from tui.reports.doctor.message_check import message_check
from tui.reports.doctor.network_checks import NO_URL, blocked, network_checks
from tui.reports.doctor.settings_checks import settings_checks
from tui.reports.doctor.stream_checks import clock_check, ping_checks, upgrade_check
from tui.reports.doctor.terminal import Terminal
from tui.reports.doctor.terminal_checks import terminal_checks
from tui.tongue import say


async def examined(found: Found, clock: Clock, patience: Patience, *, records_answer: bool) -> Facts | None:
    """Ask the network all that can be asked; None where it is not known whom to ask."""
    if found.stream_url is None:
        return None
    return await probe(
        found.stream_url, found.usable, clock=clock, patience=patience, records_answer=records_answer
    )


def judged(
    found: Found, facts: Facts | None, terminal: Terminal, zone: tzinfo | None, now_ms: int
) -> list[Check]:
    """Judge everything that was found."""
    unasked = _unasked(found, facts)
    watched = facts.watched if facts is not None else None
    unopened = unasked or say("the stream did not open")
    return [
        *settings_checks(found),
        clock_check(facts, unasked),
        *network_checks(facts),
        upgrade_check(facts, unasked),
        message_check(watched, unopened),
        *ping_checks(watched, unopened),
        *terminal_checks(terminal, zone, now_ms),
    ]


def _unasked(found: Found, facts: Facts | None) -> str:
    """Why the exchange was not asked for the stream, in words; empty if it was."""
    if facts is None:
        return say(NO_URL)
    if way := blocked(facts):
        return way
    if found.settings is None:
        return say("there are no credentials to sign with")
    return say("the API key is not used before its file is safe") if found.error else ""
