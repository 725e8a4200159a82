"""The command line's grammar, in one place; a command's own arguments are loaded only where it is named."""

from __future__ import annotations

import argparse
from importlib import import_module

from tui import __version__
from tui.reports.examples import examples
from tui.reports.exits import MEANINGS
from tui.reports.help_format import HelpFormatter
from tui.tongue import LANGUAGES, marked, say
from tui.tongue.grammar import teach_argparse

TYPE_CHECKING = False  # importing it costs a tenth of what `--help` takes
if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = (
    (
        "snapshot", "tui.reports.snapshot_arguments:add_arguments",
        marked("print the balances once: a table, JSON or CSV"),
        marked("Connect, wait for the snapshot, print the balances, leave."),
    ),
    (
        "watch", "tui.reports.watch.arguments:add_arguments",
        marked("print every event as a line, or wait for a condition"),
        marked("Print a line for every event or change and every step of the link, until ctrl-c."),
    ),
    (
        "events", "tui.reports.events_arguments:add_arguments",
        marked("print what the journal holds: every event, found by currency, eventID, kind and time"),
        marked("Print what the journal holds, oldest first like a log."),
    ),
    (
        "journal", "tui.reports.journal.arguments:add_arguments",
        marked("look after the journal: info, verify, prune, export"),
        marked("Look after the journal, which keeps every event of the account on this machine."),
    ),
    (
        "record", "tui.reports.recording_arguments:add_record_arguments",
        marked("write everything that comes into a file, to be passed on"),
        marked("Write every message as received, and every step of the link, one JSON object a line."),
    ),
    (
        "replay", "tui.reports.recording_arguments:add_replay_arguments",
        marked("show such a file as it was lived through"),
        marked("Show a recording on the same screen; where there is no terminal, the balances at its end."),
    ),
    (
        "doctor", "tui.reports.doctor.arguments:add_arguments",
        marked("look at everything that has to work, and say what to do"),
        marked("Look at settings, clock, network, the stream itself and the terminal; say what to do."),
    ),
    (
        "exchange", "tui.exchange.command:add_arguments",
        marked("run the local exchange alone"),
        marked("A local exchange that speaks BitoPro's wire."),
    ),
    (
        "profiles", "tui.reports.profiles_arguments:add_arguments",
        marked("list the accounts that --profile can name"),
        marked("List every NAME.env in the configuration folder with the host it leads to, never with what is in it."),
    ),
    (
        "completion", "tui.reports.shell.arguments:add_completion_arguments",
        marked("print what lets a shell complete this command line"),
        marked("Print a script that lets bash, zsh or fish complete this command line."),
    ),
    (
        "man", "tui.reports.shell.arguments:add_man_arguments",
        marked("print the manual page"),
        marked("Print the manual page of all of this, as roff."),
    ),
)  # fmt: skip
"""Each command's name, where its arguments are added, its line in the help, and what its own help opens with."""


def epilog() -> str:
    """What stands at the end of the help: examples, and what each exit code means."""
    typed = examples(
        ("bitotui", say("the account whose key is in ./.env (see .env.example)")),
        ("bitotui --demo", say("the same screen against an exchange inside this command")),
        ("bitotui | cat", say("the balances once, as plain text")),
        "bitotui exchange --env-out demo.env",
        ("bitotui --env-file demo.env", say("in another terminal")),
        "bitotui snapshot --where nonzero --sort -amount",
        "bitotui snapshot --format json | jq .balances",
        "bitotui watch --format ndjson | jq -c .",
        "bitotui watch --exit-when 'BTC available<0.5'",
        "bitotui events --currency BTC --since yesterday",
        (
            "bitotui --profile savings",
            say("the account whose key is in savings.env in the configuration folder"),
        ),
        "bitotui man | man -l -",
    )
    codes = "".join(f"  {code:<4} {say(meaning)}\n" for code, meaning in MEANINGS.items())
    return f"{typed}\n{say('exit codes:')}\n{codes}"


def parser(words: Sequence[str] | None = None) -> argparse.ArgumentParser:
    """The whole command line; of `words`, as much of it as they can ask for: a command not named needs no arguments.

    It is in the language that is spoken when it is made.
    """
    teach_argparse()
    top = argparse.ArgumentParser(
        prog="bitotui",
        description=say("A terminal dashboard for BitoPro's private account-balance stream."),
        epilog=epilog(),
        formatter_class=HelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument(
        "--version",
        action="version",
        version=f"bitotui {__version__}",
        help=say("show program's version number and exit"),
    )
    top.add_argument(
        "--demo", action="store_true", help=say("show a local exchange; needs no account and no network")
    )
    top.add_argument("--env-file", metavar="PATH", help=say("read the settings from this file, and only it"))
    top.add_argument(
        "--profile",
        metavar="NAME",
        help=say("read the settings from NAME.env in the configuration folder"),
    )
    top.add_argument(
        "--stream-url", metavar="URL", help=say("base of the stream, instead of BITOPRO_STREAM_URL")
    )
    top.add_argument(
        "--rest-url", metavar="URL", help=say("base of the REST interface, instead of BITOPRO_REST_URL")
    )
    top.add_argument(
        "--allow-insecure-env",
        action="store_true",
        help=say("take a .env file that others can read or replace"),
    )
    top.add_argument(
        "--no-journal", action="store_true", help=say("keep nothing of what happens on this machine")
    )
    top.add_argument("--no-mouse", action="store_true", help=say("leave the mouse to the terminal"))
    first, second = LANGUAGES
    top.add_argument(
        "--theme", metavar="NAME", help=say("show these colours, not those remembered for the profile")
    )
    top.add_argument("--ascii", action="store_true", help=say("draw lines, blocks and arrows in ASCII"))
    top.add_argument(
        "--no-animation", action="store_true", help=say("let nothing move by degrees; nothing ever does")
    )
    top.add_argument(
        "--lang",
        choices=LANGUAGES,
        metavar="LANGUAGE",
        help=say("speak {first} or {second}, not what LANG says", first=first, second=second),
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title=say("commands"))
    for name, arguments, line, description in COMMANDS:
        command = commands.add_parser(
            name,
            help=say(line),
            description=say(description),
            formatter_class=HelpFormatter,
            allow_abbrev=False,
        )
        if words is None or name in words:
            module, _, function = arguments.partition(":")
            getattr(import_module(module), function)(command)
    return top
