"""Sizes: nothing crashes, and the state can be read wherever there is room for it."""

import random

import pytest
from textual import events
from textual.geometry import Size

from tests.core.builders import row
from tests.ui.stage import stage
from tests.ui.telling import ACCOUNT

SIZES = [(1, 1), (10, 3), (20, 5), (40, 12), (80, 24), (120, 40), (300, 100)]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_size_shows_the_state_if_it_has_room(size: tuple[int, int]) -> None:
    async with stage(size=size, live=False) as on:
        for readings, word in (
            ([], "CONNECTING"),
            ([on.told.connecting(), on.told.connected()], "SYNCING"),
            ([on.told.says(row("ADA"), row("BTC")), on.told.pong()], "LIVE"),
            ([on.told.lost()], "LOST"),
            ([on.told.connecting(), on.told.refused()], "REFUSED"),
        ):
            await on.show(*readings)
            if size[0] >= 10:
                assert word in on.lines[0]
        assert len(on.lines) == size[1]


@pytest.mark.parametrize("size", [(1, 1), (10, 3), (300, 100)], ids=str)
async def test_every_key_works_in_every_size(size: tuple[int, int]) -> None:
    async with stage(size=size) as on:
        await on.hear(row("ADA", amount="1"))
        await on.press(*"jkgGtnsS1234567", "enter", "y", "escape", "e", "j", "y", "enter", "j", "G", "escape")
        await on.press(
            "tab", "tab", "?", "j", "G", "escape", "/", "b", "enter", "space", "r", "escape", "escape"
        )
        await on.hear(row("ADA", amount="2"))
        assert on.app.is_running


async def test_a_small_window_still_has_rows() -> None:
    async with stage(size=(30, 8)) as on:
        assert any("ADA" in line for line in on.lines)
        await on.press("j")
        assert any("APE" in line for line in on.lines)


def sizes_of_a_storm(seed: int) -> list[tuple[int, int]]:
    chance = random.Random(seed)
    return [(chance.randrange(1, 220), chance.randrange(1, 70)) for _ in range(8)]


@pytest.mark.parametrize("opened", ["enter", "e", "?", "e j enter", "/ b"])
async def test_a_storm_of_sizes_leaves_the_keys_on_something_that_is_seen(opened: str) -> None:
    async with stage(size=(80, 24)) as on:
        await on.press(*opened.split())
        for width, height in sizes_of_a_storm(len(opened)):
            size = Size(width, height)
            on.app.post_message(events.Resize(size, size))
            on.source.push(on.told.pong())
        await on.hear(row("ADA", amount="1"))
        assert on.app.is_running
        await on.hear(ACCOUNT[0])
        await on.resize(80, 24)
        assert on.app.focused is not None
        assert on.app.focused.region
        await on.press("escape")
        assert on.app.is_running


async def test_after_a_storm_of_sizes_the_screen_is_what_it_was() -> None:
    async with stage(size=(80, 24)) as on:
        await on.press("j", "j", "j")
        before = on.text
        for width, height in sizes_of_a_storm(1):
            await on.resize(width, height)
        await on.resize(80, 24)
        assert on.text == before
