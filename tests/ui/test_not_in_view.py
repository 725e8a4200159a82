"""A key for what is not on the screen says so, and leaves the keys where they are."""

import pytest

from tests.ui.stage import stage

NO_LOG = "the window has no room for the event log"


async def test_the_historys_length_is_said_where_the_detail_is_folded() -> None:
    async with stage() as on:
        await on.press("h")
        assert on.toasts == ["history 7 d, in the detail: enter in the table opens it"]
        await on.press("enter")
        assert "history" in on.described[-1]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_where_the_history_is_seen_nothing_more_is_said(size: tuple[int, int]) -> None:
    async with stage(size=size) as on:
        await on.press("enter", "h")
        assert "history" in on.text
        assert on.toasts == []


async def test_a_pane_too_short_for_the_history_is_said() -> None:
    async with stage(size=(120, 16)) as on:
        await on.press("h", "h")
        assert on.toasts == [
            "history 7 d: the window has no room for it",
            "history all: the window has no room for it",
        ]


async def test_a_hidden_history_is_said_to_be_hidden() -> None:
    async with stage(size=(120, 40)) as on:
        await on.press("H", "enter", "h", "h")
        assert on.app.writing.hides
        assert set(on.toasts) == {"amounts are hidden: H shows them"}


@pytest.mark.parametrize("key", ["e", "[", "]", "+", "-"])
async def test_where_there_is_no_log_the_keys_for_it_say_so_once(key: str) -> None:
    async with stage(size=(80, 13)) as on:
        await on.press(key, key)
        assert on.toasts == [NO_LOG]
        assert on.has_focus(on.table)


async def test_an_unfolded_detail_has_the_window_and_no_log_grows_behind_it() -> None:
    async with stage() as on:
        height = on.log.size.height
        await on.press("enter", "+", "+")
        assert on.toasts == ["the detail has the whole window"]
        await on.press("escape")
        assert on.log.size.height == height
