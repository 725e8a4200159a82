"""`--profile` and `bitotui profiles`, as processes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import bitotui, env_file
from tui.demo import demo_settings
from tui.settings import Settings

BESIDE = b"To look around without an account: bitotui --demo\n"


@pytest.fixture(scope="module")
def settings() -> Iterator[Settings]:
    with demo_settings(rate=0) as found:
        yield found


@pytest.fixture
def config(tmp_path: Path) -> Path:
    folder = tmp_path / ".config" / "bitotui"
    folder.mkdir(parents=True, mode=0o700)
    return folder


def profile(config: Path, name: str, settings: Settings) -> Path:
    return env_file(config, settings).rename(config / f"{name}.env")


@pytest.mark.parametrize("behind", [True, False])
def test_a_profile_is_used_wherever_it_stands(
    tmp_path: Path, config: Path, settings: Settings, behind: bool
) -> None:
    profile(config, "savings", settings)
    flag = ["--profile", "savings"]
    done = bitotui(*(["snapshot", *flag] if behind else [*flag, "snapshot"]), home=tmp_path)

    assert (done.returncode, done.stderr) == (0, b"")
    assert b"BTC" in done.stdout


def test_a_journal_is_found_by_profile(tmp_path: Path, config: Path, settings: Settings) -> None:
    profile(config, "savings", settings)
    watched = bitotui("watch", "--profile", "savings", "--exit-when", "BTC amount>0", home=tmp_path)
    done = bitotui("events", "--profile", "savings", "--format", "csv", home=tmp_path)

    assert watched.returncode == 5
    assert done.returncode == 0
    assert b"snapshot" in done.stdout


@pytest.mark.parametrize(
    "command", [[], ["snapshot"], ["watch"], ["events"], ["doctor"], ["journal", "info"]]
)
def test_a_profile_and_a_file_are_a_usage_error_everywhere(tmp_path: Path, command: list[str]) -> None:
    done = bitotui("--profile", "savings", "--env-file", "x.env", *command, home=tmp_path)

    assert (done.returncode, done.stdout) == (2, b"")
    assert (
        done.stderr
        == b"bitotui: --profile and --env-file both say where the settings are; give one of them.\n" + BESIDE
    )


def test_a_demo_has_no_profile(tmp_path: Path) -> None:
    done = bitotui("snapshot", "--demo", "--profile", "savings", home=tmp_path)

    assert (done.returncode, done.stdout) == (2, b"")
    assert b"leave --profile or --demo out" in done.stderr


def test_a_missing_profile_names_those_there_are(tmp_path: Path, config: Path, settings: Settings) -> None:
    profile(config, "savings", settings)
    done = bitotui("snapshot", "--profile", "saving", home=tmp_path)

    assert done.returncode == 2
    assert b"\nThere are savings.\n" in done.stderr


def test_the_list_has_names_and_hosts_and_why_a_file_cannot_be_used(
    tmp_path: Path, config: Path, settings: Settings
) -> None:
    profile(config, "savings", settings)
    profile(config, "open", settings).chmod(0o644)
    profile(config, "a\x1b[2J", settings)
    (config / "empty.env").touch(mode=0o600)
    env_file(config, settings).rename(config / ".env")
    done = bitotui("profiles", home=tmp_path)
    said = done.stdout.decode()

    assert (done.returncode, done.stderr) == (0, b"")
    names = [line.split()[0] for line in said.splitlines()]
    assert names[1:] == ["empty", "open", "savings"]
    assert "\x1b" not in said
    lines = said.splitlines()
    assert "is no name of a profile" in lines[0]
    assert "cannot be used: BITOPRO_API_KEY is not set" in lines[1]
    assert "is open to other users (mode 0644)" in lines[2]
    assert lines[3].split() == ["savings", settings.stream_host]
    for secret in (settings.api_key.reveal(), settings.api_secret.reveal(), settings.identity):
        assert secret not in said


def test_where_there_are_none_it_says_where_they_would_be(tmp_path: Path, config: Path) -> None:
    done = bitotui("profiles", home=tmp_path)

    assert (done.returncode, done.stdout) == (0, b"")
    assert str(config).encode() in done.stderr


def test_the_doctor_looks_at_the_profile_alone(tmp_path: Path, config: Path, settings: Settings) -> None:
    path = profile(config, "savings", settings)
    env_file(tmp_path, settings).rename(tmp_path / ".env")
    done = bitotui("doctor", "--profile", "savings", home=tmp_path)

    assert f"found in {path}" in " ".join(done.stdout.decode().split())
    assert b"./.env" not in done.stdout
