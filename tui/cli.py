"""The command line: chooses a command and a source, and imports late, so that `--help` costs nothing.

Exit codes: 0 done, 1 unexpected, 2 usage or settings, 3 refused by the exchange, 4 no connection in time,
130 interrupted.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys

from tui import __version__

TYPE_CHECKING = False  # importing it costs a tenth of what `--help` takes
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from tui.journal.access import JournalAccess
    from tui.settings import Settings

UNEXPECTED = 1
USAGE = 2
INTERRUPTED = 130

EPILOG = """\
examples:
  bitotui                      the account whose key is in ./.env (see .env.example)
  bitotui --demo               the same screen against an exchange inside this command
  bitotui | cat                the balances once, as plain text
  bitotui exchange --env-out demo.env
  bitotui --env-file demo.env  in another terminal
"""


class _Help(argparse.RawDescriptionHelpFormatter):
    """As wide as the terminal; asking shutil, as argparse does, would load every kind of archive there is."""

    def __init__(self, prog: str) -> None:
        try:
            columns = int(os.environ.get("COLUMNS") or os.get_terminal_size().columns)
        except (ValueError, OSError):
            columns = 80
        super().__init__(prog, width=columns - 2)


def parser(words: Sequence[str] | None = None) -> argparse.ArgumentParser:
    """The whole command line; of `words`, as much of it as they can ask for: a command not named needs no arguments."""
    top = argparse.ArgumentParser(
        prog="bitotui",
        description="A terminal dashboard for BitoPro's private account-balance stream.",
        epilog=EPILOG,
        formatter_class=_Help,
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"bitotui {__version__}")
    top.add_argument(
        "--demo", action="store_true", help="show a local exchange; needs no account and no network"
    )
    top.add_argument("--env-file", metavar="PATH", help="read the settings from this file, and only it")
    top.add_argument("--stream-url", metavar="URL", help="base of the stream, instead of BITOPRO_STREAM_URL")
    top.add_argument(
        "--rest-url", metavar="URL", help="base of the REST interface, instead of BITOPRO_REST_URL"
    )
    top.add_argument(
        "--allow-insecure-env", action="store_true", help="take a .env file that others can read or replace"
    )
    top.add_argument("--no-journal", action="store_true", help="keep nothing of what happens on this machine")
    top.add_argument("--no-mouse", action="store_true", help="leave the mouse to the terminal")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    exchange = commands.add_parser(
        "exchange",
        help="run the local exchange alone",
        description="A local exchange that speaks BitoPro's wire.",
        formatter_class=_Help,
    )
    if words is None or "exchange" in words:
        from tui.exchange import command as exchange_command  # noqa: PLC0415 - not for --help

        exchange_command.add_arguments(exchange)
    doctor = commands.add_parser(
        "doctor",
        help="look at everything that has to work, and say what to do",
        description="Look at settings, clock, network, the stream itself and the terminal; say what to do.",
        formatter_class=_Help,
        allow_abbrev=False,
    )
    if words is None or "doctor" in words:
        from tui.reports.doctor import arguments as doctor_arguments  # noqa: PLC0415 - as above

        doctor_arguments.add_arguments(doctor)
    events = commands.add_parser(
        "events",
        help="print what the journal holds: every event, found by currency, eventID, kind and time",
        description="Print what the journal holds, oldest first like a log.",
        formatter_class=_Help,
        allow_abbrev=False,
    )
    if words is None or "events" in words:
        from tui.reports import events_arguments  # noqa: PLC0415 - as above

        events_arguments.add_arguments(events)
    journal = commands.add_parser(
        "journal",
        help="look after the journal: info, verify, prune, export",
        description="Look after the journal, which keeps every event of the account on this machine.",
        formatter_class=_Help,
        allow_abbrev=False,
    )
    if words is None or "journal" in words:
        from tui.reports.journal import arguments as journal_arguments  # noqa: PLC0415 - as above

        journal_arguments.add_arguments(journal)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code."""
    secrets: list[str] = []
    try:
        words = sys.argv[1:] if arguments is None else arguments
        options = parser(words).parse_args(words)
        from tui import crash  # noqa: PLC0415 - not for --help

        crash.no_core_files()
        crash.no_chatter()
        if options.command == "exchange":
            from tui.exchange import command as exchange_command  # noqa: PLC0415 - as above

            return exchange_command.main(options)
        if options.command == "doctor":
            return _doctor(options, secrets)
        if options.command == "events":
            from tui.reports import events  # noqa: PLC0415 - not for --help

            return events.main(options, secrets)
        if options.command == "journal":
            from tui.reports.journal import command as journal_command  # noqa: PLC0415 - not for --help

            return journal_command.main(options, secrets)
        return _dashboard(options, secrets)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return 0  # whoever read had enough, as `head` has
    except SystemExit:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever it is, no traceback may show a credential
        from tui import crash  # noqa: PLC0415 - as above, and parsing may have failed before

        print(crash.told(error, secrets), file=sys.stderr)
        return UNEXPECTED
    finally:
        flush()


def _doctor(options: argparse.Namespace, secrets: list[str]) -> int:
    if options.demo:
        print("bitotui doctor: looks at an account, and a demo has none; leave --demo out.", file=sys.stderr)
        return USAGE
    from tui.reports.doctor import command  # noqa: PLC0415 - httpx is loaded only to connect

    return command.main(options, secrets)


def _dashboard(options: argparse.Namespace, secrets: list[str]) -> int:
    """The account's balances; what must stay secret is added to `secrets` as soon as it is known."""
    from pathlib import Path  # noqa: PLC0415 - not for --help

    gc.disable()  # nothing of what is loaded is garbage, and looking for it takes a tenth of the time
    from tui.settings import SettingsError, default_config_dir, load  # noqa: PLC0415 - as above

    try:
        if options.demo:
            return _demo(options, secrets)
        settings = load(
            env_file=None if options.env_file is None else Path(options.env_file),
            environ=os.environ,
            working_dir=Path.cwd(),
            config_dir=default_config_dir(),
            stream_url=options.stream_url,
            rest_url=options.rest_url,
            allow_insecure_env=options.allow_insecure_env,
        )
        secrets += _secret_words(settings)
        return _show(settings, options)
    except SettingsError as error:
        print(f"bitotui: {error}", file=sys.stderr)
        return USAGE
    finally:
        gc.enable()


def _demo(options: argparse.Namespace, secrets: list[str]) -> int:
    from tui.demo import demo_settings  # noqa: PLC0415 - only a demo needs a server
    from tui.settings import keeping_from, timezone_from  # noqa: PLC0415 - not for --help

    with demo_settings(timezone=timezone_from(os.environ), keeping=keeping_from(os.environ)) as settings:
        secrets += _secret_words(settings)
        return _show(settings, options)


def _secret_words(settings: Settings) -> list[str]:
    return [settings.api_key.reveal(), settings.api_secret.reveal(), settings.identity]


def _show(settings: Settings, options: argparse.Namespace) -> int:
    """The screen, or plain text where there is no terminal."""
    if _is_terminal(sys.stdin) and _is_terminal(sys.stdout):
        from tui.ui.start import run  # noqa: PLC0415 - Textual is loaded only for a screen

        return run(settings, mouse=not options.no_mouse, journal=_journal(settings, options))

    from tui.reports.start import run_snapshot  # noqa: PLC0415 - httpx is loaded only to connect

    gc.enable()
    for notice in settings.notices:
        print(f"bitotui: {notice}", file=sys.stderr)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Digits are in every alphabet; a dash that is not must not cost them.
        sys.stdout.reconfigure(errors="replace")
    return run_snapshot(settings)


def _journal(settings: Settings, options: argparse.Namespace) -> JournalAccess | None:
    """Where what happens is kept; a demo's in a throw-away folder, never beside a real one."""
    if options.no_journal or not settings.keeping.is_on:
        return None
    from pathlib import Path  # noqa: PLC0415 - not for --help

    from tui.journal.access import JournalAccess  # noqa: PLC0415 - as above
    from tui.journal.place import default_state_dir, journal_path  # noqa: PLC0415 - as above

    folder = None
    if options.demo:
        from tempfile import mkdtemp  # noqa: PLC0415 - only a demo needs it

        folder = Path(mkdtemp(prefix="bitotui-demo-"))
    return JournalAccess(
        journal_path(folder or default_state_dir(), settings.identity, settings.stream_host),
        host=settings.stream_host,
        days=settings.keeping.days,
        megabytes=settings.keeping.megabytes,
        throw_away=folder,
    )


def _is_terminal(stream: TextIO | None) -> bool:
    """Whether a person is there; Python has None for a stream that was closed when it started."""
    return stream is not None and stream.isatty()


def flush() -> None:
    """Write out what is left; where that fails, keep Python from trying, and complaining, on its way out."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
