"""`/` in the event log: what is looked for, as it is typed, and what becomes of it."""

from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key

from tests.core.builders import row
from tests.ui.past_stage import cursor_line, found, past_stage, press, record_past
from tests.ui.stage import Stage, stage


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "journal" / "account.db"
    record_past(path, 100)
    return path


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("00000050-99", "00000050-9999-4222-8333-444444444444"),
        ("eth", "snapshot 12 currencies"),
        ("snapshot", "00000001-1111-4222-8333-444444444444"),
        ("update", "00000063-9999-4222-8333-444444444444"),
        ("link", "live"),
    ],
)
async def test_typing_goes_to_the_nearest_older_match(path: Path, typed: str, line: str) -> None:
    async with past_stage(path) as on:
        await press(on, "e", "/", *typed)
        assert line in cursor_line(on)
        await press(on, "enter")
        assert on.has_focus(on.log)
        assert line in cursor_line(on)


async def test_escape_goes_back_to_where_one_was(path: Path) -> None:
    async with past_stage(path) as on:
        await press(on, "e", *"jjjj")
        before, at = on.logged, on.log.at
        await press(on, "/", *"0000000a-99")
        assert on.log.at != at
        await press(on, "escape")
        assert (on.logged, on.log.at) == (before, at)
        assert on.has_focus(on.log)


async def test_enter_alone_finds_the_next_older(path: Path) -> None:
    async with past_stage(path) as on:
        await press(on, "e", "/", *"eth", "enter")
        assert "snapshot 12 currencies" in cursor_line(on)
        await press(on, "/")
        assert "empty: the next older eth" in on.text
        await press(on, "enter")
        assert "0000005a" in cursor_line(on)
        await press(on, "/", "enter", "/", "enter")
        assert "00000046" in cursor_line(on)


def burst(on: Stage, *keys: str) -> None:
    """Press keys, each before anything has come of the one before."""
    for key in keys:
        on.app.post_message(events.Key(_character_to_key(key) if len(key) == 1 else key, key))


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("enter", "/", "enter", "/", "enter"), "00000050"),
        (("enter", "/", "escape"), "snapshot 12 currencies"),
        (("enter", "/", "enter", "/", *"snapshot", "enter"), "00000001-1111"),
        (("enter", "/", *"zzz", "escape", "/", "enter"), "0000005a"),
    ],
)
@pytest.mark.parametrize("is_burst", [True, False])
async def test_keys_in_one_burst_find_the_same(
    path: Path, keys: tuple[str, ...], line: str, is_burst: bool
) -> None:
    async with past_stage(path) as on:
        if is_burst:
            burst(on, "e", "/", *"eth", *keys)
            await on.settle()
            await found(on)
        else:
            await press(on, "e", "/", *"eth", *keys)
        assert line in cursor_line(on)


async def test_what_is_not_found_is_said_and_nothing_moves(path: Path) -> None:
    async with past_stage(path) as on:
        await press(on, "e", "j", "/", *"ffffff")
        assert "nothing like that, here or older" in on.text
        assert "connected" not in cursor_line(on)
        at = on.log.at
        await press(on, "enter")
        assert "── no older ffffff ──" in on.text
        assert on.log.at == at


async def test_without_a_journal_memory_is_searched() -> None:
    async with stage() as on:
        for _ in range(20):
            await on.hear(row("ETH"))
            await on.hear(row("BTC"))
        await press(on, "e", "/", *"eth", "enter")
        assert "00000028" in cursor_line(on)
        await press(on, "/", "enter")
        assert "00000026" in cursor_line(on)
        await press(on, "/", *"snapshot")
        assert "00000001" in cursor_line(on)
        await press(on, "escape", "/", *"zzz", "enter")
        assert "── no older zzz ──" in on.text


async def test_in_the_table_it_filters() -> None:
    async with stage() as on:
        await on.press("/", *"eth")
        assert on.order == ["ETH"]


async def test_the_title_stands_beside_the_box_and_comes_back() -> None:
    async with stage() as on:
        await on.press("e", "/")
        assert "eventID, currency or kind …" in on.text
        assert "── events (UTC+8) ─" in on.text
        await on.press("tab")
        assert "eventID, currency" not in on.text
