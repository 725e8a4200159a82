"""`bitotui doctor`: the command line of it, and what it prints and writes.

Exit codes: 0 all that is needed works, 1 anything else unexpected, 2 settings, 3 refused by the exchange, 4 no
connection.
"""

import asyncio
import json
import os
import sys
from argparse import Namespace
from datetime import tzinfo
from pathlib import Path

from tui.core.foreign import harmless
from tui.feed.clock import Clock, SystemClock
from tui.feed.probe_facts import Patience
from tui.reports.account_settings import profile_fault
from tui.reports.doctor import private_file
from tui.reports.doctor.check import exit_code
from tui.reports.doctor.examine import examined, judged
from tui.reports.doctor.found import Found, Given, find
from tui.reports.doctor.redact import Sieve, sieve
from tui.reports.doctor.render import as_json, as_text
from tui.reports.doctor.report import report
from tui.reports.doctor.terminal import this_terminal
from tui.reports.exits import UNEXPECTED, USAGE
from tui.settings import SettingsError, default_config_dir, default_state_dir, timezone_from
from tui.tongue import say, speak


def main(options: Namespace, secrets: list[str]) -> int:
    """Examine, print and write; what must stay secret is added to `secrets` as soon as it is known."""
    given = Given(
        env_file=None if options.env_file is None else Path(options.env_file),
        environ=os.environ,
        working_dir=Path.cwd(),
        config_dir=default_config_dir(),
        stream_url=options.stream_url,
        rest_url=options.rest_url,
        allow_insecure_env=options.allow_insecure_env,
        profile=options.profile,
        state_dir=default_state_dir(),
    )
    try:
        profile_fault(options)
    except SettingsError as error:
        print(f"bitotui: {error}", file=sys.stderr)
        return USAGE
    report_to = None if options.report is None else Path(options.report)
    return run(given, secrets, as_json_text=options.format == "json", report_to=report_to)


def run(
    given: Given,
    secrets: list[str],
    *,
    as_json_text: bool = False,
    report_to: Path | None = None,
    clock: Clock | None = None,
    patience: Patience | None = None,
) -> int:
    """Do what the command does, with the surroundings, the clock and the patience that are given."""
    if report_to is not None and (problem := private_file.fault(report_to)):
        _complain(say("--report {fault}.", fault=problem))
        return USAGE
    clock = clock or SystemClock()
    found = find(given)
    if (settings := found.settings) is not None:
        secrets += [settings.api_key.reveal(), settings.api_secret.reveal(), settings.identity]
    terminal = this_terminal(given.environ)
    if not terminal.takes_utf8:
        speak("en")  # whose letters every terminal has
    if terminal.is_terminal and not as_json_text:
        print(say("Looking; this takes a few seconds, a minute at most."), file=sys.stderr)
    facts = asyncio.run(examined(found, clock, patience or Patience(), records_answer=report_to is not None))
    checks = judged(found, facts, terminal, _zone(found, given), clock.wall())
    clean = sieve(secrets)
    if as_json_text:
        text = as_json(checks, clean)
    else:
        width = terminal.columns or None
        text = as_text(checks, clean, ascii_only=not terminal.takes_utf8, width=width)
    sys.stdout.write(text)
    sys.stdout.flush()
    code = exit_code(checks)
    if report_to is None:
        return code
    told = report(checks, facts, clean, str(Path.home()))
    return _saved(report_to, json.dumps(told, indent=2) + "\n", code, clean)


def _zone(found: Found, given: Given) -> tzinfo | None:
    if found.settings is not None:
        return found.settings.timezone
    try:
        return timezone_from(given.environ)
    except SettingsError:
        return None


def _saved(path: Path, text: str, code: int, clean: Sieve) -> int:
    try:
        private_file.write(path, text)
    except OSError as error:
        why = say(
            "the report was not written to {file}: {reason}.", file=path, reason=error.strerror or error
        )
        _complain(clean(why))
        return code or UNEXPECTED
    _complain(
        say("the report is in {file}, readable by you alone; it holds nothing of the account.", file=path)
    )
    return code


def _complain(sentence: str) -> None:
    print(f"bitotui doctor: {harmless(sentence, 400)}", file=sys.stderr)
