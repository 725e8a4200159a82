"""argparse speaks the user's language, in every sentence that this Python's argparse has."""

import argparse
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file

from tests.tongue.bracketed import speaking_in_brackets
from tui.tongue.grammar import TEXTS, teach_argparse

FOR_PROGRAMMERS = (
    ".__call__() not defined",
    "conflicting ",
    'argument "-" with mode %r',
    "cannot ",
    "'required' is an invalid argument for positionals",
    "invalid option string %(option)r",
    "dest= is required",
    "invalid conflict_resolution value",
    "mutually exclusive arguments must be optional",
    "%r is not callable",
    "show program's version number and exit",  # ours is given beside the flag
)
"""How those begin that only a mistake in the grammar itself can bring up."""


def test_every_sentence_that_people_can_meet_is_known() -> None:
    found = extract_from_file("python", Path(argparse.__file__), {"_": None, "ngettext": (1, 2)})
    texts = {
        text
        for _, texts, _, _ in found
        for text in ([texts] if isinstance(texts, str) else texts)
        if not text.startswith(FOR_PROGRAMMERS)
    }
    assert texts
    assert texts <= {*TEXTS, "subcommands"}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "「the following arguments are required: file」"),
        (["a", "b"], "「unrecognized arguments: b」"),
        (["a", "--days"], "「argument --days: 「expected one argument」」"),
        (["a", "--days", "x"], "「argument --days: 「invalid int value: 'x'」」"),
        (["a", "--pair", "1"], "「argument --pair: 「expected 2 arguments」」"),
        (["a", "--on=1"], "「argument --on: 「ignored explicit argument '1'」」"),
    ],
)
def test_an_error_is_said(words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    teach_argparse()
    parser = argparse.ArgumentParser("bitotui")
    parser.add_argument("file")
    parser.add_argument("--days", type=int)
    parser.add_argument("--pair", nargs=2)
    parser.add_argument("--on", action="store_true")
    with speaking_in_brackets(), pytest.raises(SystemExit):
        parser.parse_args(words)
    said = capsys.readouterr().err
    assert said.startswith("「usage:」 bitotui")
    assert said.endswith(f"「bitotui: error: {sentence}」\n")
