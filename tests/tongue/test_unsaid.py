"""Whoever adds a text for people says it in their language, or says here why it stays in English."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.tongue.unsaid import unsaid

CODE = Path(__file__).parents[2] / "tui"

ROOMS = (
    "core",
    "exchange",
    "feed",
    "journal",
    "preferences",
    "settings",
    "ui",
    "reports",
    "tongue",
    "parser.py",
    "cli.py",
    "account.py",
    "crash.py",
    "demo.py",
    "__main__.py",
)
"""What is looked through: every room, and what stands beside them."""

FOR_PROGRAMS: Mapping[str, str] = {
    "reports/doctor/shape.py": "the doctor's report is JSON for maintainers",
    "reports/doctor/report.py": "as above",
    "exchange/answer.py": "goes over the wire",
    "exchange/signing.py": "as above",
    "exchange/faults/broken_messages.py": "as above",
    "exchange/faults/hostile_strings.py": "as above",
    "exchange/faults/odd_messages.py": "as above",
    "exchange/faults/refusals.py": "as above",
    "exchange/faults/telling.py": "as above",
    "journal/search.py": "SQL",
    "ui/keys/presets.py": "commands by their names, as in the preferences",
    "ui/widgets/fast_table.py": "mistakes of the program",
}
"""Files that write for programs alone, and why."""

NO_TEXT: Mapping[tuple[str, str], str] = {
    ("core/book.py", "waiting for the snapshot"): "the value of an enum, shown nowhere",
    ("core/book.py", "the snapshot was partial"): "as above",
    ("core/failure.py", "the exchange answered, and not with 101"): "as above",
    ("core/failure.py", "its certificate does not prove who it is"): "as above",
    ("core/failure.py", "it does not speak websocket as it should"): "as above",
    ("core/failure.py", "no connection came about"): "as above",
    ("core/failure.py", "an open connection ended"): "as above",
    ("core/redaction.py", "a balance event with an amount too long to be masked"): "written into a recording",
    ("core/redaction.py", "a message that was rejected; it may hold anything"): "as above",
    ("core/redaction.py", "a message that is no balance event; it may hold anything"): "as above",
    ("core/presets.py", "tradable available>0"): "an expression",
    ("core/presets.py", "amount>0 amount<0.0001"): "an expression",
    ("core/words.py", "REPLAY  {}{}"): "a state word and what was said",
    ("core/words.py", "LOST  {}"): "as above",
    ("core/words.py", "REFUSED{}  {}"): "as above",
    ("exchange/account.py", "{} of {}"): "what chance is drawn from",
    ("exchange/catalogue.py", "catalogue of {}"): "as above",
    ("exchange/command.py", "bitotui --env-file demo.env"): "a command to be typed",
    (
        "exchange/command.py",
        (
            "{}\n  bitotui exchange --env-out demo.env       {}\n"
            "  bitotui exchange --currencies 500 --rate 50\n  bitotui exchange --fault help\n"
        ),
    ): "commands to be typed",
    ("exchange/door.py", "there is no such call"): "goes over the wire",
    ("exchange/faults/certificates.py", 'pip install "bitotui[tls]"'): "a command to be typed",
    ("exchange/faults/line.py", "bytes | bytearray | memoryview[Any]"): "a type",
    ("exchange/holdings.py", "this move would break the balance of {}"): "a mistake of the program",
    (
        "exchange/running.py",
        "# written by bitotui exchange, and written over by it\n",
    ): "looked for in a file, whatever is spoken",
    ("exchange/running.py", "# SSL_CERT_FILE={}\n"): "a setting",
    ("feed/endings.py", "no ending for {}"): "a mistake of the program",
    ("feed/probe_path.py", "CONNECT {}:{} HTTP/1.1"): "HTTP",
    ("feed/probe_path.py", "Host: {}:{}"): "HTTP",
    ("feed/probe_path.py", "Proxy-Authorization: Basic {}"): "HTTP",
    ("feed/refusal.py", "{}.{} is read-only"): "a mistake of the program",
    ("feed/resolve.py", "no thread can be started"): "what Python says",
    ("feed/stream.py", "TLS: {}"): "a name and what was said",
    ("journal/store.py", "received, generation, kind, event_id, timestamp, raw, detail"): "SQL",
    ("journal/store.py", "seq, received, amount, available, stake"): "SQL",
    ("ui/keys/names.py", "page up"): "a key, as it is written in the preferences",
    ("ui/keys/names.py", "page down"): "as above",
    ("ui/look/drawing.py", "\x1b[4 q"): "a command to the terminal",
    ("ui/paint/display.py", "\x1b[0 q"): "as above",
    ("ui/look/variables.py", "reverse bold"): "a style",
    ("ui/paint/driver.py", "there is no standard error to paint on"): "a mistake of the program",
    ("ui/screens/chooser.py", "J K"): "keys",
    ("settings/model.py", "bitotui --demo"): "a command to be typed",
    ("settings/permissions.py", 'sudo chown "$(id -un)" {}'): "a command to be typed",
    ("settings/permissions.py", "chmod 600 {}"): "a command to be typed",
    ("settings/permissions.py", "chmod o-w {}"): "a command to be typed",
    ("settings/secret.py", "a Secret is not pickled or copied"): "a mistake of the program",
    ("settings/url.py", "a URL must pass url_fault before it is used"): "a mistake of the program",
    (
        "settings/model.py",
        (
            "Settings(api_key={}, api_secret={}, identity={}, stream_url={}, rest_url={}, timezone={}, "
            "found_in={}, notices={}, profile={})"
        ),
    ): "for whoever looks for a mistake",
    ("crash.py", "bitotui {}, Python {}, {} {}"): "names and versions",
    ("crash.py", "  {}:{} in {}"): "a line of a traceback, as Python has it",
    ("reports/doctor/redact.py", "left out"): "a header's value in the doctor's report",
    ("reports/doctor/terminal.py", "Windows Terminal"): "a program's name",
    ("reports/doctor/terminal_checks.py", "Windows Terminal"): "a program's name",
    ("reports/doctor/terminal_checks.py", "tmux set -s set-clipboard on"): "a command to be typed",
    ("reports/events_formats.py", "2026-11-22 14:03:22.365 UTC+8"): "measured, not shown",
    ("reports/events_formats.py", '{"schema": {}, "events": ['): "JSON",
    ("reports/journal/command.py", "journal {}"): "what the command is called",
    ("reports/journal/command.py", "journal export"): "what the command is called",
    (
        "reports/shell/arguments.py",
        "bitotui completion zsh > ~/.zfunc/_bitotui      {}",
    ): "a command to be typed",
    ("reports/shell/man.py", ".ad l"): "a request of roff's",
    ("reports/shell/man.py", "{} [\\fICOMMAND\\fR {}]"): "grammar in roff",
}
"""Texts that are none, by file, and why."""


def sources() -> list[Path]:
    places = [CODE / room for room in ROOMS]
    return [
        path for place in places for path in ([place] if place.is_file() else sorted(place.rglob("*.py")))
    ]


def name(path: Path) -> str:
    return path.relative_to(CODE).as_posix()


@pytest.mark.parametrize("path", [path for path in sources() if name(path) not in FOR_PROGRAMS], ids=name)
def test_every_text_for_people_is_said(path: Path) -> None:
    found = [
        f"{name(path)}:{line}: {text!r}"
        for line, text in unsaid(path.read_text(encoding="utf-8"))
        if (name(path), text) not in NO_TEXT
    ]
    assert found == [], "say it (tui/tongue), or give a reason in NO_TEXT"


def test_nothing_is_excused_that_is_not_there() -> None:
    there = {(name(path), text) for path in sources() for _, text in unsaid(path.read_text(encoding="utf-8"))}
    assert set(NO_TEXT) <= there
    assert set(FOR_PROGRAMS) <= {file for file, _ in there}


@pytest.mark.parametrize(
    "code",
    [
        'reason = "no connection"',
        'print("done")',
        'app.notify(f"copied {code}", title=say("Copied"))',
        'app.notify(say("Copied"), title="copied")',
        'say(f"retry in {wait} s")',
        'say("retry in " + wait)',
        'say("{a} b", a="not said")',
        'examples(("bitotui", "the account"))',
        'raise SettingsError(f"{name} is empty")',
        'NAMES = {State.LOST: "the link is lost"}',
    ],
)
def test_a_text_that_is_not_said_is_found(code: str) -> None:
    assert [each.line for each in unsaid(code)] == [1]


@pytest.mark.parametrize(
    "code",
    [
        'say("no connection")',
        'say_number("{number} row left", "{number} rows left", n)',
        'REASON = marked("no connection")',
        '"""What a module is."""',
        'class A:\n    B = 1\n    """What it is."""',
        'print(say("done"))',
        'print(f"bitotui watch: {sentence}", file=sys.stderr)',
        'f"{at:%Y-%m-%d %H:%M}  {kind}"',
        'examples("bitotui man | man -l -", ("bitotui --demo", say("a demo")))',
        'db.execute("SELECT count(*) FROM record")',
        'QUERY = "SELECT count(*) FROM record"',
        'CSS = "Screen { layers: a b; }"',
        'name = "in_orders"',
    ],
)
def test_what_is_said_or_is_no_text_is_let_pass(code: str) -> None:
    assert list(unsaid(code)) == []
