"""What a maintainer needs to see: how the private stream refuses, pings and resends, and nothing of the account."""

import importlib.metadata
import platform
from collections.abc import Iterable
from typing import Any, Final

from tui import __version__
from tui.core.failure import Failure
from tui.feed.probe_facts import Answer, Attempt, Connected, Facts, LookedUp, Secured, Trouble, Watched
from tui.reports.doctor.check import Check
from tui.reports.doctor.redact import Sieve, header
from tui.reports.doctor.shape import shape

SCHEMA: Final = 1

_LIBRARIES: Final = ("httpx-ws", "httpx", "wsproto", "msgspec", "textual")


def checks_told(checks: Iterable[Check], clean: Sieve, *, is_report: bool = False) -> list[dict[str, str]]:
    """Return the checks, ready for JSON."""
    return [
        {
            "name": check.name,
            "outcome": check.outcome.value,
            "seen": clean(check.for_report if is_report and check.for_report is not None else check.seen),
            "next": clean(check.next),
        }
        for check in checks
    ]


def report(checks: Iterable[Check], facts: Facts | None, clean: Sieve, home: str) -> dict[str, Any]:
    """Return the whole report, ready for JSON."""

    def cleaner(text: str) -> str:
        return clean(text.replace(home, "~") if len(home) > 1 else text)

    return {
        "schema": SCHEMA,
        "what": "bitotui doctor report: no credential, no identity, no currency, no amount",
        "bitotui": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "libraries": {name: importlib.metadata.version(name) for name in _LIBRARIES},
        "checks": checks_told(checks, cleaner, is_report=True),
        "way": None if facts is None else _way(facts, cleaner),
        "attempts": [] if facts is None else [_attempt(each, cleaner) for each in facts.attempts],
        "answer": None if facts is None else _answer(facts.answer, cleaner),
        "stream": None if facts is None or facts.watched is None else _stream(facts.watched, cleaner),
    }


def _way(facts: Facts, clean: Sieve) -> dict[str, Any]:
    return {
        "is_tls": facts.route.is_tls,
        "through_a_proxy": bool(facts.route.proxy),
        "look_up_seconds": _seconds(facts.look_up),
        "connect_seconds": _seconds(facts.connect),
        "tls_seconds": _seconds(facts.secure),
        "tls_version": facts.secure.version if isinstance(facts.secure, Secured) else None,
        "tls_issuer": clean(facts.secure.issuer) if isinstance(facts.secure, Secured) else None,
    }


def _seconds(step: LookedUp | Connected | Secured | Trouble | None) -> float | None:
    return None if step is None or isinstance(step, Trouble) else round(step.seconds, 4)


def _attempt(attempt: Attempt, clean: Sieve) -> dict[str, Any]:
    told: dict[str, Any] = {
        "seconds": round(attempt.seconds, 4),
        "date": None if attempt.date is None else clean(attempt.date),
        "signed_with_offset_ms": attempt.offset,
    }
    return told | (_failure(attempt.failure, clean) or {"outcome": "accepted", "status": 101})


def _failure(failure: Failure | None, clean: Sieve) -> dict[str, Any] | None:
    if failure is None:
        return None
    told: dict[str, Any] = {"outcome": failure.ending.value, "reason": clean(failure.reason)}
    numbers = {"status": failure.status, "close_code": failure.code}
    told |= {name: value for name, value in numbers.items() if value is not None}
    if failure.retry_after is not None:
        told["retry_after"] = clean(failure.retry_after)
    return told


def _answer(answer: Answer | Trouble | None, clean: Sieve) -> dict[str, Any] | None:
    match answer:
        case Answer(status, headers):
            return {"status": status, "headers": [list(header(*each, clean)) for each in headers]}
        case Trouble(reason):
            return {"status": None, "reason": clean(reason)}
        case None:
            return None


def _stream(watched: Watched, clean: Sieve) -> dict[str, Any]:
    return {
        "watched_seconds": round(watched.seconds, 3),
        "round_trips_ms": [round(each * 1000, 2) for each in watched.round_trips],
        "pings_of_the_exchange_at_seconds": [round(each, 3) for each in watched.pings],
        "ended_by_the_exchange": _failure(watched.ended, clean),
        "goodbye_seconds": None if watched.goodbye is None else round(watched.goodbye, 3),
        "message_count": watched.message_count,
        "first_messages": [shape(each) for each in watched.messages],
    }
