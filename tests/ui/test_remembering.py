"""What was changed on the screen is there at the next start."""

from pathlib import Path

from tests.clock import FakeClock
from tests.ui.scripted_source import ScriptedSource
from tests.ui.stage import IDENTITY, TAIPEI
from tui.core.query import Column
from tui.preferences.file import PreferencesFile
from tui.preferences.sections import Preferences
from tui.ui.app import BitotuiApp


def remembering(path: Path) -> BitotuiApp:
    memory = PreferencesFile(path, stamp=lambda: "now")
    return BitotuiApp(
        ScriptedSource(),
        identity=IDENTITY,
        zone=TAIPEI,
        clock=FakeClock(),
        preferences=memory.load().preferences,
        memory=memory,
    )


async def test_filter_and_order_are_there_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "default.toml"
    app = remembering(path)
    async with app.run_test() as pilot:
        await pilot.press("2", "n", "t")
        app._begin_save()
        await app.workers.wait_for_complete([each for each in app.workers if each.group == "preferences"])

    again = remembering(path)
    async with again.run_test():
        assert (again.view.sort, again.view.descending, again.view.nonzero) == (Column.AMOUNT, True, True)
        assert again.view == app.view


async def test_a_burst_of_changes_is_written_once(tmp_path: Path) -> None:
    app = remembering(tmp_path / "default.toml")
    async with app.run_test() as pilot:
        await pilot.press("n")
        first = app._save
        await pilot.press("t", "s")
        assert first is not None
        assert app._save is first


async def test_a_folder_that_cannot_be_written_is_said_once(tmp_path: Path) -> None:
    path = tmp_path / "default.toml"
    app = remembering(path)
    path.mkdir()
    async with app.run_test() as pilot:
        for key in "nt":
            await pilot.press(key)
            await app._write()
        said = [each.message for each in app._notifications]
    assert len(said) == 1
    assert said[0].startswith(f"preferences not kept: {path}: ")


async def test_without_a_memory_nothing_is_written() -> None:
    app = BitotuiApp(ScriptedSource(), identity=IDENTITY, zone=TAIPEI, clock=FakeClock())
    async with app.run_test() as pilot:
        await pilot.press("n")
        assert app.preferences.view.nonzero
        assert app._save is None
    assert app.preferences != Preferences()
