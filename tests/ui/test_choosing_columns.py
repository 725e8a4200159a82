"""The chooser: columns hidden, moved and resized while the table behind shows it, and there again at the next start."""

from pathlib import Path

from tests.clock import FakeClock
from tests.core.builders import row
from tests.ui.scripted_source import ScriptedSource
from tests.ui.stage import IDENTITY, TAIPEI, Stage, stage
from tui.core.query import Column
from tui.preferences.file import PreferencesFile
from tui.preferences.sections import Columns, Look, Preferences
from tui.ui.app import BitotuiApp
from tui.ui.screens.chooser import Chooser
from tui.ui.widgets.balance_table import BalanceTable
from tui.ui.widgets.event_log import EventLog


def header(on: Stage) -> list[str]:
    line = on.lines[on.table.region.y]
    return line[: on.table.region.width].translate(dict.fromkeys(map(ord, "▴▾█"))).split()


async def test_a_column_that_is_hidden_leaves_its_room_at_once() -> None:
    async with stage(size=(80, 24)) as on:
        assert "Stake" not in header(on)
        await on.press("c", "j", "j", "space")
        assert isinstance(on.app.screen, Chooser)
        assert header(on) == ["Currency", "Amount", "In", "orders", "Tradable", "Changed"]
        await on.press("space", "escape")
        assert header(on) == ["Currency", "Amount", "Available", "In", "orders"]


async def test_a_column_is_moved_and_the_cursor_goes_with_it() -> None:
    async with stage(size=(160, 40)) as on:
        await on.press("c", "j", "K", "K", "space", "space", "escape")
        assert header(on)[:2] == ["Amount", "Currency"]
        await on.press("c", "J", "enter")
        assert header(on)[:2] == ["Currency", "Amount"]


async def test_a_burst_of_keys_ends_where_single_keys_would() -> None:
    async with stage(size=(160, 40)) as on:
        for key in ("c", "j", "j", "J", "space", "escape", "j"):
            await on.pilot.press(key)
        await on.settle()
        assert not isinstance(on.app.screen, Chooser)
        assert "Available" not in header(on)
        assert on.cursor == "APE"


async def test_no_digit_is_cut_however_narrow_a_column_is_asked_to_be() -> None:
    async with stage(size=(160, 40)) as on:
        await on.press("c", "j", *["left"] * 40)
        assert "999999999999.99999999" in on.text
        await on.press(*["right"] * 3)
        widths = {column.key.value: column.width for column in on.table.ordered_columns}
        assert widths["AMOUNT"] == len("999999999999.99999999") + 3
        await on.press("0")
        assert on.app.preferences.columns == Columns()


async def test_a_heading_with_too_little_room_keeps_its_arrow() -> None:
    async with stage(row("A"), row("B"), size=(160, 24)) as on:
        await on.press("3", "c", "j", "j", *["left"] * 20)
        assert "A… ▾" not in on.headings
        assert on.headings[2] == "… ▾"


async def test_currency_always_stays() -> None:
    async with stage() as on:
        await on.press("c", "space")
        assert on.toasts == ["Currency always stays"]
        assert header(on)[0] == "Currency"


async def test_all_is_as_usual_again_with_one_key() -> None:
    async with stage(size=(160, 40)) as on:
        before = header(on)
        await on.press("c", "j", "space", "j", "K", "right", "R", "escape")
        assert header(on) == before
        assert on.app.preferences.columns == Columns()


async def test_the_cursor_stays_on_its_currency_and_keys_go_on_from_there() -> None:
    async with stage() as on:
        await on.press("j", "j", "j", "c", "j", "space", "escape")
        assert on.cursor == "BITO"
        assert on.app.selected == "BITO"


async def test_rows_can_be_sorted_by_a_column_that_is_hidden() -> None:
    async with stage() as on:
        await on.press("c", "j", "space", "escape", "2")
        assert "Amount" not in header(on)
        assert on.order[0] == "SHIB"
        assert "by Amount, largest first" in on.status


async def test_where_amount_is_hidden_another_number_stays_in_the_narrowest_window() -> None:
    async with stage(size=(80, 24)) as on:
        await on.press("c", "j", "space", "escape")
        await on.resize(20, 24)
        assert [column.key.value for column in on.table.ordered_columns] == ["CURRENCY", "AVAILABLE"]


async def test_the_chooser_says_what_has_no_room() -> None:
    async with stage(size=(80, 24)) as on:
        await on.press("c")
        assert any("Stake" in line and "no room for it now" in line for line in on.lines)


async def test_in_a_low_window_the_chooser_scrolls_to_its_cursor() -> None:
    async with stage(size=(80, 8)) as on:
        await on.press("c", "end")
        assert any("▸ [ ] digits behind the point" in line for line in on.lines)
        await on.press("home")
        assert any("▸ [x] 1  Currency" in line for line in on.lines)


async def test_columns_and_sizes_are_there_at_the_next_start(tmp_path: Path) -> None:
    memory = PreferencesFile(tmp_path / "default.toml", stamp=lambda: "now")
    app = BitotuiApp(
        ScriptedSource(),
        identity=IDENTITY,
        zone=TAIPEI,
        clock=FakeClock(),
        preferences=memory.load().preferences,
        memory=memory,
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("c", "j", "space", "escape", "+", "e", "-", "-")
        await app._write()
    again = PreferencesFile(tmp_path / "default.toml", stamp=lambda: "now").load()
    assert again.notices == ()
    assert again.preferences.columns == Columns(hidden=("amount",))
    assert again.preferences.look == Look(detail_width=46, log_height=6)


async def test_what_was_left_is_there_in_the_first_frame() -> None:
    kept = Preferences(columns=Columns(hidden=("available",)), look=Look(detail_width=60, log_height=3))
    app = BitotuiApp(ScriptedSource(), identity=IDENTITY, zone=TAIPEI, clock=FakeClock(), preferences=kept)
    async with app.run_test(size=(120, 40)):
        table, log = app.query_one(BalanceTable), app.query_one(EventLog)
        assert Column.AVAILABLE.name not in [column.key.value for column in table.ordered_columns]
        assert (table.outer_size.width, log.outer_size.height) == (60, 3)


async def test_detail_and_log_keep_to_the_window() -> None:
    async with stage(size=(120, 40)) as on:
        await on.press(*"+" * 40)
        assert on.table.outer_size.width == 40
        await on.press("e", *"+" * 40)
        assert on.log.outer_size.height == 31
        await on.resize(80, 24)
        assert on.log.outer_size.height == 15
        assert on.table.outer_size == (80, 5)
        await on.press("e", *"-" * 40)
        assert on.log.outer_size.height == 2
        await on.resize(80, 10)
        assert not on.log.display
        await on.press("+")
        await on.resize(120, 40)
        assert on.table.outer_size.width == 40


async def test_a_narrow_window_gives_the_detail_all_of_it() -> None:
    async with stage(size=(120, 40)) as on:
        await on.press("+", "enter")
        await on.resize(80, 24)
        await on.press("enter")
        assert on.detail.outer_size.width == 80
