"""Leaving: q, ctrl+q and ctrl+c, in every state, with exit code 0 and the source stopped."""

import asyncio
import os
import signal
from collections.abc import AsyncGenerator, Callable

import pytest

from tests.clock import FakeClock
from tests.ui.scripted_source import ScriptedSource
from tests.ui.stage import Stage, new_app, stage
from tui.feed.source import Reading
from tui.ui.leaving import leaving
from tui.ui.widgets.balance_table import BalanceTable

STATES = {
    "the table": "",
    "the log": "e",
    "the detail": "enter",
    "frozen": "space",
    "the help": "?",
    "a message": "e j enter",
    "a filter that shows nothing": "/ z enter",
}


def has_left(on: Stage) -> bool:
    return on.app.return_value == 0 and on.source.is_closed


@pytest.mark.parametrize("key", ["q", "ctrl+c"])
@pytest.mark.parametrize("keys", STATES.values(), ids=STATES.keys())
async def test_every_key_that_leaves_does_so_from(keys: str, key: str) -> None:
    async with stage() as on:
        await on.press(*keys.split(), key)
        assert has_left(on)


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
@pytest.mark.parametrize("keys", ["/", "/ b", "ctrl+p", "ctrl+p b"])
async def test_where_q_is_text_the_others_leave(keys: str, key: str) -> None:
    async with stage() as on:
        await on.press(*keys.split(), "q")
        assert on.app.is_running
        await on.press(key)
        assert has_left(on)


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
@pytest.mark.parametrize("state", ["nothing yet", "connecting", "syncing", "lost", "refused"])
async def test_they_leave_in_every_state_of_the_link(state: str, key: str) -> None:
    async with stage(live=False) as on:
        told = on.told
        readings: dict[str, Callable[[], list[Reading]]] = {
            "nothing yet": list,
            "connecting": lambda: [told.connecting()],
            "syncing": lambda: [told.connecting(), told.connected()],
            "lost": lambda: [told.connecting(), told.lost()],
            "refused": lambda: [told.connecting(), told.refused()],
        }
        await on.show(*readings[state]())
        await on.press(key)
        assert has_left(on)


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGHUP])
async def test_a_signal_leaves_as_cleanly(name: signal.Signals) -> None:
    async with stage() as on:
        with leaving(on.app, None):
            os.kill(os.getpid(), name)
            await asyncio.wait_for(on.source.closed(), timeout=5)
        await on.settle()
        assert has_left(on)


class Stubborn(ScriptedSource):
    """A source that will not stop."""

    async def readings(self) -> AsyncGenerator[Reading, None]:
        try:
            async for reading in super().readings():
                yield reading
        finally:
            await asyncio.shield(asyncio.sleep(60))


async def test_a_source_that_does_not_stop_delays_leaving_by_a_moment_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tui.ui.model.STOP_SECONDS", 0.05)
    clock = FakeClock()
    source = Stubborn()
    app = new_app(source, clock)
    async with app.run_test() as pilot:
        await source.taken()
        await pilot.press("q")
        await pilot.pause()
        assert app.return_value == 0


async def test_what_the_table_said_before_it_went_harms_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    async with stage() as on:
        before = on.app.selected, on.app.shown
        with monkeypatch.context() as patch:
            patch.setattr(on.app, "_running", False)
            on.app.on_balance_table_selected(BalanceTable.Selected("BTC"))
            on.app.on_balance_table_counted(BalanceTable.Counted(0))
        assert (on.app.selected, on.app.shown) == before
