"""`bitotui` where there is no terminal: plain text into pipes and files, whatever becomes of them."""

import os
import subprocess
import time
from pathlib import Path

import httpx
import pytest

from tests.command import PATIENCE, bitotui, clean_environment, command, env_file
from tui.core import auth
from tui.demo import demo_settings
from tui.settings import Settings

HEAVY = (
    "textual",
    "rich",
    "httpx",
    "httpx_ws",
    "httpcore",
    "websockets",
    "anyio",
    "asyncio",
    "msgspec",
    "dotenv",
)


def held_by(settings: Settings) -> dict[str, list[str]]:
    """What the exchange says to a signed `GET /v3/accounts/balance`."""
    nonce = time.time_ns() // 1_000_000 + 30_000
    signed = auth.headers(settings.api_key.reveal(), settings.api_secret.reveal(), settings.identity, nonce)
    with httpx.Client(trust_env=False) as client:
        rows = client.get(f"{settings.rest_url}/accounts/balance", headers=signed).raise_for_status().json()
    return {
        row["currency"].upper(): [
            row["amount"],
            row["available"],
            row["stake"],
            "yes" if row["tradable"] else "no",
        ]
        for row in rows["data"]
    }


def test_every_balance_is_printed_to_the_last_digit_and_no_escape_code(tmp_path: Path) -> None:
    with demo_settings(rate=0) as settings:
        done = bitotui("--env-file", str(env_file(tmp_path, settings)), home=tmp_path)
        held = held_by(settings)

    assert done.returncode == 0
    assert done.stderr == b""
    assert b"\x1b" not in done.stdout
    rows = [line.split() for line in done.stdout.decode().splitlines()[1:]]
    assert len(rows) == 24
    assert {
        code: [amount, available, stake, tradable] for code, amount, available, _, stake, tradable, _ in rows
    } == held


def test_the_demo_needs_nothing_at_all(tmp_path: Path) -> None:
    done = bitotui("--demo", home=tmp_path)

    assert done.returncode == 0
    assert done.stderr == b""
    assert b"\x1b" not in done.stdout
    assert len(done.stdout.splitlines()) == 25


@pytest.mark.parametrize("arguments", [["--demo"], ["--help"]])
def test_a_pipe_that_nobody_reads_is_no_error(arguments: list[str], tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = bitotui(*arguments, home=tmp_path, stdout=writing)
    finally:
        os.close(writing)

    assert (done.returncode, done.stderr) == (0, b"")


def test_a_full_disk_is_said_in_a_sentence(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = bitotui("--demo", home=tmp_path, stdout=full.fileno())

    assert done.returncode == 1
    assert done.stderr == b"The balances cannot be written: No space left on device.\n"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_an_alphabet_without_our_dashes_costs_no_digit(encoding: str, tmp_path: Path) -> None:
    done = bitotui("--demo", home=tmp_path, environ={"PYTHONIOENCODING": encoding})

    assert done.returncode == 0
    assert done.stderr == b""
    assert len(done.stdout.splitlines()) == 25


@pytest.mark.parametrize("closed", ["<&-", ">&-", "<&- >&- 2>&-"])
def test_a_standard_stream_that_is_closed_is_no_terminal(closed: str, tmp_path: Path) -> None:
    words = " ".join(command("--demo"))
    done = subprocess.run(
        ["/bin/sh", "-c", f"{words} {closed}"],
        env=clean_environment(tmp_path),
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )

    assert done.returncode == 0
    assert done.stderr == b""


@pytest.mark.parametrize("flag", ["--help", "--version"])
def test_help_and_version_import_nothing_heavy(flag: str, tmp_path: Path) -> None:
    script = f"""
import sys
from tui.cli import main
try:
    main(["{flag}"])
except SystemExit as leaving:
    assert not leaving.code
print(*[name for name in {HEAVY!r} if name in sys.modules], sep=",", file=sys.stderr)
"""
    done = subprocess.run(
        [*command()[:1], "-c", script],
        env=clean_environment(tmp_path),
        capture_output=True,
        timeout=PATIENCE,
        check=True,
    )

    assert done.stderr == b"\n"
    assert b"bitotui" in done.stdout
