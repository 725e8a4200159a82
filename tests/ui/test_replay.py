"""A replay on the screen: the same screen, and nobody can take it for the account as it is now."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from tests.clock import FakeClock
from tests.core.builders import row
from tests.feed.recordings import HOUR, at, opened, recording, says
from tests.ui.scripted_source import ScriptedSource
from tests.ui.stage import TAIPEI, Stage
from tests.ui.telling import Telling
from tui.core.link import State
from tui.core.writing import MASK
from tui.feed.recording_file import RecordingFile
from tui.feed.replay import Replay
from tui.feed.replay_clock import ReplayClock
from tui.preferences.file import Remembered
from tui.preferences.sections import Keys, Look, Preferences, View
from tui.ui.app import BitotuiApp
from tui.ui.start_replay import NOTHING, replay_app
from tui.ui.widgets.status_line import StatusLine


class Film(ScriptedSource):
    """Stands for the replay where a stage asks whether all has been taken."""

    def __init__(self, app: BitotuiApp, machine: FakeClock) -> None:
        super().__init__()
        self._app = app
        self._machine = machine

    async def taken(self) -> None:
        """Wait until the replay waits for its time to pass, or has ended."""
        worker = self._app._worker
        while worker is not None and not worker.is_finished and not self._machine.alarms:
            assert worker._task is not None
            await asyncio.wait((worker._task,), timeout=0.01)


@contextlib.asynccontextmanager
async def replaying(
    path: Path, speed: float | None = 10, since: int | None = None, remembered: Remembered = NOTHING
) -> AsyncIterator[Stage]:
    machine = FakeClock()
    clock = ReplayClock(machine, speed)
    with contextlib.closing(RecordingFile(path)) as file:
        app = replay_app(Replay(file, clock, since), clock, machine, zone=TAIPEI, remembered=remembered)
        assert app.link.state is State.REPLAY
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            on = Stage(app, pilot, Film(app, machine), Telling(machine), machine)
            await on.settle()
            yield on


async def test_the_status_line_says_replay_how_fast_and_when(tmp_path: Path) -> None:
    async with replaying(recording(tmp_path, *HOUR)) as on:
        assert "REPLAY  ×10  2026-09-21 22:13:20" in on.status.splitlines()[0]
        assert "recording @ exchange.test" in on.status
        await on.pass_time(1)
        assert "REPLAY  ×10  2026-09-21 22:13:30" in on.status
        assert on.cells("BTC")[1] == "2"
        assert on.app.query_one(StatusLine).has_class("-replay")


async def test_amounts_stay_hidden_and_keys_mapped_as_the_user_has_them(tmp_path: Path) -> None:
    preferences = Preferences(
        view=View(filter="eth"), look=Look(hidden=True), keys=Keys(commands={"hide": "x"})
    )
    async with replaying(recording(tmp_path, *HOUR), remembered=Remembered(preferences)) as on:
        await on.pass_time(1)
        assert "HIDDEN" in on.status
        assert on.cells("BTC")[1] == MASK
        await on.press("x")
        assert on.cells("BTC")[1] == "2"


async def test_no_frame_says_that_the_account_is_live(tmp_path: Path) -> None:
    async with replaying(recording(tmp_path, *HOUR)) as on:
        for _ in range(12):
            assert "LIVE" not in on.status
            assert "CONNECTING" not in on.status
            await on.pass_time(1)


async def test_the_balances_are_dimmed_and_say_of_when_they_are(tmp_path: Path) -> None:
    async with replaying(recording(tmp_path, *HOUR)) as on:
        await on.pass_time(1)
        assert on.table.has_class("-not-live")
        assert on.detail.has_class("-not-live")
        assert "balances as of 22:13:30 UTC+8" in on.status


async def test_connecting_again_is_refused_in_words(tmp_path: Path) -> None:
    async with replaying(recording(tmp_path, *HOUR)) as on:
        await on.press("r")
        assert on.toasts == ["this is a replay: there is nothing to connect to"]


async def test_at_the_end_it_stays_says_so_and_stands_still(tmp_path: Path) -> None:
    async with replaying(recording(tmp_path, *HOUR), None) as on:
        assert "REPLAY  max  2026-09-21 22:15:00" in on.status
        assert "the recording ended" in on.status
        assert "the recording ended" in on.logged[0]
        assert on.order == ["BTC", "ETH", "TWD"]
        assert on.cells("BTC")[1] == "3"
        assert on.app._tick is None
        await on.press("n", "2")
        assert on.app.is_running


async def test_the_log_follows_to_the_end_however_much_came_at_once(tmp_path: Path) -> None:
    burst = [says(1, row("BTC", amount=str(number), available="0")) for number in range(100)]
    async with replaying(recording(tmp_path, opened(), says(0, row(), row("ETH")), *burst), None) as on:
        while on.app.end != on.app._history.end:
            await on.pass_time(0.2)
        assert "the recording ended" in on.logged[0]


async def test_a_damaged_line_stands_in_the_log_and_in_the_status(tmp_path: Path) -> None:
    async with replaying(recording(tmp_path, *HOUR[:3], b"damaged\n"), None) as on:
        assert any("line 5 of the recording is damaged" in line for line in on.logged)
        assert "1 damaged line passed over" in on.status


async def test_a_redacted_recording_is_called_one(tmp_path: Path) -> None:
    async with replaying(recording(tmp_path, *HOUR, redacted=True)) as on:
        assert "redacted recording @ exchange.test" in on.status


async def test_it_begins_where_it_was_asked_to(tmp_path: Path) -> None:
    async with replaying(recording(tmp_path, *HOUR), since=at(60)) as on:
        assert on.cells("BTC")[1] == "2"
        assert "22:14:20" in on.status.splitlines()[0]


async def test_leaving_a_replay_is_leaving(tmp_path: Path) -> None:
    async with replaying(recording(tmp_path, *HOUR)) as on:
        await on.press("q")
        assert not on.app.is_running
        assert on.app.return_code == 0
