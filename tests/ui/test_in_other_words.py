"""The screen in another language: no word of it stays in English, and what stood below one another still does."""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.tongue.bracketed import CLOSE, OPEN, speaking_in_brackets
from tests.ui import plays
from tests.ui.past_stage import past_stage
from tests.ui.plays import Play
from tests.ui.stage import Stage, stage
from tui.core.record import LinkRecord
from tui.tongue import speak
from tui.ui.commands import COMMANDS

NAMES = re.compile(
    r"""
    \b(LIVE|SYNCING|LOST|REFUSED|FROZEN|PAST|HIDDEN|UTC)\b       # state words, findable in every language
    | bitotui | d···@example\.com | 127\.0\.0\.1:9000
    | [0-9a-f]{8}-1111-4222-8333-444444444444                    # eventIDs
    | \b(enter|esc|space|tab|ctrl\+\w|shift\+tab|home|end|pg\w+)\b   # what stands on keys
    | \b[A-Z]{3,5}\b                                             # currencies
    """,
    re.VERBOSE,
)
WORD = re.compile(r"[A-Za-z]{2,}")


def unsaid(on: Stage, *names: str, wraps: bool = False) -> list[str]:
    """The words outside of brackets, where one that a line cuts short lasts to its end, or goes on where it `wraps`."""
    screen = on.text
    for fact in _facts(on):
        screen = screen.replace(fact, "")
    words = [word for line in _outside(screen, wraps=wraps) for word in WORD.findall(NAMES.sub("", line))]
    return [word for word in words if word not in names]


def _facts(on: Stage) -> list[str]:
    """What the scripted source says of the link, in English as it comes; the longest first."""
    records = [on.app._history[number] for number in range(on.app._history.end)]
    told = [record.words for record in records if isinstance(record, LinkRecord)]
    told += [on.app.link.reason, on.app.link.advice]
    return sorted(filter(None, told), key=len, reverse=True)


def _outside(screen: str, *, wraps: bool) -> Iterator[str]:
    depth = 0
    for line in screen.splitlines():
        depth, outside = depth if wraps else 0, ""
        for character in line:
            depth += (character == OPEN) - (character == CLOSE and depth > 0)
            outside += " " if depth else character
        yield outside


@pytest.fixture
def brackets() -> Iterator[None]:
    with speaking_in_brackets():
        yield


@pytest.fixture
def chinese() -> Iterator[None]:
    speak("zh-TW")
    yield
    speak("en")


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
@pytest.mark.parametrize(
    "play",
    [plays.live, plays.lost, plays.syncing, plays.frozen, plays.detail, plays.differs],
)
async def test_every_word_of_the_dashboard_is_said(brackets: None, play: Play, size: tuple[int, int]) -> None:
    async with stage(size=size) as on:
        await play(on)
        assert unsaid(on) == []


async def test_every_word_of_a_refusal_is_said(brackets: None) -> None:
    async with stage(size=(200, 50)) as on:
        await plays.refused(on)
        assert unsaid(on) == []


async def test_every_word_of_the_past_is_said(brackets: None, tmp_path: Path) -> None:
    async with past_stage(tmp_path / "journal.db", size=(200, 50)) as on:
        await plays.past(on)
        assert unsaid(on) == []


@pytest.mark.parametrize("keys", ["c", "p", "T", "ctrl+p"])
async def test_every_word_that_keys_open_is_said(brackets: None, keys: str) -> None:
    names = [word for command in COMMANDS for word in command.name().split()]
    async with stage(size=(80, 24)) as on:
        await on.press(keys)
        assert unsaid(on, *EXPRESSIONS, *names, wraps=True) == []


async def test_a_command_that_is_not_there_is_not_there_in_any_language(brackets: None) -> None:
    async with stage() as on:
        await on.press("ctrl+p", *"zzz")
        async with asyncio.timeout(10):
            while "nothing" not in on.text:
                await on.pilot.pause(0.1)
        assert f"{OPEN}nothing of that name{CLOSE}" in on.text


EXPRESSIONS = {"inorders", "tradable", "available", "amount"}
"""What the presets ask, in the words that are typed."""


async def test_in_chinese_every_cell_stands_in_its_column(chinese: None) -> None:
    async with stage(size=(200, 50)) as on:
        await plays.live(on)
        columns = on.table.ordered_columns
        for number, line in enumerate(on.lines[on.table.region.y : on.table.region.y + len(on.order) + 1]):
            at, row = on.table.region.x, on.order[number - 1]
            told = [str(each.label) for each in columns] if number == 0 else on.cells(row)
            for column, text in zip(columns, told, strict=True):
                width = column.get_render_width(on.table)
                assert _between(line, at, at + width).strip() == text.strip()
                at += width


def _between(line: str, first: int, last: int) -> str:
    """What stands in these cells of a line."""
    by_cell = "".join(character + "\0" * (cell_len(character) - 1) for character in line)
    return by_cell[first:last].replace("\0", "")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50), (40, 12)])
async def test_in_chinese_no_line_is_wider_than_the_window(chinese: None, size: tuple[int, int]) -> None:
    async with stage(size=size) as on:
        for play in (plays.live, plays.lost):
            await play(on)
            assert max(map(cell_len, on.lines)) <= size[0]
        for key in ("?", "escape", "c", "escape", "p", "escape", "/"):
            await on.press(key)
            assert max(map(cell_len, on.lines)) <= size[0]


@pytest.mark.parametrize(
    ("key", "words"),
    [("/", ("enter 保留", "esc 取消")), ("T", ("enter 前往", "esc 關閉")), ("p", ("esc 關閉",))],
)
async def test_a_box_and_the_last_line_have_one_word_for_a_key(
    chinese: None, tmp_path: Path, key: str, words: tuple[str, ...]
) -> None:
    async with past_stage(tmp_path / "journal.db", size=(80, 24)) as on:
        await on.press(key)
        assert [on.text.count(word) for word in words] == [2] * len(words)
