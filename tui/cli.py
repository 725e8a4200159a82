"""The command line: chooses a command and a source, and imports late, so that `--help` costs nothing.

Exit codes are those of `reports.exits`.
"""

from __future__ import annotations

import gc
import io
import os
import sys

from tui.parser import parser
from tui.reports.exits import DONE, INTERRUPTED, UNEXPECTED, USAGE
from tui.reports.readers import is_for_programs
from tui.tongue import LANGUAGES, say, speak, spoken
from tui.tongue.choosing import language_asked, language_of, written_in

TYPE_CHECKING = False  # importing it costs a tenth of what `--help` takes
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import TextIO

    from tui.settings import Settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code."""
    secrets: list[str] = []
    try:
        words = sys.argv[1:] if arguments is None else arguments
        encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
        speak(written_in(encoding, language_of(language_asked(words), os.environ)))
        if spoken() != LANGUAGES[0]:
            _take_any_alphabet()
        if "snapshot" in words:
            from tui.reports.snapshot_arguments import joined  # noqa: PLC0415 - not for --help

            words = joined(words)
        options = parser(words).parse_args(words)
        if is_for_programs(options):
            speak(LANGUAGES[0])
        from tui import crash  # noqa: PLC0415 - not for --help

        crash.no_core_files()
        crash.no_chatter()
        return _run(options, secrets)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return DONE  # whoever read had enough, as `head` has
    except SystemExit:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever it is, no traceback may show a credential
        from tui import crash  # noqa: PLC0415 - as above, and parsing may have failed before

        print(crash.told(error, secrets), file=sys.stderr)
        return UNEXPECTED
    finally:
        flush()


def _run(options: argparse.Namespace, secrets: list[str]) -> int:
    """The command that was named; what must stay secret is added to `secrets` as soon as it is known."""
    # Each is loaded only where it is asked for: httpx, sqlite3 and Textual take longer than all the rest.
    match options.command:
        case "exchange":
            from tui.exchange import command as exchange  # noqa: PLC0415

            return exchange.main(options)
        case "doctor":
            return _doctor(options, secrets)
        case "events":
            from tui.reports import events  # noqa: PLC0415

            return events.main(options, secrets)
        case "journal":
            from tui.reports.journal import command as journal  # noqa: PLC0415

            return journal.main(options, secrets)
        case "replay":
            return _replay(options)
        case "profiles":
            from tui.reports import profiles  # noqa: PLC0415

            return profiles.main(options)
        case "completion":
            from tui.reports.shell import completion  # noqa: PLC0415

            return completion.main(parser(), options.shell)
        case "man":
            from tui.reports.shell import man  # noqa: PLC0415

            return man.main(parser())
    from tui.account import with_settings  # noqa: PLC0415

    uses = {"record": _record, "snapshot": _snapshot, "watch": _watch}
    return with_settings(options, secrets, uses.get(options.command, _show))


def _doctor(options: argparse.Namespace, secrets: list[str]) -> int:
    if options.demo:
        why = say("looks at an account, and a demo has none; leave --demo out.")
        print(f"bitotui doctor: {why}", file=sys.stderr)
        return USAGE
    from tui.reports.doctor import command  # noqa: PLC0415

    return command.main(options, secrets)


def _replay(options: argparse.Namespace) -> int:
    from tui.reports import replay  # noqa: PLC0415

    if _is_for_people():
        from functools import partial  # noqa: PLC0415

        from tui.account import memory_named  # noqa: PLC0415
        from tui.ui.start_replay import run_replay  # noqa: PLC0415

        show = partial(run_replay, memory=memory_named(), theme=options.theme or "", is_ascii=options.ascii)
        return replay.main(options, show)
    _take_any_alphabet()
    return replay.main(options, replay.print_end)


def _record(settings: Settings, options: argparse.Namespace) -> int:
    from tui.reports import record_command  # noqa: PLC0415

    _begin_plainly(settings)
    return record_command.main(settings, options)


def _watch(settings: Settings, options: argparse.Namespace) -> int:
    from tui.account import journal_of  # noqa: PLC0415
    from tui.reports.watch.command import run_watch  # noqa: PLC0415

    _begin_plainly(settings)
    return run_watch(settings, options, journal_of(settings, options))


def _snapshot(settings: Settings, options: argparse.Namespace) -> int:
    from tui.reports.start import run_snapshot  # noqa: PLC0415

    _begin_plainly(settings)
    return run_snapshot(settings, options if options.command else None)


def _show(settings: Settings, options: argparse.Namespace) -> int:
    """The screen, or plain text where there is no terminal."""
    if not _is_for_people():
        return _snapshot(settings, options)
    from tui.account import journal_of, memory_of  # noqa: PLC0415
    from tui.ui.start import run  # noqa: PLC0415

    journal, memory = journal_of(settings, options), memory_of(settings, options)
    return run(
        settings,
        mouse=not options.no_mouse,
        journal=journal,
        memory=memory,
        theme=options.theme or "",
        is_ascii=options.ascii,
    )


def _begin_plainly(settings: Settings) -> None:
    """What every command without a screen does first."""
    gc.enable()
    for notice in settings.notices:
        print(f"bitotui: {notice}", file=sys.stderr)
    _take_any_alphabet()


def _take_any_alphabet() -> None:
    """Digits are in every alphabet; a dash that is not must not cost them."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def _is_for_people() -> bool:
    """Whether there is a terminal at both ends; Python has None for a stream that was closed when it started."""

    def is_terminal(stream: TextIO | None) -> bool:
        return stream is not None and stream.isatty()

    return is_terminal(sys.stdin) and is_terminal(sys.stdout)


def flush() -> None:
    """Write out what is left; where that fails, keep Python from trying, and complaining, on its way out."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
