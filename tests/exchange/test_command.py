import argparse
import subprocess
import sys

import pytest

from tui.exchange import running
from tui.exchange.command import add_arguments, main


def read(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bitotui exchange")
    add_arguments(parser)
    return parser.parse_args(words)


def test_every_argument_has_its_documented_default() -> None:
    assert vars(read()) == {
        "port": 0,
        "currencies": 24,
        "rate": 1.0,
        "events": None,
        "seed": 1,
        "ping_interval": 20.0,
        "tls": False,
        "faults": [],
        "env_out": None,
    }


def test_every_argument_is_read() -> None:
    line = "--port 8080 --currencies 500 --rate 0.5 --events 0 --seed -3 --ping-interval 1.5 --env-out a.env"
    line += " --tls --fault refuse=401x3 --fault reset@2 --fault help"
    assert vars(read(*line.split())) == {
        "port": 8080,
        "currencies": 500,
        "rate": 0.5,
        "events": 0,
        "seed": -3,
        "ping_interval": 1.5,
        "tls": True,
        "faults": ["refuse=401x3", "reset@2", "help"],
        "env_out": "a.env",
    }


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--port", "65536"], "--port: a whole number from 0 to 65535 is needed, not '65536'"),
        (["--port", "-1"], "--port: a whole number from 0 to 65535 is needed, not '-1'"),
        (["--currencies", "1"], "--currencies: a whole number from 2 to 5000 is needed, not '1'"),
        (["--currencies", "5001"], "--currencies: a whole number from 2 to 5000 is needed, not '5001'"),
        (["--currencies", "2.5"], "--currencies: a whole number from 2 to 5000 is needed, not '2.5'"),
        (["--rate", "2000.1"], "--rate: a number from 0 to 2000 is needed, not '2000.1'"),
        (["--rate", "nan"], "--rate: a number from 0 to 2000 is needed, not 'nan'"),
        (["--events", "-1"], "--events: a whole number from 0 to 1000000000000 is needed, not '-1'"),
        (["--seed", "x"], "--seed: invalid int value: 'x'"),
        (["--ping-interval", "0"], "--ping-interval: a number from 0.05 to 86400 is needed, not '0'"),
        (["--port", "9" * 9_999], "--port: a whole number from 0 to 65535 is needed"),
    ],
)
def test_what_is_out_of_bounds_is_one_clear_sentence_and_exit_2(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        read(*words)
    assert left.value.code == 2
    assert f"bitotui exchange: error: argument {sentence}" in capsys.readouterr().err


def test_help_names_every_argument(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        read("--help")
    told = capsys.readouterr().out
    named = ("--port", "--currencies", "--rate", "--events", "--seed", "--ping-interval", "--env-out")
    assert all(name in told for name in named)


def test_the_arguments_load_neither_the_server_nor_asyncio() -> None:
    script = (
        "import argparse, sys; from tui.exchange.command import add_arguments;"
        "add_arguments(argparse.ArgumentParser());"
        "print(*({'asyncio', 'websockets', 'decimal', 'random'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert ran.stdout.strip() == ""


def test_main_serves_as_the_arguments_say(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[argparse.Namespace] = []

    def run(arguments: argparse.Namespace) -> int:
        asked.append(arguments)
        return 130

    monkeypatch.setattr(running, "run", run)
    assert main(read("--seed", "5")) == 130
    assert asked[0].seed == 5
