"""The command itself: where its flags may stand, what it prints, writes and returns."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reports.doctor_desk import CANARIES, QUICK
from tui import cli, crash
from tui.demo import demo_settings
from tui.reports.doctor import command, private_file
from tui.reports.doctor.terminal import Terminal


def credentials(env: str) -> list[str]:
    """Key, secret and identity, as the file has them."""
    return [line.split("=", 1)[1].strip("'") for line in Path(env).read_text().splitlines()[:3]]


NO_ONE = "ws://127.0.0.1:9/ws"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(command, "Patience", lambda: QUICK)
    monkeypatch.setattr(crash, "no_core_files", lambda: None)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in [name for name in os.environ if name.startswith(("BITOPRO_", "BITOTUI_"))]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def env(tmp_path: Path) -> Iterator[str]:
    """An `.env` with the settings of an exchange that runs."""
    with demo_settings() as settings:
        file = tmp_path / "demo.env"
        file.write_text(
            f"BITOPRO_API_KEY={settings.api_key.reveal()}\n"
            f"BITOPRO_API_SECRET='{settings.api_secret.reveal()}'\n"
            f"BITOPRO_IDENTITY={settings.identity}\n"
            f"BITOPRO_STREAM_URL={settings.stream_url}\nBITOPRO_REST_URL={settings.rest_url}\n"
        )
        file.chmod(0o600)
        yield str(file)


@pytest.mark.parametrize("is_before", [True, False])
def test_common_flags_may_stand_before_or_after_the_command(
    env: str, capsys: pytest.CaptureFixture[str], *, is_before: bool
) -> None:
    arguments = ["--env-file", env, "doctor"] if is_before else ["doctor", "--env-file", env]
    assert cli.main(arguments) == 0
    assert "All that is needed works." in capsys.readouterr().out


def test_of_a_flag_given_twice_the_one_behind_the_command_counts(
    env: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["--env-file", "none.env", "doctor", "--env-file", env]) == 0
    assert "All that is needed works." in capsys.readouterr().out


def test_urls_before_the_command_reach_it(env: str, capsys: pytest.CaptureFixture[str]) -> None:
    urls = ["--stream-url", NO_ONE, "--rest-url", NO_ONE.replace("ws", "http", 1)]
    assert cli.main([*urls, "doctor", "--env-file", env]) == 4
    assert "127.0.0.1:9: connection refused" in capsys.readouterr().out


def test_json_is_all_there_is_on_standard_output(env: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["doctor", "--env-file", env, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is True
    assert [each["name"] for each in told["checks"]] == [
        "settings",
        "permissions",
        "clock",
        "dns",
        "tcp",
        "tls",
        "proxy",
        "upgrade",
        "first message",
        "ping",
        "exchange's pings",
        "terminal",
        "letters",
        "clipboard",
        "time zone",
    ]


def test_a_report_is_written_for_its_owner_alone_and_tells_nothing_of_the_account(
    env: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "report.json"
    file.write_text("old")
    file.chmod(0o644)
    assert cli.main(["doctor", "--env-file", env, "--report", str(file)]) == 0
    assert file.stat().st_mode & 0o777 == 0o600
    text = file.read_text()
    for word in (
        "trader",
        "example.test",
        *credentials(env),
    ):
        assert word not in text
    told = json.loads(text)
    assert told["attempts"][0]["status"] == 101
    assert told["answer"]["status"] == 101
    assert told["stream"]["first_messages"][0]["currencies"] == 24
    assert told["stream"]["first_messages"][0]["datetime_minus_timestamp_hours"] == 8.0
    assert len(told["stream"]["round_trips_ms"]) >= 1
    assert "readable by you alone" in capsys.readouterr().err


def test_a_report_is_not_written_over_a_folder_and_nothing_is_asked(
    env: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["doctor", "--env-file", env, "--report", str(tmp_path)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.endswith("is a folder.\n")


def test_a_report_that_cannot_be_written_is_said_and_fails(
    env: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(private_file, "write", full)
    assert cli.main(["doctor", "--env-file", env, "--report", str(tmp_path / "r.json")]) == 1
    assert "No space left on device" in capsys.readouterr().err


def test_a_demo_has_no_doctor(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--demo", "doctor"]) == 2
    assert "leave --demo out" in capsys.readouterr().err


def test_a_crash_of_the_doctor_tells_no_credential(
    env: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError(Path(env).read_text())

    monkeypatch.setattr(command, "judged", breaks)
    monkeypatch.setattr(crash, "default_folder", lambda: tmp_path / "state")
    assert cli.main(["doctor", "--env-file", env]) == 1
    (crash_report,) = (tmp_path / "state").iterdir()
    told = capsys.readouterr().err + crash_report.read_text()
    for credential in credentials(env):
        assert credential not in told


@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}]
)
def test_in_a_c_locale_it_prints_ascii_and_raises_nothing(tmp_path: Path, locale: dict[str, str]) -> None:
    env_file = tmp_path / "幣託.env"
    env_file.write_text(
        f"BITOPRO_API_KEY={CANARIES[0]}\nBITOPRO_API_SECRET={CANARIES[1]}\nBITOPRO_IDENTITY={CANARIES[2]}\n"
        f"BITOPRO_STREAM_URL={NO_ONE}\nBITOPRO_REST_URL=http://127.0.0.1:9/v3\n"
    )
    env_file.chmod(0o600)
    done = subprocess.run(
        [sys.executable, "-m", "tui", "doctor", "--env-file", env_file.name],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join(sys.path),
            "HOME": str(tmp_path),
            **locale,
        },
        cwd=tmp_path,
        capture_output=True,
        check=False,
        timeout=30,
    )
    assert (done.returncode, done.stderr) == (4, b"")
    assert done.stdout.isascii()
    assert b"x FAILED   tcp" in done.stdout
    assert b"account c...@example.com" in done.stdout


def test_help_loads_neither_the_network_nor_the_screen() -> None:
    code = (
        "import sys, tui.cli\n"
        "try: tui.cli.main(['doctor', '--help'])\n"
        "except SystemExit: pass\n"
        "print(sorted({'httpx', 'httpx_ws', 'textual', 'msgspec', 'ssl'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
        timeout=30,
    )
    assert done.stderr.strip() == b"[]"
    assert b"--report FILE" in done.stdout


def test_at_a_terminal_it_says_first_that_it_takes_a_moment(
    env: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "this_terminal", lambda _: Terminal(is_terminal=True, columns=60, lines=24))
    assert cli.main(["doctor", "--env-file", env]) == 0
    printed = capsys.readouterr()
    assert printed.err == "Looking; this takes a few seconds, a minute at most.\n"
    assert all(len(line) <= 60 for line in printed.out.splitlines() if "/" not in line)


@pytest.mark.parametrize(
    ("zone", "shown"), [("Asia/Taipei", "Asia/Taipei (UTC+8)"), ("No/Where", "the system's")]
)
def test_without_settings_the_zone_is_the_environments(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, zone: str, shown: str
) -> None:
    monkeypatch.setenv("BITOTUI_TIMEZONE", zone)
    assert cli.main(["--stream-url", NO_ONE, "doctor"]) == 2
    assert shown in capsys.readouterr().out
