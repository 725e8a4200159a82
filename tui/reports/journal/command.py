"""`bitotui journal info|verify|prune|export`.

Exit codes: 0 done, 1 unexpected or something is wrong with the journal, 2 usage, settings, or no journal there.
"""

import contextlib
import sys
import time
from argparse import Namespace
from functools import partial

from tui.core.words import count
from tui.journal.pruning import pruned
from tui.journal.retention import Retention
from tui.journal.store import Journal
from tui.journal.verify import verify
from tui.reports.journal import export, info
from tui.reports.journal.running import DONE, UNEXPECTED, complain, run
from tui.reports.journal.which import Which, span, which

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
            print(f"… and {seen.count - _SHOWN} more")
    held = f"{count(seen.records, 'record')} and {count(seen.doubles, 'double')} in {count(seen.sessions, 'session')}"
    checks = count(seen.checkpoints, "checkpoint")
    print(f"{held}; {checks}: {count(seen.count, 'fault') if seen.count else 'all as it should be'}.")
    return UNEXPECTED if seen.count else DONE


def _prune(found: Which, options: Namespace) -> int:
    keeping = found.keeping
    retention = Retention(
        keeping.days if options.days is None else options.days,
        keeping.megabytes if options.megabytes is None else options.megabytes,
    )
    gone = pruned(found.path, retention, time.time_ns())
    print(f"{count(gone, 'record')} let go: what is younger than {retention.days} days stays, "
          f"{retention.megabytes} MB at most.")  # fmt: skip
    return DONE


def _export(found: Which, options: Namespace) -> int:
    since, until = span(options, found.zone)
    with contextlib.closing(Journal(found.path)) as journal:
        written = export.write(options.file, export.lines(journal, found.host, since, until))
    if options.file != "-":
        complain("journal export", f"{count(written - 1, 'record')} in {options.file}, readable by you alone")
    sys.stdout.flush()
    return DONE
