"""`bitotui snapshot` and `bitotui watch` as processes: pipes of every kind, and what the shell is told."""

import json
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.command import PATIENCE, bitotui, clean_environment, command, env_file
from tests.feed.scripted import SETTINGS
from tests.reports import schemas
from tui.demo import demo_settings
from tui.reports.exits import MEANINGS


@contextmanager
def started(*arguments: str, home: Path) -> Iterator["subprocess.Popen[bytes]"]:
    with subprocess.Popen(
        command(*arguments),
        cwd=home,
        env=clean_environment(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def shell(line: str, home: Path) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        ["bash", "-c", line.replace("bitotui", " ".join(command()))],
        cwd=home,
        env=clean_environment(home),
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )


def test_the_snapshot_as_json_is_as_the_schema_says(tmp_path: Path) -> None:
    done = bitotui("snapshot", "--demo", "--format", "json", home=tmp_path)

    assert (done.returncode, done.stderr) == (0, b"")
    assert len(schemas.snapshot(json.loads(done.stdout))["balances"]) == 24


def test_the_snapshot_is_that_of_the_bare_pipe(tmp_path: Path) -> None:
    with demo_settings(rate=0) as settings:
        path = str(env_file(tmp_path, settings))
        bare = bitotui("--env-file", path, home=tmp_path)
        named = bitotui("snapshot", "--env-file", path, home=tmp_path)

    assert named.stdout == bare.stdout
    assert len(named.stdout.splitlines()) == 25


def test_rows_are_chosen_and_sorted(tmp_path: Path) -> None:
    done = bitotui(
        *("snapshot", "--demo", "--format", "csv", "--currency", "btc", "TWD", "ETH", "--where", "!eth"),
        *("--sort", "-amount"),
        home=tmp_path,
    )

    assert [line.partition(",")[0] for line in done.stdout.decode().splitlines()] == [
        "currency",
        "TWD",
        "BTC",
    ]


def test_head_ends_a_watch_quietly(tmp_path: Path) -> None:
    done = shell("bitotui watch --demo --format ndjson | head -5; exit ${PIPESTATUS[0]}", tmp_path)

    assert (done.returncode, done.stderr) == (0, b"")
    assert len([schemas.line(json.loads(line)) for line in done.stdout.splitlines()]) == 5


def test_a_reader_that_leaves_ends_a_watch_at_once_though_nothing_more_is_written(tmp_path: Path) -> None:
    with demo_settings(rate=0) as settings:
        path = str(env_file(tmp_path, settings))
        with started("watch", "--env-file", path, home=tmp_path) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            while b"LIVE" not in process.stdout.readline():
                pass
            process.stdout.close()
            assert process.wait(3) == 0
            assert process.stderr.read() == b""


def test_a_slow_reader_stops_no_link_and_is_told_what_it_missed(tmp_path: Path) -> None:
    env_out = tmp_path / "loud.env"
    loud = ("--currencies", "500", "--rate", "100", "--fault", "everything", "--env-out", str(env_out))
    with started("exchange", *loud, home=tmp_path) as exchange:
        assert exchange.stdout is not None
        exchange.stdout.readline()
        watch = ("watch", "--env-file", str(env_out), "--format", "ndjson", "--no-journal")
        with started(*watch, home=tmp_path) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(4)  # this is the slow reader
            told = [json.loads(process.stdout.readline())]
            while told[-1]["kind"] != "dropped":
                told.append(json.loads(process.stdout.readline()))
            told += [json.loads(process.stdout.readline()) for _ in range(3)]
            process.send_signal(signal.SIGTERM)

    schemas.line(next(line for line in told if line["kind"] == "dropped"))
    assert told[-1]["kind"] in ("update", "dropped")
    assert "LOST" not in {line.get("state") for line in told}


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0), (signal.SIGHUP, 0)])
def test_a_signal_ends_a_watch_in_order(number: signal.Signals, code: int, tmp_path: Path) -> None:
    with demo_settings() as settings:
        path = str(env_file(tmp_path, settings))
        with started("watch", "--env-file", path, home=tmp_path) as process:
            assert process.stdout is not None
            process.stdout.readline()
            process.send_signal(number)
            _, err = process.communicate(timeout=5)

    assert (process.returncode, err) == (code, b"")


def test_a_condition_that_the_snapshot_makes_true_ends_with_5(tmp_path: Path) -> None:
    done = bitotui("watch", "--demo", "--format", "ndjson", "--exit-when", "BTC amount>0", home=tmp_path)
    last = schemas.line(json.loads(done.stdout.splitlines()[-1]))

    assert (done.returncode, done.stderr) == (5, b"")
    assert (last["kind"], last["balance"]["currency"]) == ("condition", "BTC")


def test_a_condition_on_age_ends_with_5_when_time_makes_it_true(tmp_path: Path) -> None:
    done = bitotui("watch", "--demo", "--exit-when", "changed>1.5s", home=tmp_path)

    assert done.returncode == 5
    assert b"  condition  " in done.stdout.splitlines()[-1]


@pytest.mark.parametrize("name", ["snapshot", "watch"])
def test_a_refusal_ends_with_3_and_says_why(name: str, tmp_path: Path) -> None:
    with demo_settings() as settings:
        done = bitotui(name, "--env-file", str(env_file(tmp_path, settings, secret="wrong")), home=tmp_path)

    assert done.returncode == 3
    assert done.stderr.startswith(b"Refused by ")


def test_no_connection_in_time_ends_with_4(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        nowhere = replace(
            SETTINGS, stream_url=f"ws://127.0.0.1:{port}/ws", rest_url=f"http://127.0.0.1:{port}"
        )
        path = str(env_file(tmp_path, nowhere))
        done = bitotui("snapshot", "--env-file", path, "--timeout", "0.5", home=tmp_path)

    assert (done.returncode, done.stdout) == (4, b"")
    assert done.stderr.startswith(b"No snapshot within 0.5 s from ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["snapshot", "--where", "amount>1e9"],
            "argument --where: at character 8: '1e9' is no plain decimal",
        ),
        (["snapshot", "--currency", "b-t-c"], "'b-t-c' is no currency code"),
        (["snapshot", "--sort", "size"], "'size' is no column"),
        (["snapshot", "--timeout", "nan"], "a number of seconds up to 86400 is needed"),
        (["watch", "--exit-when", ""], "an empty condition is true of everything"),
        (["watch", "--exit-when", "\x1b[2J"], "at character 1: '\\x1b' means nothing here"),
    ],
)
def test_what_is_not_understood_ends_with_2_and_names_it(
    arguments: list[str], said: str, tmp_path: Path
) -> None:
    done = bitotui(*arguments, "--demo", home=tmp_path)

    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()
    assert b"\x1b" not in done.stderr


def test_lines_that_cannot_be_written_end_with_1(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = bitotui("watch", "--demo", home=tmp_path, stdout=full.fileno())

    assert done.returncode == 1
    assert done.stderr == b"bitotui watch: the lines cannot be written: No space left on device.\n"


def test_an_alphabet_without_a_minus_costs_no_sign(tmp_path: Path) -> None:
    line = "PYTHONIOENCODING=ascii bitotui watch --demo --changes | grep -m 2 'amount [+-]'; exit ${PIPESTATUS[0]}"
    done = shell(line, tmp_path)

    assert (done.returncode, done.stderr) == (0, b"")
    assert b"?" not in done.stdout


def test_a_watch_records_unless_told_not_to(tmp_path: Path) -> None:
    with demo_settings() as settings:
        path = str(env_file(tmp_path, settings))
        arguments = ("watch", "--env-file", path, "--exit-when", "amount>0")
        bitotui(*arguments, "--no-journal", home=tmp_path)
        unrecorded = list(tmp_path.rglob("*.db"))
        bitotui(*arguments, home=tmp_path)

    assert unrecorded == []
    assert next(tmp_path.rglob("*.db")).stat().st_size > 0


def test_the_help_says_what_each_exit_code_means(tmp_path: Path) -> None:
    help_text = bitotui("--help", home=tmp_path).stdout.decode()

    assert all(f"{code:<4} {meaning}" in help_text for code, meaning in MEANINGS.items())
