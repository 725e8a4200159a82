"""The command line in the user's language: all of its help, its reports and its errors, and English for programs."""

import argparse
import contextlib
import io
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tongue.bracketed import CLOSE, OPEN, speaking_in_brackets
from tui import cli, crash
from tui.core.width import cells
from tui.parser import COMMANDS, parser
from tui.reports.exits import MEANINGS
from tui.tongue import speak, spoken


@pytest.fixture(autouse=True)
def in_brackets() -> Iterator[None]:
    with speaking_in_brackets():
        speak("en")
        yield


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home without a terminal, for commands that run in this process."""
    for name in [name for name in os.environ if name.startswith(("BITO", "XDG_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli, "_is_for_people", lambda: False)
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[str, str]:
    with contextlib.suppress(SystemExit):
        cli.main(words)
    out, err = capsys.readouterr()
    return out, err


def parsers(top: argparse.ArgumentParser, name: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    yield name, top
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, each in action.choices.items():
                yield from parsers(each, f"{name} {word}".strip())


def test_every_sentence_of_the_grammar_is_said() -> None:
    speak("zh-TW")
    for name, each in parsers(parser()):
        helps = [action.help for action in each._actions if action.help]
        lines = [
            choice.help
            for action in each._actions
            if isinstance(action, argparse._SubParsersAction)
            for choice in action._choices_actions
        ]
        assert helps
        for text in [*helps, *lines, *filter(None, [each.description, each.epilog])]:
            assert text is not None
            assert text.startswith(OPEN), (name, text)


def test_the_help_is_in_the_language_that_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = said(capsys, "--lang", "zh-TW", "--help")
    for text in ("usage:", "options", "commands", "examples:", "exit codes:", "in another terminal"):
        assert f"{OPEN}{text}{CLOSE}" in out
    for meaning in MEANINGS.values():
        assert f"{OPEN}{meaning}{CLOSE}" in out
    assert f"{OPEN}show this help message and exit{CLOSE}" in out
    out, _ = said(capsys, "--lang", "en", "--help")
    assert OPEN not in out


def test_the_environment_asks_for_it_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_TW.UTF-8")
    out, _ = said(capsys, "journal", "--help")
    assert f"{OPEN}usage:{CLOSE} bitotui journal" in out
    assert f"{OPEN}where it is, how large, and what it holds{CLOSE}" in out


def test_what_is_not_understood_is_told_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    _, err = said(capsys, "--lang=zh-TW", "snapshot", "--timeout", "soon")
    assert "bitotui snapshot: error:" in err
    assert f"{OPEN}a number of seconds up to 86400 is needed, not 'soon'{CLOSE}" in err


def test_an_output_without_its_letters_is_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="latin-1")
    monkeypatch.setattr(sys, "stdout", out)
    with pytest.raises(SystemExit):
        cli.main(["--lang", "zh-TW", "--help"])
    out.seek(0)
    assert out.read().startswith("usage: bitotui")


def test_the_manual_page_is_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = said(capsys, "--lang", "zh-TW", "man")
    lines = out.splitlines()
    assert lines[0].endswith("coding: utf-8 -*-")
    assert f".SH {OPEN}SYNOPSIS{CLOSE}" in lines
    assert f".SH {OPEN}EXIT CODES:{CLOSE}" in lines
    for _, _, _, description in COMMANDS:
        assert OPEN + description in out.replace("\\-", "-").replace("\\(aq", "'")


def test_the_doctor_speaks_it_with_its_words_under_each_other(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = said(capsys, "--lang", "zh-TW", "doctor", "--stream-url", "ws://127.0.0.1:1/ws")
    lines = [line for line in out.splitlines() if line.startswith(("✓", "✗", "-", "!"))]
    assert f"{OPEN}no file with an API key was found{CLOSE}" in out
    (zone,) = (line for line in lines if f"{OPEN}time zone{CLOSE}" in line)
    assert f"{OPEN}times are shown in" in zone
    name_at = {cells(line[: line.index(OPEN, 3)]) for line in lines if line.count(OPEN) > 1}
    assert name_at == {2 + cells(f"{OPEN}skipped{CLOSE}") + 2}
    assert f"{OPEN}Failed:" in out


def test_what_programs_read_is_english(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = said(
        capsys, "--lang", "zh-TW", "doctor", "--format", "json", "--stream-url", "ws://127.0.0.1:1/ws"
    )
    assert OPEN not in out
    assert {each["name"] for each in json.loads(out)["checks"]} >= {"settings", "time zone"}


def test_a_crash_is_told_in_it(home: Path) -> None:
    speak("zh-TW")
    assert crash.told(ValueError("x")).startswith(f"{OPEN}bitotui stopped: an unexpected error (ValueError)")
    assert f"{OPEN}This report holds no credential" in crash.report(ValueError("x"))
    assert spoken() == "zh-TW"
