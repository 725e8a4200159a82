"""The chooser that `p` opens: numbers, names, saving and removing."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from textual import events

from tests.clock import FakeClock
from tests.ui.scripted_source import ScriptedSource
from tests.ui.stage import IDENTITY, TAIPEI, Stage, stage
from tui.core.query import Query
from tui.preferences.file import PreferencesFile
from tui.preferences.sections import Filters, Preferences, View
from tui.ui.app import BitotuiApp
from tui.ui.widgets.lines import Lines
from tui.ui.widgets.preset_bar import PresetBar


def listed(on: Stage) -> list[str]:
    """The lines under the box; none while it is not there."""
    bar = on.app.query_one(PresetBar)
    return [line.plain.rstrip() for line in bar.query_one(Lines).lines] if bar.display else []


def own(on: Stage, **presets: str) -> None:
    on.app.remember(filters=replace(on.app.preferences.filters, presets=presets))


async def burst(on: Stage, *keys: str) -> None:
    for key in keys:
        on.app.post_message(events.Key(key, key if len(key) == 1 else None))
    await on.settle()


async def test_a_digit_chooses_at_once() -> None:
    async with stage() as on:
        await on.press("n", "2", "p")
        assert listed(on) == [
            " ▸ 1 held back      inorders>0",
            "   2 can trade now  tradable available>0",
            "   3 dust           amount>0 amount<0.0001",
        ]
        await on.press("1")
        assert listed(on) == []
        assert on.has_focus(on.table)
        assert on.app.view == replace(on.app.view, text="inorders>0", nonzero=False)
        assert all(on.app.book.entries[each].balance.in_orders > 0 for each in on.order)
        assert " where inorders>0 · by Amount, largest first" in on.status


async def test_the_beginning_of_a_name_and_enter_choose() -> None:
    async with stage() as on:
        await on.press("p", *"can")
        assert listed(on) == [" ▸ 2 can trade now  tradable available>0"]
        await on.press("enter")
        assert on.app.view.text == "tradable available>0"
        await on.press("p", "down", "down", "down", "up", "up", "enter")
        assert on.app.view.text == "inorders>0"


async def test_keys_in_a_burst_find_the_chooser_and_then_the_table() -> None:
    async with stage() as on:
        await burst(on, "p", "1", "y")
        assert on.app.view.text == "inorders>0"
        assert on.toasts[-1].startswith(f"sent to the terminal's clipboard: {on.order[0]} amount ")
        await burst(on, "p", "c", "enter", "p", "escape", "n")
        assert on.app.view == Query("tradable available>0", nonzero=True, where=on.app.view.where)


async def test_esc_leaves_all_as_it_was_and_gives_the_keys_back() -> None:
    async with stage() as on:
        await on.press("n", "e", "p", "c", "escape")
        assert listed(on) == []
        assert on.has_focus(on.log)
        assert on.app.view == Query(nonzero=True)


async def test_from_the_unfolded_detail_a_preset_leads_to_the_table_and_esc_back() -> None:
    async with stage() as on:
        await on.press("enter", "p", "escape")
        assert on.has_focus(on.detail)
        await on.press("p", "2")
        assert on.has_focus(on.table)
        assert on.table.display
        assert not on.detail.display


async def test_a_click_elsewhere_leaves_the_chooser() -> None:
    async with stage() as on:
        await on.press("p")
        await on.click(on.table, 3, 2)
        assert listed(on) == []
        assert not on.app.view.is_filtering


async def test_what_names_no_preset_is_said() -> None:
    async with stage() as on:
        await on.press("p", "9")
        assert listed(on)[0] == " there is no preset 9"
        await on.press("x", "enter")
        assert listed(on) == [" no preset has such a name"]
        assert not on.app.view.is_filtering


async def test_the_present_filter_is_saved_under_a_name() -> None:
    async with stage() as on:
        await on.press("n", "/", *"b|eth", "enter", "p", "+")
        assert listed(on) == [" + and a name, then enter: saves the present filter"]
        await on.press(*"my b")
        assert listed(on) == [" enter saves as my b: nonzero (B|ETH)"]
        order = on.order
        await on.press("enter")
        assert on.app.preferences.filters.presets == {"my b": "nonzero (B|ETH)"}
        assert on.toasts == ["saved as my b: nonzero (B|ETH)"]
        await on.press("escape", "p", "4")
        assert on.order == order


async def test_without_a_filter_there_is_nothing_to_save() -> None:
    async with stage() as on:
        await on.press("p", *"+mine", "enter")
        assert listed(on) == [" no filter is set that could be saved"]
        await on.press("escape", "n", "p", *"+2nd", "enter")
        assert listed(on) == [" a name begins with a letter"]
        assert on.app.preferences.filters == Filters()


async def test_one_is_removed_and_one_that_came_along_can_come_back() -> None:
    async with stage() as on:
        own(on, mine="btc")
        await on.press("p", "-", "enter")
        assert listed(on)[0] == " - and a name, then enter: removes that preset"
        await on.press("m")
        assert listed(on)[0] == " enter removes mine"
        await on.press("enter", "p", *"-du", "enter")
        assert on.app.preferences.filters.presets == {"dust": ""}
        assert on.toasts == ["removed mine: btc", "removed dust: amount>0 amount<0.0001"]
        await on.press("p", *"+dust")
        assert listed(on) == [" enter makes dust again what it came as"]
        await on.press("enter")
        assert on.app.preferences.filters.presets == {}


async def test_one_that_cannot_be_read_is_shown_with_its_error_and_not_chosen() -> None:
    async with stage() as on:
        own(on, mine="amount >", **{"e\x1b[vil": "btc\u202e"})
        await on.press("p", "4")
        said = listed(on)
        assert said[0] == " mine cannot be read: character 9: a value is missing, such as 0"
        assert said[4].startswith("   4 mine           amount >   character 9: ")
        assert said[5].startswith("   5 e\\u{1b}[vil")
        assert "\u202e" not in on.text
        assert not on.app.view.is_filtering


@pytest.mark.parametrize(("height", "shown"), [(24, 9), (16, 4), (8, 1)])
async def test_many_are_shown_as_far_as_there_is_room(height: int, shown: int) -> None:
    async with stage(size=(80, height)) as on:
        own(on, **{f"own {letter}": "btc" for letter in "abcdefghij"})
        await on.press("p")
        assert listed(on)[-1] == f"     and {13 - shown} more"
        await on.press(*["down"] * 12)
        assert listed(on)[-1] == " ▸   own j          btc"
        await on.press("enter")
        assert on.app.view.text == "btc"


async def test_what_was_typed_and_named_is_there_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "default.toml"
    first = remembering(path)
    async with first.run_test() as pilot:
        await pilot.press("slash", *"btc", "enter", "p", "plus", *"mine", "enter")
        await first._write()

    again = remembering(path)
    async with again.run_test() as pilot:
        assert again.view.text == "btc"
        await pilot.press("slash", "backspace", "up", "up", "escape", "p", "m", "enter")
        assert again.view == first.view
        assert again.preferences == first.preferences


async def test_a_remembered_filter_that_cannot_be_read_is_said_and_is_none() -> None:
    app = BitotuiApp(
        ScriptedSource(),
        identity=IDENTITY,
        zone=TAIPEI,
        clock=FakeClock(),
        preferences=Preferences(view=View(filter="btc amount>", nonzero=True)),
    )
    async with app.run_test():
        assert app.view == Query(nonzero=True)
        (said,) = [each.message for each in app._notifications]
        assert said.startswith("the remembered filter cannot be read, so none is set: btc amount>: ")
        assert said.endswith(": character 12: a value is missing, such as 0")


def remembering(path: Path) -> BitotuiApp:
    memory = PreferencesFile(path, stamp=lambda: "now")
    preferences = memory.load().preferences
    source = ScriptedSource()
    return BitotuiApp(
        source, identity=IDENTITY, zone=TAIPEI, clock=FakeClock(), preferences=preferences, memory=memory
    )
