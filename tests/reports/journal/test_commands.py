"""`bitotui journal` and `bitotui events` from the command line: what they print, write and answer."""

import csv
import io
import json
import os
import sqlite3
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

from tests.command import bitotui, clean_environment, command, env_file
from tests.feed.scripted import SETTINGS
from tests.journal.telling import SNAPSHOT, Teller, identifiers, story, update, written
from tui import cli
from tui.journal.place import journal_path
from tui.journal.search import KIND_NAMES
from tui.reports.events_arguments import KINDS
from tui.reports.events_formats import CSV_HEADER

Output = pytest.CaptureFixture[str]


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A journal of a connection, a snapshot and 299 more events, in a home without settings."""
    for name in [name for name in os.environ if name.startswith(("BITO", "XDG_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("BITOTUI_TIMEZONE", "UTC")
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "j.db"
    teller = story(297).hear(b"\xff\xfe", update(298, "ETH", "BTC"))
    written(path, teller.told)
    return path


def run(capsys: Output, *arguments: object) -> tuple[int, str, str]:
    code = cli.main([str(each) for each in arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_kinds_of_the_command_line_are_those_of_the_journal() -> None:
    assert KINDS == KIND_NAMES


def test_events_come_like_a_log_the_newest_last_and_a_hundred_of_them(journal: Path, capsys: Output) -> None:
    code, out, err = run(capsys, "events", "--journal", journal)

    header, *lines = out.splitlines()
    assert (code, err, len(lines)) == (0, "", 100)
    assert header.split() == ["Received", "Kind", "eventID", "What"]
    assert lines[-1].startswith("2026-09-21 14:13:23.00")
    assert lines[-1].endswith(
        "  update    0000012a-2222-3333-4444-555555555555  "
        "ETH amount +297, available +297; BTC amount +1, available +1"
    )
    assert {line[31:39] for line in lines[:-2]} == {"update  "}
    assert "\x1b" not in out


def test_amounts_are_texts_and_exact_in_json(journal: Path, capsys: Output) -> None:
    _, out, _ = run(capsys, "events", "--journal", journal, "--format", "json", "--limit", 1)
    (event,) = json.loads(out)["events"]

    assert json.loads(out)["schema"] == 1
    assert event["kind"] == "update"
    assert event["changes"][0]["after"] == {
        "amount": "298", "available": "298", "stake": "0", "tradable": True
    }  # fmt: skip
    _, lines, _ = run(capsys, "events", "--journal", journal, "--format", "ndjson")
    assert len(lines.splitlines()) == 301
    assert {json.loads(line)["schema"] for line in lines.splitlines()} == {1}
    assert {"schema": 1} | event == json.loads(lines.splitlines()[-1])


def test_csv_has_a_header_and_a_line_for_each_change(journal: Path, capsys: Output) -> None:
    _, out, _ = run(capsys, "events", "--journal", journal, "--format", "csv")
    header, *rows = csv.reader(io.StringIO(out))

    assert tuple(header) == CSV_HEADER
    assert [row[6] for row in rows[-2:]] == ["ETH", "BTC"]
    assert [Decimal(row[12]) for row in rows[-2:]] == [298, 298]
    assert {len(row) for row in rows} == {len(CSV_HEADER)}


def test_no_cell_of_csv_is_a_formula(tmp_path: Path, capsys: Output) -> None:
    raw = update(1).replace(b"00000001-2222", b"=HYPERLINK(0)")
    written(tmp_path / "f.db", Teller().connect().hear(raw).told)
    _, out, _ = run(capsys, "events", "--journal", tmp_path / "f.db", "--format", "csv")

    assert not any(cell.startswith(("=", "@")) for row in csv.reader(io.StringIO(out)) for cell in row)
    assert "'=HYPERLINK(0)" in out


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (["--currency", "eth"], 2),
        (["--currency", "ETH", "TWD"], 2),
        (["--currency", "ETH", "--kind", "update"], 1),
        (["--event-id", "0000012A"], 1),
        (["--event-id", "nobody"], 0),
        (["--kind", "rejected", "ignored", "link"], 3),
        (["--kind", "snapshot", "--kind", "update"], 299),
        (["--until", "2020-01-01"], 0),
        (["--since", "2020-01-01", "--limit", "0"], 301),
    ],
)
def test_what_is_asked_for_is_found(asked: list[str], found: int, journal: Path, capsys: Output) -> None:
    code, out, err = run(capsys, "events", "--journal", journal, "--format", "ndjson", *asked)

    assert (code, err, len(out.splitlines())) == (0, "", found)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (["--currency", "XYZ"], 'no event names a currency "XYZ"'),
        (["--since", "25:61"], '--since "25:61": there is no such time'),
        (["--until", "next week"], '--until "next week": write 14:03'),
        (["--since", "abcdef01"], '--since "abcdef01": an eventID is no time here; --event-id finds it'),
        (["--since", "2020-02-01", "--until", "2020-01-01"], "--until is before --since"),
        (["--event-id", " "], "--event-id is empty"),
    ],
)
def test_what_cannot_be_meant_is_said(asked: list[str], words: str, journal: Path, capsys: Output) -> None:
    code, out, err = run(capsys, "events", "--journal", journal, *asked)

    assert (code, out) == (2, "")
    assert words in err


@pytest.mark.parametrize("asked", [["events"], *(["journal", what] for what in ("info", "verify", "prune"))])
def test_where_there_is_no_journal_that_is_said(asked: list[str], journal: Path, capsys: Output) -> None:
    code, out, err = run(capsys, *asked, "--journal", journal.with_name("none.db"))

    assert (code, out) == (2, "")
    assert err == f"bitotui {' '.join(asked)}: there is no journal at {journal.with_name('none.db')}\n"
    assert not journal.with_name("none.db").exists()


def test_without_settings_or_a_journal_it_says_what_is_missing(journal: Path, capsys: Output) -> None:
    code, _, err = run(capsys, "events")
    assert code == 2
    assert "BITOPRO_API_KEY is not set" in err
    code, _, err = run(capsys, "--demo", "journal", "info")
    assert code == 2
    assert "leave --demo out" in err


def test_the_journal_of_an_account_is_found_by_its_settings(
    journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    settings = env_file(tmp_path, SETTINGS)
    place = journal_path(tmp_path / "state" / "bitotui", SETTINGS.identity, SETTINGS.stream_host)
    place.parent.mkdir(parents=True)
    journal.rename(place)

    for arguments in (
        ["--env-file", settings, "journal", "info"],
        ["journal", "info", "--env-file", settings],
    ):
        code, out, _ = run(capsys, *arguments)
        assert code == 0
        facts = dict(line.strip().split("  ", 1) for line in out.splitlines())
        assert facts["path"].strip() == str(place)
        assert (facts["records"].strip(), facts["update"].strip(), facts["link"].strip()) == (
            "301",
            "298",
            "2",
        )
        assert SETTINGS.identity not in out


def test_verify_is_content_with_a_sound_journal(journal: Path, capsys: Output) -> None:
    assert run(capsys, "journal", "verify", "--journal", journal) == (
        0,
        "301 records and 0 doubles in 1 session; 0 checkpoints: all as it should be.\n",
        "",
    )


def test_verify_says_what_is_wrong_and_answers_so(journal: Path, capsys: Output) -> None:
    with sqlite3.connect(journal) as db:
        db.execute("DELETE FROM record WHERE seq = 7")
    db.close()
    code, out, _ = run(capsys, "journal", "verify", "--journal", journal)

    assert code == 1
    assert out.splitlines()[0] == "records 7 to 7 are missing"
    assert out.splitlines()[-1].endswith("0 checkpoints: 3 faults.")


def test_prune_lets_go_now_and_says_of_how_much(journal: Path, capsys: Output) -> None:
    code, out, _ = run(capsys, "journal", "prune", "--journal", journal, "--megabytes", 0)

    assert (code, out) == (0, "300 records let go: what is younger than 90 days stays, 0 MB at most.\n")
    assert run(capsys, "journal", "verify", "--journal", journal)[0] == 0


def test_an_export_holds_every_message_as_received_and_is_its_owners_alone(
    journal: Path, tmp_path: Path, capsys: Output
) -> None:
    target = tmp_path / "out.ndjson"
    code, out, err = run(capsys, "journal", "export", target, "--journal", journal)

    assert (code, out) == (0, "")
    assert err == f"bitotui journal export: 301 records in {target}, readable by you alone\n"
    assert target.stat().st_mode & 0o777 == 0o600
    header, *lines = [json.loads(line) for line in target.read_bytes().splitlines()]
    assert header == {"bitotui": "recording", "version": 1, "host": "exchange.test"}
    texts = [line["text"].encode() for line in lines if "text" in line]
    assert texts == [SNAPSHOT, *(update(number) for number in range(1, 298)), update(298, "ETH", "BTC")]
    assert len(set(identifiers(texts))) == 299
    assert [line["base64"] for line in lines if "base64" in line] == ["//4="]
    assert [(line["link"], line["words"]) for line in lines if "link" in line] == [
        ("SYNCING", "connected to exchange.test"),
        ("LIVE", "live"),
    ]


def test_an_export_to_a_place_that_cannot_be_is_said(journal: Path, tmp_path: Path, capsys: Output) -> None:
    code, _, err = run(capsys, "journal", "export", tmp_path, "--journal", journal)
    assert (code, err) == (2, f"bitotui journal export: {tmp_path} is a folder\n")
    code, _, err = run(capsys, "journal", "export", tmp_path / "no" / "where", "--journal", journal)
    assert code == 2
    assert "lies in a folder that does not exist" in err


@pytest.mark.parametrize("arguments", [["events", "--limit", "0"], ["journal", "export", "-"]])
def test_a_pipe_closed_early_is_no_error(arguments: list[str], journal: Path) -> None:
    with subprocess.Popen(
        command(*arguments, "--journal", str(journal)),
        env=clean_environment(journal.parent),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        error = process.stderr.read()

    assert (process.returncode, error) == (0, b"")


def test_a_disk_without_room_is_said(journal: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = bitotui("events", "--journal", str(journal), home=journal.parent, stdout=full.fileno())

    assert done.returncode == 1
    assert done.stderr == b"bitotui events: it cannot be written: No space left on device\n"
