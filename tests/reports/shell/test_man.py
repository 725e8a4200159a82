"""The manual page: all of the grammar is on it, and roff takes it without a word."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.command import bitotui
from tests.test_readme import flags
from tui.core.width import cells
from tui.parser import COMMANDS, parser
from tui.reports.exits import MEANINGS
from tui.reports.shell.man import page, roff, running


def plain(text: str) -> str:
    """A page as it is read: one blank between words, without the macros."""
    for written, letter in (("\\-", "-"), ("\\(aq", "'"), ("\\(dq", '"'), ("\\e", "\\"), ("\\&", "")):
        text = text.replace(written, letter)
    return " ".join(re.sub(r"\\f[BRI]", "", text).split())


def test_every_command_option_example_and_exit_code_is_on_it() -> None:
    said = plain("\n".join(page(parser())))

    for name, _, _, description in COMMANDS:
        assert f'.SS "{name}"' in said
        assert description in said
    for flag in flags(parser()):
        assert re.search(rf"{re.escape(flag)}(?![a-z-])", said), flag
    for code, meaning in MEANINGS.items():
        assert f"{code} {meaning}" in said
    assert "bitotui watch --exit-when 'BTC available<0.5'" in said
    assert '.SS "journal verify"' in said


def test_every_command_has_examples_in_its_help_and_on_the_page() -> None:
    text = "\n".join(page(parser()))

    assert text.count("\nExamples:\n") == len(COMMANDS)


@pytest.mark.skipif(shutil.which("groff") is None, reason="there is no groff here")
def test_roff_has_nothing_to_say_of_it(tmp_path: Path) -> None:
    done = bitotui("man", home=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")

    read = subprocess.run(
        ["groff", "-man", "-ww", "-Tascii", "-P-c"],
        input=done.stdout,
        capture_output=True,
        check=False,
        timeout=30,
    )
    assert (read.returncode, read.stderr) == (0, b"")
    assert b"BITOTUI(1)" in read.stdout


@given(st.text(alphabet="ab.'\\-\"\n~^ ", max_size=40))
def test_no_line_of_text_becomes_a_request(text: str) -> None:
    written = roff(text)

    assert not any(line.startswith((".", "'")) for line in written.split("\n"))
    assert len(written.split("\n")) == len(text.split("\n"))


@pytest.mark.skipif(shutil.which("groff") is None, reason="there is no groff here")
@pytest.mark.parametrize("width", [80, 120])
def test_roff_has_nothing_to_say_of_it_in_chinese_and_its_sentences_fit(width: int, tmp_path: Path) -> None:
    done = bitotui("--lang", "zh-TW", "man", home=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")

    read = subprocess.run(
        ["groff", "-K", "utf8", "-man", "-ww", "-Tutf8", "-P-c", f"-rLL={width}n"],
        input=done.stdout,
        capture_output=True,
        check=False,
        timeout=30,
    )
    assert (read.returncode, read.stderr) == (0, b"")
    lines = re.sub(".\b", "", read.stdout.decode()).splitlines()  # bold is struck twice
    assert lines[0].startswith("BITOTUI(1)")
    assert [line for line in lines if cells(line) > width and not line.lstrip().startswith("bitotui ")] == []
    assert not [line for line in lines[2:-2] if re.search(r"[^\W\d] {4,}\S", line) and "bitotui" not in line]


def test_running_text_may_end_its_line_beside_wide_characters_alone() -> None:
    assert running("a-b c.") == roff("a-b c.") == "a\\-b c."
    assert running("只從 .env 讀，共 24 種") == "只\\:從 \\&.env 讀，\\:共 24 種"
    assert running("（甲）") == "（甲）"
