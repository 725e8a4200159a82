"""The first start: three lines of hints, once."""

import asyncio
from pathlib import Path

import pytest

from tests.clock import FakeClock
from tests.ui.scripted_source import ScriptedSource
from tests.ui.stage import IDENTITY, TAIPEI, stage
from tui.preferences.file import PreferencesFile
from tui.preferences.sections import Keys, Preferences
from tui.ui.app import BitotuiApp
from tui.ui.widgets.first_hints import FirstHints


def started(path: Path, keys: Keys | None = None) -> BitotuiApp:
    memory = PreferencesFile(path, stamp=lambda: "now")
    found = memory.load().preferences
    return BitotuiApp(
        ScriptedSource(),
        identity=IDENTITY,
        zone=TAIPEI,
        clock=FakeClock(),
        preferences=Preferences(keys=keys, start=found.start) if keys else found,
        memory=memory,
    )


def lines(app: BitotuiApp) -> list[str]:
    """What is shown of the hints."""
    shown = [each for each in app.query(FirstHints) if each.display]
    return [line.plain for each in shown for line in each.lines]


async def kept(app: BitotuiApp) -> None:
    await app.workers.wait_for_complete([each for each in app.workers if each.group == "preferences"])


async def test_three_lines_are_shown_and_never_again_even_if_it_is_killed_at_once(tmp_path: Path) -> None:
    path = tmp_path / "default.toml"
    app = started(path)
    async with app.run_test():
        assert len(lines(app)) == 3
        assert all(0 < len(line) <= 80 for line in lines(app))
        async with asyncio.timeout(5):
            await kept(app)
        assert PreferencesFile(path, stamp=lambda: "now").load().preferences.start.hints_seen

    again = started(path)
    async with again.run_test():
        assert lines(again) == []


@pytest.mark.parametrize("key", ["escape", "enter", "e", "slash", "s", "question_mark", "ctrl+p"])
async def test_they_go_with_the_first_key_that_they_name(key: str, tmp_path: Path) -> None:
    app = started(tmp_path / "default.toml")
    async with app.run_test() as pilot:
        await pilot.press("j")
        assert lines(app)
        await pilot.press(key)
        assert lines(app) == []


async def test_they_name_the_keys_that_the_user_has(tmp_path: Path) -> None:
    app = started(tmp_path / "default.toml", Keys(commands={"sort next": "o", "presets": ""}))
    async with app.run_test() as pilot:
        assert "o sorts by the next column" in lines(app)[1]
        assert "presets in the palette" in lines(app)[1]
        await pilot.press("o")
        assert lines(app) == []


async def test_a_window_without_room_does_not_show_them_and_they_are_not_seen(tmp_path: Path) -> None:
    path = tmp_path / "default.toml"
    app = started(path)
    async with app.run_test(size=(80, 12)):
        assert lines(app) == []
        assert [each for each in app.workers if each.group == "preferences"] == []
    assert not app.preferences.start.hints_seen


async def test_where_nothing_is_remembered_they_are_not_shown() -> None:
    async with stage() as on:
        assert "New here?" not in on.text
