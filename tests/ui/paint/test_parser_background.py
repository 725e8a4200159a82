"""The answer about the background comes amid anything, in any pieces, at any time, and is no key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import constants, events

from tui.ui.paint.parser import AnswerParser, BackgroundTold
from tui.ui.paint.sieve import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.message import Message

TYPED = {
    "j": "j",
    "e": "e",
    "f": "f",
    "1": "1",
    "/": "slash",
    "]": "right_square_bracket",
    "\\": "backslash",
    "\r": "enter",
    "比": "比",
    "\x07": "ctrl+g",
    "\x1bs": "alt+s",
    "\x1b[B": "down",
    "\x1bOA": "up",
    "\x1b[1;5C": "ctrl+right",
    "\x1b[6~": "pagedown",
    "\x1b[200~rgb:ff ]11;\x1b[201~": "paste rgb:ff ]11;",
    "\x1b[I": "focus",
    "\x1b[0n": "answer",
}
"""What keys and the rest send, and what comes of it."""

ANSWERS = ("11;rgb:ffff/ffff/ffff", "11;rgba:f/f/f/f", "11;rgb:fff/fff/fff")
FOREIGN = ("10;rgb:0000/0000/0000", "12;rgb:ff/ff/ff", "4;1;rgb:cd/00/00")

bodies = st.sampled_from([*ANSWERS, *FOREIGN])
endings = st.sampled_from(["\x07", "\x1b\\"])
typed = st.lists(st.sampled_from(sorted(TYPED)), max_size=6)


class Clock:
    """Textual's clock, as the test has it."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("tui.ui.paint.parser.get_time", clock)
    monkeypatch.setattr("textual._parser.get_time", clock)
    return clock


def name(message: Message) -> str:
    match message:
        case events.Key():
            return message.key
        case events.Paste():
            return f"paste {message.text}"
        case events.AppFocus():
            return "focus"
        case BackgroundTold():
            return f"told {message.text}"
        case _:
            return repr(message)


def fed(chunks: Iterable[str]) -> list[str]:
    """What comes out, up to the end of the input."""
    found: list[str] = []
    parser = AnswerParser(lambda _: not found.append("answer"))  # type: ignore[func-returns-value]
    for chunk in [*chunks, ""]:
        for message in parser.feed(chunk):
            found.append(name(message))  # noqa: PERF401 - answers come in between
    return found


def pieces(text: str, cuts: list[int]) -> list[str]:
    ends = sorted({cut for cut in cuts if 0 < cut < len(text)})
    return [text[begin:end] for begin, end in zip([0, *ends], [*ends, len(text)], strict=True) if end > begin]


@given(st.data())
def test_any_split_of_keys_and_answers_gives_exactly_the_keys(data: st.DataObject) -> None:
    before, body, after = data.draw(typed), data.draw(bodies), data.draw(typed)
    escape = data.draw(st.sampled_from(["", "\x1b"]))
    text = "".join([*before, escape, "\x1b]", body, data.draw(endings), *after])
    cuts = data.draw(st.lists(st.integers(0, len(text)), max_size=10))
    told = [f"told {body[3:]}"] if body in ANSWERS else []
    pressed = ["escape"] if escape else []
    expected = [*(TYPED[each] for each in before), *pressed, *told, *(TYPED[each] for each in after)]
    assert fed(pieces(text, cuts)) == expected


@given(st.data())
def test_an_answer_amid_a_paste_is_no_part_of_it(data: st.DataObject) -> None:
    text = f"\x1b[200~pas\x1b]{data.draw(bodies)}{data.draw(endings)}ted\x1b[201~j"
    cuts = data.draw(st.lists(st.integers(0, len(text)), max_size=10))
    found = [each for each in fed(pieces(text, cuts)) if not each.startswith("told ")]
    assert found == ["paste pasted", "j"]


@pytest.mark.parametrize("end", ["\x07", "\x1b\\"], ids=["BEL", "ST"])
def test_an_answer_that_comes_byte_by_byte_is_waited_for(end: str, clock: Clock) -> None:
    parser = AnswerParser(lambda _: True)
    text, found = f"\x1b]{ANSWERS[0]}{end}", []
    for place, character in enumerate(text):
        found += [name(message) for message in parser.feed(character)]
        clock.now += 0.09 if place < len("\x1b]11") else 0.9 / len(text)
        found += [name(message) for message in parser.tick()]
    assert found == ["told rgb:ffff/ffff/ffff"]
    assert parser.deadline is None


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        ("\x1b", ["escape"]),
        ("\x1b]", ["right_square_bracket"]),
        ("\x1b]1", ["right_square_bracket", "1"]),
        ("\x1b\x1b", ["escape", "escape"]),
        ("\x1b[", ["left_square_bracket"]),
    ],
)
def test_what_could_have_been_an_answer_is_keys_after_the_delay_of_escape(
    sent: str, keys: list[str], clock: Clock
) -> None:
    parser = AnswerParser(lambda _: True)
    found = [name(message) for message in parser.feed(sent)]
    assert parser.deadline == clock.now + constants.ESCAPE_DELAY
    clock.now += constants.ESCAPE_DELAY
    found += [name(message) for message in parser.tick()]
    assert found == keys
    assert parser.deadline is None
    assert [name(message) for message in parser.feed("j")] == ["j"]


@pytest.mark.parametrize("chunks", [("\x1b]jk",), ("\x1b]", "jk"), ("\x1b", "]", "j", "k")])
def test_keys_behind_alt_and_a_bracket_are_not_waited_with(chunks: tuple[str, ...]) -> None:
    parser = AnswerParser(lambda _: True)
    found = [name(message) for chunk in chunks for message in parser.feed(chunk)]
    assert found == ["right_square_bracket", "j", "k"]
    assert parser.deadline is None


def test_an_answer_without_an_end_swallows_nothing_after_a_second(clock: Clock) -> None:
    parser = AnswerParser(lambda _: True)
    found = [name(message) for message in parser.feed("\x1b]11;rgb:ff")]
    assert parser.deadline == clock.now + PATIENCE
    clock.now += PATIENCE
    found += [name(message) for message in parser.tick()]
    assert parser.deadline is None
    assert [*found, *(name(message) for message in parser.feed("ej"))] == ["e", "j"]
