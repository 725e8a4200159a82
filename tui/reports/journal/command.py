"""`bitotui journal info|verify|prune|export`.

Exit codes: 0 done, 1 unexpected or something is wrong with the journal, 2 usage, settings, or no journal there.
"""

import contextlib
import sys
import time
from argparse import Namespace
from functools import partial

from tui.journal.pruning import pruned
from tui.journal.retention import Retention
from tui.journal.store import Journal
from tui.journal.verify import Verdict, verify
from tui.reports.exits import DONE, UNEXPECTED
from tui.reports.journal import export, info
from tui.reports.journal.running import complain, run
from tui.reports.journal.which import Which, span, which
from tui.tongue import say, say_number

_SHOWN = 100
"""Findings that are told one by one."""


def main(options: Namespace, secrets: list[str]) -> int:
    """Do what is asked; what must stay secret is added to `secrets` as soon as it is known."""
    return run(f"journal {options.what}", partial(_command, options, secrets))


def _command(options: Namespace, secrets: list[str]) -> int:
    found = which(options, secrets)
    match options.what:
        case "info":
            return _info(found)
        case "verify":
            return _verify(found)
        case "prune":
            return _prune(found, options)
        case _:
            return _export(found, options)


def _info(found: Which) -> int:
    with contextlib.closing(Journal(found.path)) as journal:
        for line in info.lines(journal, found):
            print(line)
    return DONE


def _verify(found: Which) -> int:
    with contextlib.closing(Journal(found.path)) as journal:
        seen = verify(journal)
        for number, finding in enumerate(seen.findings):
            if number < _SHOWN:
                print(finding)
        if seen.count > _SHOWN:
            print(say("… and {number} more", number=seen.count - _SHOWN))
    print(_verdict(seen))
    return UNEXPECTED if seen.count else DONE


def _verdict(seen: Verdict) -> str:
    return say(
        "{records} and {doubles} in {sessions}; {checkpoints}: {outcome}.",
        records=say_number("{number} record", "{number} records", seen.records),
        doubles=say_number("{number} double", "{number} doubles", seen.doubles),
        sessions=say_number("{number} session", "{number} sessions", seen.sessions),
        checkpoints=say_number("{number} checkpoint", "{number} checkpoints", seen.checkpoints),
        outcome=say_number("{number} fault", "{number} faults", seen.count)
        if seen.count
        else say("all as it should be"),
    )


def _prune(found: Which, options: Namespace) -> int:
    keeping = found.keeping
    retention = Retention(
        keeping.days if options.days is None else options.days,
        keeping.megabytes if options.megabytes is None else options.megabytes,
    )
    gone = pruned(found.path, retention, time.time_ns())
    print(
        say(
            "{records} let go: what is younger than {days} days stays, {megabytes} MB at most.",
            records=say_number("{number} record", "{number} records", gone),
            days=retention.days,
            megabytes=retention.megabytes,
        )
    )
    return DONE


def _export(found: Which, options: Namespace) -> int:
    since, until = span(options, found.zone)
    with contextlib.closing(Journal(found.path)) as journal:
        written = export.write(options.file, export.lines(journal, found.host, since, until))
    if options.file != "-":
        records = say_number("{number} record", "{number} records", written - 1)
        told = say("{records} in {file}, readable by you alone", records=records, file=options.file)
        complain("journal export", told)
    sys.stdout.flush()
    return DONE
