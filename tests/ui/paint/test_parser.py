"""Answers are taken out of the input, wherever it is cut; everything else comes through as ever."""

from __future__ import annotations

import pytest
from textual import events, messages
from textual._xterm_parser import XTermParser

from tui.ui.paint.parser import AnswerParser
from tui.ui.paint.queries import Query, answered_by


def parsed(*chunks: str, swallow: bool = True) -> tuple[list[str], list[Query]]:
    """What comes out, and what was answered."""
    answers: list[Query] = []

    def take(query: Query) -> bool:
        answers.append(query)
        return swallow

    parser = AnswerParser(take)
    return [repr(message) for chunk in chunks for message in parser.feed(chunk)], answers


def keys(text: str) -> list[str]:
    return [repr(message) for message in XTermParser().feed(text)]


@pytest.mark.parametrize(
    ("answer", "query"),
    [
        ("\x1b[0n", Query.STATUS),
        ("\x1b[3n", Query.STATUS),
        ("\x1b[?2026;2$y", Query.MODE),
        ("\x1b[?2026;0$y", Query.MODE),
    ],
)
def test_an_answer_is_no_key_wherever_it_is_cut(answer: str, query: Query) -> None:
    for cut in range(len(answer) + 1):
        found, answers = parsed("a" + answer[:cut], answer[cut:] + "b")
        assert found == keys("ab")
        assert answers == [query]


@pytest.mark.parametrize(
    "text",
    [
        "abc",
        "\x1b[A\x1b[B",
        "\x1b[15~",
        "\x1b[1;5A",
        "\x1b[<0;10;5M\x1b[<0;10;5m",
        "\x1b[I\x1b[O",
        "\x1bOP",
        "比",
        "\x1b[200~pasted\x1b[201~",
        "\x1b[98;5u",
        "\x1b[24;80R",
        "\x1b[?2048;2$y",
    ],
)
def test_everything_else_comes_through(text: str) -> None:
    found, answers = parsed(text)
    assert found == keys(text)
    assert not answers


def test_an_answer_that_is_not_ours_goes_to_textual() -> None:
    parser = AnswerParser(lambda _query: False)
    (message,) = parser.feed("\x1b[?2026;2$y")
    assert isinstance(message, messages.TerminalSupportsSynchronizedOutput)


def test_an_unfinished_sequence_has_a_deadline() -> None:
    parser = AnswerParser(lambda _query: True)
    deadlines = [parser.deadline]
    assert list(parser.feed("\x1b")) == []
    deadlines.append(parser.deadline)
    (key,) = [*parser.feed("["), *parser.feed("A")]
    deadlines.append(parser.deadline)
    assert isinstance(key, events.Key)
    assert [deadline is not None for deadline in deadlines] == [False, True, False]


@pytest.mark.parametrize("sequence", ["\x1b[1n", "\x1b[n", "n", "\x1b[?2027;2$y", "\x1b[0nx", "", "\x1b[6~"])
def test_what_only_looks_like_an_answer_is_none(sequence: str) -> None:
    assert answered_by(sequence) is None


def names(*chunks: str) -> list[str]:
    """Textual's names of the keys that come out; what was an answer comes out as none."""
    parser = AnswerParser(lambda _: True)
    found = [message for chunk in chunks for message in parser.feed(chunk)]
    return [message.key for message in found if isinstance(message, events.Key)]


@pytest.mark.parametrize(
    "chunks",
    [("a\x1bsb",), ("a\x1bs", "\x1b[0nb"), ("a\x1b", "s", "\x1b[0n", "b"), ("a", "\x1bs\x1b[0nb")],
)
def test_alt_and_a_letter_before_an_answer_is_never_the_letter(chunks: tuple[str, ...]) -> None:
    assert names(*chunks) == ["a", "alt+s", "b"]


def test_escape_before_an_answer_is_escape() -> None:
    assert names("\x1b", "\x1b[0n") == ["escape"]
