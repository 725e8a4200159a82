"""`bitotui record` as a command: how it ends, what it leaves behind, and what it says."""

import contextlib
import os
import signal
import socket
import stat
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO

import pytest

from tests.command import PATIENCE, bitotui, clean_environment, command, env_file
from tests.feed.recordings import lines
from tests.feed.scripted import SETTINGS
from tests.tongue.bracketed import speaking_in_brackets
from tui import cli
from tui.core.record import Does
from tui.core.recording import Damaged, Heading, RecordedMessage, RecordedStep
from tui.demo import demo_settings
from tui.settings import Settings


@contextlib.contextmanager
def recording(home: Path, settings: Settings, *words: str) -> "Iterator[subprocess.Popen[bytes]]":
    """Record as a process of its own; one that has not ended by itself is killed."""
    with subprocess.Popen(
        command("--env-file", str(env_file(home, settings)), "record", *words),
        cwd=home,
        env=clean_environment(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def taken(stream: IO[bytes] | None, number: int) -> bytes:
    assert stream is not None
    return b"".join(stream.readline() for _ in range(number))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_ctrl_c_ends_it_well_with_a_summary(tmp_path: Path, number: signal.Signals) -> None:
    with demo_settings(rate=50) as settings, recording(tmp_path, settings, "-") as process:
        first = taken(process.stdout, 8)
        process.send_signal(number)
        rest, err = process.communicate(timeout=PATIENCE)

    said = lines(first + rest)
    messages = [line for line in said if isinstance(line, RecordedMessage)]
    steps = [line for line in said if isinstance(line, RecordedStep)]
    assert process.returncode == 0
    assert said[0] == Heading(settings.stream_host)
    assert [step.words for step in steps] == [f"connected to {settings.stream_host}", "live"]
    assert err.decode().splitlines()[-1] == (
        f"bitotui record: recorded {len(messages)} messages and 2 steps of the link, "
        f"{len(first + rest):,} bytes, to standard output"
    )
    assert settings.identity.encode() not in first + rest + err


def test_a_file_is_new_and_for_its_owner_alone(tmp_path: Path) -> None:
    done = bitotui("--demo", "record", "day.ndjson", "--for", "1.5", home=tmp_path)
    path = tmp_path / "day.ndjson"
    content = path.read_bytes()

    assert done.returncode == 0
    assert done.stdout == b""
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert isinstance(lines(content)[0], Heading)
    assert any(isinstance(line, RecordedMessage) for line in lines(content))

    again = bitotui("--demo", "record", "day.ndjson", "--for", "1.5", home=tmp_path)
    assert again.returncode == 2
    assert b"day.ndjson exists already; choose another name, or replace it with --force" in again.stderr
    assert path.read_bytes() == content

    path.chmod(0o644)
    forced = bitotui("--demo", "record", "day.ndjson", "--for", "1.5", "--force", home=tmp_path)
    assert forced.returncode == 0
    assert path.read_bytes() != content
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["link", "/dev/null", "."])
def test_what_is_no_file_of_its_own_is_never_replaced(tmp_path: Path, name: str) -> None:
    (tmp_path / "precious").write_text("kept")
    (tmp_path / "link").symlink_to("precious")
    done = bitotui("--demo", "record", name, "--for", "1", "--force", home=tmp_path)

    assert done.returncode == 2
    assert b"is no regular file, and is not replaced" in done.stderr
    assert (tmp_path / "precious").read_text() == "kept"


def test_a_full_disk_ends_the_command_with_1(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = bitotui("--demo", "record", "-", home=tmp_path, stdout=full.fileno())

    assert done.returncode == 1
    assert b"bitotui record: standard output cannot be written: No space left on device\n" in done.stderr


def test_a_pipe_that_nobody_reads_ends_it_quietly(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = bitotui("--demo", "record", "-", home=tmp_path, stdout=writing)
    finally:
        os.close(writing)

    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_a_refusal_ends_the_command_with_3_and_leaves_no_file(tmp_path: Path) -> None:
    with demo_settings() as settings:
        path = env_file(tmp_path, settings, secret="wrong")
        done = bitotui("--env-file", str(path), "record", "day.ndjson", home=tmp_path)

    assert done.returncode == 3
    assert f"refused by {settings.stream_host} (401): the signature does not match".encode() in done.stderr
    assert not (tmp_path / "day.ndjson").exists()


def test_where_nobody_answers_it_ends_with_4(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        host = f"127.0.0.1:{silent.getsockname()[1]}"
        settings = replace(SETTINGS, stream_url=f"ws://{host}/ws", rest_url=f"http://{host}")
        path = env_file(tmp_path, settings)
        done = bitotui("--env-file", str(path), "record", "day.ndjson", home=tmp_path)

    assert done.returncode == 4
    assert f"no connection within 15 s to {host}".encode() in done.stderr
    assert not (tmp_path / "day.ndjson").exists()


def test_reconnects_go_on_and_are_recorded_and_can_be_shown(tmp_path: Path) -> None:
    exchange = command("exchange", "--rate", "20", "--fault", "close@1", "--env-out", "exchange.env")
    with subprocess.Popen(
        exchange,
        cwd=tmp_path,
        env=clean_environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as serving:
        try:
            taken(serving.stdout, 1)
            words = ("--env-file", "exchange.env", "record", "day.ndjson", "--redact", "--for", "6")
            done = bitotui(*words, home=tmp_path)
        finally:
            serving.kill()

    said = lines((tmp_path / "day.ndjson").read_bytes())
    opened = [line for line in said if isinstance(line, RecordedStep) and line.does is Does.OPENED]
    assert done.returncode == 0
    assert [step.generation for step in opened][:2] == [1, 2]
    assert not any(isinstance(line, Damaged) for line in said)
    assert {line.generation for line in said if isinstance(line, RecordedMessage)} >= {1, 2}

    shown = bitotui("replay", "day.ndjson", home=tmp_path)
    assert shown.returncode == 0
    assert shown.stderr == b""
    assert len(shown.stdout.splitlines()) == 25


def test_what_people_read_of_it_is_in_their_language_and_the_file_in_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    with speaking_in_brackets():
        assert cli.main(["--lang", "zh-TW", "--demo", "record", "day.ndjson", "--for", "1.5"]) == 0

    begun, ended = capsys.readouterr().err.splitlines()
    assert begun.startswith("bitotui record: 「recording")
    assert ended.startswith("bitotui record: 「recorded 「")
    assert "「" not in (tmp_path / "day.ndjson").read_text()
