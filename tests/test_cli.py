"""The command line: what it needs, what it says when it does not have it, and how it ends."""

import os
import signal
import socket
import subprocess
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from tests.command import bitotui, clean_environment, command, env_file
from tests.feed.scripted import SETTINGS
from tui import __version__, cli
from tui.demo import demo_settings
from tui.reports.snapshot import Wish, run
from tui.settings import Settings


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home that is the working folder, without a terminal, for commands that run in this process."""
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    monkeypatch.chdir(folder)
    for name in [name for name in os.environ if name.startswith(("BITO", "XDG_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setattr(cli, "_is_for_people", lambda: False)
    return folder


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        cli.main(["--version"])

    assert leaving.value.code == 0
    assert capsys.readouterr().out == f"bitotui {__version__}\n"


def test_the_help_names_the_ways_to_start(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        cli.main(["--help"])

    said = capsys.readouterr().out
    assert leaving.value.code == 0
    for way in ("--demo", "--env-file", "exchange", "bitotui | cat"):
        assert way in said


@pytest.mark.parametrize(
    "arguments", [["--nonsense"], ["nonsense"], ["--dem"], ["exchange", "--port", "70000"]]
)
def test_what_is_not_understood_is_a_usage_error(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as leaving:
        cli.main(arguments)

    assert leaving.value.code == 2
    assert "usage: bitotui" in capsys.readouterr().err


def test_without_settings_it_names_what_is_missing_and_the_demo(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([]) == 2

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("bitotui: BITOPRO_API_KEY is not set; looked in:\n")
    assert "bitotui --demo" in said.err


def test_half_the_settings_are_named_as_half(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BITOPRO_API_KEY", "canary-key")

    assert cli.main([]) == 2
    said = capsys.readouterr().err
    assert said.startswith("bitotui: BITOPRO_API_SECRET and BITOPRO_IDENTITY are missing or empty")
    assert "canary-key" not in said


def test_a_folder_for_an_env_file_is_named_as_one(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--env-file", str(home)]) == 2
    assert f"{home} is a folder, not a file" in capsys.readouterr().err


@pytest.mark.parametrize("url", ["https://exchange.test", "ws://exchange.test/ws", "wss://", "nonsense"])
def test_a_wrong_url_is_a_settings_error(url: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = env_file(home, SETTINGS)

    assert cli.main(["--env-file", str(path), "--stream-url", url]) == 2
    assert capsys.readouterr().err.startswith("bitotui: --stream-url (from the command line) ")


def test_a_url_where_no_stream_is_refuses(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with demo_settings() as settings:
        path = env_file(home, replace(settings, stream_url=f"ws://{settings.stream_host}/elsewhere"))
        assert cli.main(["--env-file", str(path)]) == 3

    assert capsys.readouterr().err.endswith("; check the stream URL.\n")


def test_a_wrong_secret_is_refused_with_what_to_do(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with demo_settings() as settings:
        path = env_file(home, settings, secret="canary-secret")
        assert cli.main(["--env-file", str(path)]) == 3

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        f"Refused by {settings.stream_host} (401): the signature does not match; "
        "check the API key, its secret and the identity; a read-only key is enough.\n"
    )


def test_where_nothing_listens_there_is_no_snapshot(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tui.reports.start.run", partial(run, wish=Wish(timeout=0.3)))
    with demo_settings() as settings:
        path = env_file(home, settings)

    assert cli.main(["--env-file", str(path)]) == 4
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"No snapshot within 0.3 s from {settings.stream_host}: connecting to ")


def test_notices_about_the_settings_go_to_standard_error(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with demo_settings() as settings:
        path = env_file(home, settings)
        path.chmod(0o644)
        assert cli.main(["--env-file", str(path), "--allow-insecure-env"]) == 0

    said = capsys.readouterr()
    assert "is open to other users" in said.err
    assert "open to" not in said.out


def test_the_demos_clock_times_follow_the_setting(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[object] = []

    def show(settings: Settings, _: object) -> int:
        shown.append(settings.timezone)
        return 0

    monkeypatch.setattr(cli, "_show", show)
    assert cli.main(["--demo"]) == 0
    monkeypatch.setenv("BITOTUI_TIMEZONE", "Asia/Taipei")
    assert cli.main(["--demo"]) == 0

    assert list(map(str, shown)) == ["None", "Asia/Taipei"]


def test_a_time_zone_that_does_not_exist_is_named(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BITOTUI_TIMEZONE", "Asia/Nowhere")

    assert cli.main(["--demo"]) == 2
    assert 'BITOTUI_TIMEZONE is "Asia/Nowhere"' in capsys.readouterr().err


def test_a_fault_of_ours_leaves_a_report_and_no_credential(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(settings: object, _: object) -> int:
        raise RuntimeError(f"what {SETTINGS.api_secret.reveal()}-canary is for: {settings!r}")

    monkeypatch.setattr(cli, "_show", fails)
    path = env_file(home, replace(SETTINGS, stream_url="wss://a.test", rest_url="https://a.test"))
    monkeypatch.setenv("XDG_STATE_HOME", str(home))

    assert cli.main(["--env-file", str(path)]) == 1
    said = capsys.readouterr().err
    (report,) = (home / "bitotui").glob("crash-*.txt")
    assert said == f"bitotui stopped: an unexpected error (RuntimeError). A safe report is in {report}\n"
    assert "secret-canary" not in report.read_text()
    assert "dana@example.com" not in report.read_text()


def test_an_interrupted_command_ends_with_130(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        settings = replace(
            SETTINGS, stream_url=f"ws://127.0.0.1:{port}/ws", rest_url=f"http://127.0.0.1:{port}"
        )
        with subprocess.Popen(
            command("--env-file", str(env_file(home, settings))),
            env=clean_environment(home),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            silent.settimeout(10)
            connection, _ = silent.accept()
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=10)
            connection.close()

    assert (process.returncode, out, err) == (130, b"", b"")


def test_an_exchange_whose_port_is_taken_says_so(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = bitotui("exchange", "--port", str(port), home=tmp_path)

    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.decode() == (
        f"bitotui exchange: cannot listen on 127.0.0.1, port {port}: "
        "it is in use already; choose another --port, or leave it out for a free one\n"
    )
