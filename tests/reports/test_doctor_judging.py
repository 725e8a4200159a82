"""What is made of facts that no server of the tests produces."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.reports.doctor_desk import NOWHERE, examine, failures, given, told
from tui.core.failure import Ending, Failure
from tui.feed.probe_facts import (
    Attempt,
    Connected,
    Facts,
    Heard,
    LookedUp,
    Route,
    Secured,
    Trouble,
    Watched,
)
from tui.reports.doctor.check import exit_code
from tui.reports.doctor.examine import judged
from tui.reports.doctor.found import Found
from tui.reports.doctor.message_check import message_check
from tui.reports.doctor.network_checks import network_checks
from tui.reports.doctor.redact import sieve
from tui.reports.doctor.report import report
from tui.reports.doctor.stream_checks import clock_check, ping_checks, upgrade_check

NOW = 1_795_381_200_000
DATE = "Sun, 22 Nov 2026 21:00:00 GMT"
FACTS = Facts(
    Route("stream.example", 443, is_tls=True),
    LookedUp(tuple(f"192.0.2.{last}" for last in range(6)), 0.012),
    Connected("192.0.2.0", 0.034),
    Secured("TLSv1.3", "Canary Authority R3", 1_800_000_000_000, 0.056),
)


@pytest.mark.parametrize(
    ("changes", "name", "line"),
    [
        ({}, "dns", "ok: stream.example is 192.0.2.0, 192.0.2.1, 192.0.2.2, 192.0.2.3 and 2 more, 12 ms"),
        ({}, "tcp", "ok: connected to 192.0.2.0 in 34 ms"),
        (
            {},
            "tls",
            "ok: TLSv1.3, certificate issued by Canary Authority R3, valid until 2027-01-15, 56 ms",
        ),
        ({}, "proxy", "ok: none"),
        (
            {"look_up": Trouble("x: name or service not known"), "connect": None, "secure": None},
            "dns",
            "failed: x: name or service not known -> check this machine's network, its name servers",
        ),
        ({"look_up": Trouble("x"), "connect": None}, "tcp", "skipped: there is no address to connect to"),
        ({"look_up": Trouble("x"), "connect": None, "secure": None}, "tls", "skipped: there is no address"),
        ({"connect": Trouble("x: no route"), "secure": None}, "tls", "skipped: there is no connection"),
    ],
)
def test_the_way_is_told_step_by_step(changes: dict[str, Trouble | None], name: str, line: str) -> None:
    assert told(network_checks(replace(FACTS, **changes)), name).startswith(line)  # type: ignore[arg-type] # fields


@pytest.mark.parametrize(
    ("route", "line"),
    [
        (
            Route("a", 443, is_tls=True, proxy="proxy.example:3128"),
            "note: through proxy.example:3128 (HTTPS_PROXY",
        ),
        (Route("a", 443, is_tls=True, proxy="p:1", proxy_has_login=True), "note: through p:1, with a login"),
        (Route("a", 443, is_tls=True, is_exempt=True), "ok: none: NO_PROXY names this host"),
        (
            Route("a", 443, is_tls=True, proxy_fault="it is odd"),
            "failed: it is odd -> write HTTPS_PROXY as http://",
        ),
        (Route("127.0.0.1", 80, is_tls=False), "ok: none: a plain stream uses no proxy"),
    ],
)
def test_the_proxy_is_told_without_its_login(route: Route, line: str) -> None:
    assert told(network_checks(replace(FACTS, route=route)), "proxy").startswith(line)


@pytest.mark.parametrize(
    ("step", "advice"),
    [("look_up", "the host in HTTPS_PROXY"), ("connect", "the proxy in HTTPS_PROXY is running")],
)
def test_behind_a_proxy_the_advice_is_about_the_proxy(step: str, advice: str) -> None:
    trouble = Trouble("x")
    facts = replace(FACTS, route=Route("a", 443, is_tls=True, proxy="p:1"))
    facts = replace(facts, look_up=trouble) if step == "look_up" else replace(facts, connect=trouble)
    name = {"look_up": "dns", "connect": "tcp"}[step]
    assert advice in told(network_checks(facts), name)


def attempted(failure: Failure | None, date: str | None = DATE, answered: int = NOW) -> Facts:
    return replace(FACTS, attempts=(Attempt(failure, date, answered, 0.05),))


@pytest.mark.parametrize(
    ("failure", "line", "code"),
    [
        (
            Failure(Ending.REFUSED, "slow down", status=429, retry_after="60"),
            "failed: refused, 429: slow down -> wait 1 min and try again; bitotui does so by itself",
            3,
        ),
        (
            Failure(Ending.REFUSED, "", status=503),
            "failed: refused, 503 -> wait 1 s and try again; bitotui does so by itself",
            3,
        ),
        (
            Failure(Ending.REFUSED, "not here", status=404),
            "failed: refused, 404: not here -> check the stream URL",
            3,
        ),
        (
            Failure(Ending.REFUSED, "no", status=403),
            "failed: refused, 403: no -> check that the key is active",
            3,
        ),
        (
            Failure(Ending.BAD_PEER, "odd"),
            "failed: odd -> check the stream URL: no exchange answers there",
            3,
        ),
        (Failure(Ending.UNREACHABLE, "reset"), "failed: reset -> try again", 4),
    ],
)
def test_a_refusal_is_told_with_what_the_dashboard_would_do(failure: Failure, line: str, code: int) -> None:
    check = upgrade_check(attempted(failure), "")
    assert told([check], "upgrade").startswith(line)
    assert check.exit_code == code


@pytest.mark.parametrize(
    ("ahead_ms", "line"),
    [
        (500, "ok: within a second or two of the exchange's"),
        (-2_500, "ok: clock 3 s behind, too little to matter"),
        (-36_500, "failed: clock 37 s behind -> set"),
        (37_500, "failed: clock 37 s ahead -> set"),
        (86_400_500, "failed: clock 1 d ahead -> set"),
        (5_499, "ok: clock 5 s ahead, too little"),
        (5_500, "failed: clock 5 s ahead"),
    ],
)
def test_the_clock_is_measured_by_the_date_of_the_answer(ahead_ms: int, line: str) -> None:
    assert told([clock_check(attempted(None, answered=NOW + ahead_ms), "")], "clock").startswith(line)


@pytest.mark.parametrize("date", [None, "yesterday"])
def test_without_a_date_the_clock_is_not_judged(date: str | None) -> None:
    assert told([clock_check(attempted(None, date), "")], "clock").startswith(
        "note: the exchange sent no Date"
    )


def heard(text: str) -> Watched:
    return Watched(3.0, (Heard(text.encode(), is_text=True, seconds=0.002, received=NOW),), 1)


ROW = '{"currency":"BTC","amount":"%s","available":"1","stake":"0","tradable":true}'
EVENT = '{"event":"ACCOUNT_BALANCE","timestamp":1795381200000,"datetime":"%s","data":{"BTC":%s}}'


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            EVENT % ("2026-11-22T21:00:00.000Z", ROW % "1"),
            "ok: balances of 1 currency, 182 bytes after 2 ms; datetime agrees with timestamp",
        ),
        (
            EVENT % ("2026-11-22T18:30:00.000Z", ROW % "1"),
            "ok: balances of 1 currency, 182 bytes after 2 ms; datetime is 2.5 h behind timestamp, which counts",
        ),
        (
            EVENT % ("soon", ROW % "1"),
            "ok: balances of 1 currency, 162 bytes after 2 ms; no datetime that can be read",
        ),
        ('{"event":"TICKER","data":{}}', "note: no balances: event TICKER; 28 bytes after 2 ms -> attach"),
    ],
)
def test_the_first_message_is_told_by_what_it_is(text: str, line: str) -> None:
    assert told([message_check(heard(text), "")], "first message").startswith(line)


def test_a_rejected_first_message_fails_and_a_report_quotes_nothing_of_it() -> None:
    check = message_check(heard(EVENT % ("", ROW % "98765e1")), "")
    assert told([check], "first message").startswith("failed: not usable: BTC amount is no plain decimal")
    text = str(report([check], None, sieve(()), "/"))
    assert "98765" not in text
    assert "BTC" not in text


def test_pings_both_ways_are_counted() -> None:
    watched = Watched(3.0, round_trips=(0.03, 0.05, 0.04), pings=(0.2, 1.2, 2.2))
    ours, theirs = ping_checks(watched, "")
    assert ours.seen == "round trip 40 ms (30 ms to 50 ms, 3 answered)"
    assert theirs.seen == "3 in 3 s, 1.0 s apart"


async def test_without_a_stream_url_everything_but_the_terminal_is_skipped(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("BITOPRO_API_KEY=canary\nBITOPRO_STREAM_URL=ftp://x\n")
    (tmp_path / ".env").chmod(0o600)
    seen = await examine(given(tmp_path))
    assert failures(seen.checks) == ["settings"]
    for name in ("clock", "dns", "tcp", "tls", "proxy", "upgrade", "first message", "ping"):
        assert seen.line(name) == "skipped: there is no stream URL that can be used"
    assert seen.line("time zone").startswith("ok: ")
    assert seen.code == 2


def test_without_credentials_the_way_is_still_walked_and_nothing_is_signed() -> None:
    checks = judged(Found((), None, "BITOPRO_API_KEY is not set", "wss://x"), FACTS, NOWHERE, None, NOW)
    assert told(checks, "tls").startswith("ok: ")
    assert told(checks, "upgrade") == "skipped: there are no credentials to sign with"
    assert exit_code(checks) == 2


def test_the_report_writes_the_home_folder_as_a_tilde() -> None:
    checks = judged(Found((), None, "/home/dana/.env is odd", None), None, NOWHERE, None, NOW)
    assert report(checks, None, sieve(()), "/home/dana")["checks"][0]["seen"] == "~/.env is odd"
