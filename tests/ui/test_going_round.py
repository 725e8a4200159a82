"""Focus and the way back: tab, e, and what esc takes back in which order."""

from textual.screen import Screen

from tests.ui.stage import Stage, stage
from tui.ui.screens.help import HelpScreen
from tui.ui.screens.message import MessageScreen


def place(on: Stage) -> str:
    named = {"table": on.table, "detail": on.detail, "log": on.log, "filter": on.filter}
    return next((name for name, widget in named.items() if on.app.focused is widget), "nowhere")


async def test_tab_goes_round_table_detail_and_log() -> None:
    async with stage(size=(120, 30)) as on:
        round_trip = [place(on)]
        for _ in range(3):
            await on.press("tab")
            round_trip.append(place(on))
        assert round_trip == ["table", "detail", "log", "table"]


async def test_shift_tab_goes_round_the_other_way() -> None:
    async with stage(size=(120, 30)) as on:
        round_trip = []
        for _ in range(3):
            await on.press("shift+tab")
            round_trip.append(place(on))
        assert round_trip == ["log", "detail", "table"]


async def test_below_100_columns_tab_goes_between_table_and_log() -> None:
    async with stage(size=(80, 24)) as on:
        await on.press("tab")
        assert place(on) == "log"
        await on.press("tab")
        assert place(on) == "table"


async def test_e_goes_to_the_log_and_back() -> None:
    async with stage() as on:
        await on.press("e")
        assert place(on) == "log"
        await on.press("e")
        assert place(on) == "table"


async def test_esc_takes_back_one_thing_at_a_time() -> None:
    """Dialog, filter box, frozen, filter (DESIGN.md, Keys)."""
    async with stage() as on:
        await on.press("n", "space", "/", "b", "enter", "/", "i", "escape")
        assert place(on) == "table"
        assert on.app.frozen
        await on.press("?")
        assert isinstance(on.app.screen, HelpScreen)
        await on.press("escape")
        assert not isinstance(on.app.screen, HelpScreen)
        assert on.app.frozen
        assert on.app.view.nonzero
        await on.press("escape")
        assert not on.app.frozen
        assert on.app.view.nonzero
        await on.press("escape")
        assert not on.app.view.is_filtering


async def test_esc_takes_all_filters_back_and_keeps_the_order() -> None:
    async with stage() as on:
        await on.press("2", "n", "t", "/", "b", "enter", "escape")
        assert not on.app.view.is_filtering
        assert "by Amount, largest first" in on.status


async def test_esc_in_the_log_goes_back_to_the_table_when_nothing_is_left_to_take_back() -> None:
    async with stage() as on:
        await on.press("e", "escape")
        assert place(on) == "table"


async def test_beside_the_table_an_opened_detail_is_nothing_to_take_back() -> None:
    async with stage(size=(120, 30)) as on:
        await on.press("enter", "shift+tab", "space")
        assert place(on) == "table"
        await on.press("escape")
        assert not on.app.frozen


async def test_dialogs_close_by_esc_and_by_the_key_that_opened_them() -> None:
    async with stage() as on:
        home: Screen[object] = on.app.screen
        for keys in (("?", "?"), ("?", "escape")):
            await on.press(*keys)
            assert on.app.screen is home
        await on.press("e", "down")
        for close in ("enter", "escape"):
            await on.press("enter")
            assert isinstance(on.app.screen, MessageScreen)
            await on.press(close)
            assert on.app.screen is home
            assert place(on) == "log"
