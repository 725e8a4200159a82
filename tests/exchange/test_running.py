import argparse
import os
import signal
import socket
import stat
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from dotenv import dotenv_values

from tui.exchange.command import add_arguments
from tui.exchange.running import MARK, run
from tui.exchange.signing import credentials_of

NAMES = [
    "BITOPRO_API_KEY",
    "BITOPRO_API_SECRET",
    "BITOPRO_IDENTITY",
    "BITOPRO_STREAM_URL",
    "BITOPRO_REST_URL",
]
SCRIPT = (
    "import argparse, sys; from tui.exchange.command import add_arguments, main;"
    "parser = argparse.ArgumentParser(prog='bitotui exchange'); add_arguments(parser);"
    "sys.exit(main(parser.parse_args()))"
)


class Reader(StringIO):
    """Standard output whose reader, once the settings are flushed, sends this process a signal, twice."""

    def __init__(self, number: signal.Signals) -> None:
        super().__init__()
        self._number = number

    def flush(self) -> None:
        os.kill(os.getpid(), self._number)
        os.kill(os.getpid(), self._number)


class Nobody(StringIO):
    def write(self, _text: str) -> int:
        raise BrokenPipeError


def served(*words: str, monkeypatch: pytest.MonkeyPatch, number: signal.Signals) -> tuple[int, str]:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    output = Reader(number)
    monkeypatch.setattr(sys, "stdout", output)
    return run(parser.parse_args(words)), output.getvalue()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_it_says_its_settings_first_and_ends_on_a_signal(
    number: signal.Signals, code: int, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    left, said = served("--seed", "9", monkeypatch=monkeypatch, number=number)
    told = dotenv_values(stream=StringIO(said), interpolate=False)
    assert left == code
    assert list(told) == NAMES
    assert told["BITOPRO_API_SECRET"] == credentials_of(9).api_secret
    assert capfd.readouterr().err == ""


def test_the_settings_go_into_a_private_file_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "demo.env"
    _, said = served("--env-out", str(place), monkeypatch=monkeypatch, number=signal.SIGTERM)
    assert place.read_text() == MARK + said
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_with_tls_the_authority_is_said_in_a_comment_and_gone_afterwards(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left, said = served(
        "--tls", "--fault", "certificate=expired", monkeypatch=monkeypatch, number=signal.SIGTERM
    )
    *settings, comment = said.splitlines()
    name, _, place = comment.partition("=")
    assert (left, name) == (0, "# SSL_CERT_FILE")
    assert Path(place).is_absolute()
    assert not Path(place).exists()
    told = dotenv_values(stream=StringIO(said), interpolate=False)
    assert list(told) == NAMES
    assert len(settings) == len(NAMES)
    assert str(told["BITOPRO_STREAM_URL"]).startswith("wss://127.0.0.1:")
    assert str(told["BITOPRO_REST_URL"]).startswith("https://127.0.0.1:")


def test_tls_without_the_package_it_needs_is_one_sentence_and_exit_2(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "trustme", None)
    left, said = served("--tls", monkeypatch=monkeypatch, number=signal.SIGTERM)
    assert (left, said) == (2, "")
    assert capfd.readouterr().err == (
        'bitotui exchange: TLS needs the package trustme: pip install "bitotui[tls]"\n'
    )


@pytest.mark.parametrize(
    ("place", "why"), [(".", "it is a directory"), ("nowhere/demo.env", "no such file or directory")]
)
def test_a_place_that_cannot_be_written_is_one_sentence_and_exit_2(
    place: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / place)
    left, said = served("--env-out", path, monkeypatch=monkeypatch, number=signal.SIGTERM)
    assert (left, said) == (2, "")
    assert capfd.readouterr().err == f"bitotui exchange: cannot write the settings to {path!r}: {why}\n"


def test_a_port_in_use_is_one_sentence_and_exit_2(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        left, said = served("--port", str(port), monkeypatch=monkeypatch, number=signal.SIGTERM)
    assert (left, said) == (2, "")
    assert capfd.readouterr().err == (
        f"bitotui exchange: cannot listen on 127.0.0.1, port {port}: "
        "it is in use already; choose another --port, or leave it out for a free one\n"
    )


def test_a_log_that_nobody_reads_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Nobody())
    assert served("--env-out", "/", monkeypatch=monkeypatch, number=signal.SIGTERM)[0] == 2


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_as_a_process_it_logs_to_standard_error_and_leaves_no_trace_of_a_traceback(
    number: signal.Signals, code: int
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, "--rate", "50"], stdout=-1, stderr=-1, text=True
    ) as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in NAMES]
        port = int(told[-1].rpartition(":")[2].partition("/")[0])
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.sendall(b"GET /wrong HTTP/1.1\r\n\r\n")
            assert client.recv(100).startswith(b"HTTP/1.1 200 OK")
        process.send_signal(number)
        rest, log = process.communicate(timeout=10)
    assert (process.returncode, rest) == (code, "")
    (line,) = log.splitlines()
    assert line.startswith("127.0.0.1:")
    assert line.endswith("answered, 200, 0 bytes (GET /wrong)")
